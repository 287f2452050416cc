import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseDocument } from 'yaml';

/** Where the build leaves what it has read; the same from `src/` and from `dist/`. */
const builtFile = path.resolve(__dirname, '..', '..', 'dist', 'prepared', 'yaml.json');

/** By the hash of a text, its value as JSON. */
type PreparedValues = Readonly<Record<string, string>>;

let built: PreparedValues | null = null;

/**
 * What the build read in this very text; null when it met none like it, or there was no build. The value depends on the
 * text alone, so a build that is older than the text's file is no danger.
 */
export function preparedValue(text: string): { readonly value: unknown } | null {
  built ??= readBuilt();
  const json = built[hashOf(text)];
  return json === undefined ? null : { value: JSON.parse(json) };
}

/** What the build writes for {@link preparedValue}. Texts at fault, and values that JSON cannot hold, are left out. */
export function prepareYaml(texts: readonly string[]): string {
  const prepared: Record<string, string> = {};
  for (const text of texts) {
    const document = parseDocument(text);
    if (document.errors.length > 0 || document.warnings.length > 0) continue;
    const value: unknown = document.toJS();
    const json = JSON.stringify(value);
    if (json !== undefined && isDeepStrictEqual(JSON.parse(json), value)) prepared[hashOf(text)] = json;
  }
  return JSON.stringify(prepared);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function readBuilt(): PreparedValues {
  try {
    const read: unknown = JSON.parse(readFileSync(builtFile, 'utf8'));
    return isValues(read) ? read : {};
  } catch {
    // Not built yet: everything is parsed.
    return {};
  }
}

function isValues(read: unknown): read is PreparedValues {
  return (
    typeof read === 'object' && read !== null && Object.values(read).every((json) => typeof json === 'string')
  );
}
