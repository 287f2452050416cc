import { isObject, type Json, type JsonObject, listOf } from './json';

/** One thing wrong with a request, in the shape of LINE's error details. */
export interface Problem {
  readonly message: string;
  /** Where, as `messages[0].quickReply.items[2].action.label`. */
  readonly property: string;
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** How many characters a reader would count. */
export function graphemeCount(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

interface TextLimit {
  /** Longest, in the unit. */
  readonly max: number;
  /** What is counted: UTF-16 code units, or grapheme clusters (LINE.md, section 2, says which holds where). */
  readonly unit: 'utf16' | 'graphemes';
  /** Absent is fine when true. Empty never is. */
  readonly optional?: boolean;
}

/** Gathers what is wrong with a request, with the place. */
export class Problems {
  readonly found: Problem[] = [];

  add(property: string, message: string): void {
    this.found.push({ property, message });
  }

  text(owner: JsonObject, key: string, at: string, limit: TextLimit): void {
    const value = owner[key];
    const property = `${at}.${key}`;
    if (value === undefined && limit.optional) return;
    if (typeof value !== 'string' || value === '') {
      this.add(property, 'May not be empty');
      return;
    }
    // A cluster is at least one code unit: what is short in these is not counted the slow way.
    const length = limit.unit === 'utf16' || value.length <= limit.max ? value.length : graphemeCount(value);
    if (length > limit.max) this.add(property, `Size must be between 1 and ${limit.max} (is ${length})`);
  }

  /** An absolute URL with one of the schemes. */
  url(owner: JsonObject, key: string, at: string, schemes: readonly string[], max: number): void {
    const value = owner[key];
    const property = `${at}.${key}`;
    if (typeof value !== 'string' || value === '') {
      this.add(property, 'May not be empty');
      return;
    }
    if (value.length > max) this.add(property, `Size must be between 1 and ${max} (is ${value.length})`);
    const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : undefined;
    if (scheme === undefined || !schemes.includes(scheme)) {
      this.add(property, `Must be an absolute URI with one of the schemes ${schemes.join(', ')}`);
    }
  }

  oneOf(owner: JsonObject, key: string, at: string, values: readonly string[]): void {
    const value = owner[key];
    if (typeof value !== 'string' || !values.includes(value)) {
      this.add(`${at}.${key}`, `Must be one of ${values.join(', ')}`);
    }
  }

  /** A list of objects with a length in range; gives back the members that are objects, with their place. */
  list(
    owner: JsonObject,
    key: string,
    at: string,
    min: number,
    max: number,
  ): { readonly item: JsonObject; readonly at: string }[] {
    const value: Json | undefined = owner[key];
    const property = `${at}.${key}`.replace(/^\./, '');
    const items = listOf(value);
    if (!Array.isArray(value) || items.length < min || items.length > max) {
      this.add(property, `Size must be between ${min} and ${max} (is ${items.length})`);
    }
    const members: { item: JsonObject; at: string }[] = [];
    for (const [index, item] of items.entries()) {
      const place = `${property}[${index}]`;
      if (isObject(item)) members.push({ item, at: place });
      else this.add(place, 'Must be an object');
    }
    return members;
  }

  object(owner: JsonObject, key: string, at: string): JsonObject | undefined {
    const value = owner[key];
    if (isObject(value)) return value;
    this.add(`${at}.${key}`, 'Must be an object');
    return undefined;
  }
}
