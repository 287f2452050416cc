import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { type Language, languages } from '../../src/flow';

const read = new Map<string, object>();

/** A text of the locale files as it is written there. Throws when there is none. */
export function wordsAt(language: Language, file: string, ...path: readonly string[]): string {
  const found = valueAt(language, file, path);
  if (typeof found !== 'string') throw new Error(`locales/${language}/${file}.yaml has no ${path.join('.')}`);
  return found;
}

/** The same where a text may have several variants, of which each turn says one. */
export function variantsAt(language: Language, file: string, ...path: readonly string[]): readonly string[] {
  const found = valueAt(language, file, path);
  return Array.isArray(found) ? found.map(String) : [wordsAt(language, file, ...path)];
}

function valueAt(language: Language, file: string, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value === null || typeof value !== 'object' ? undefined : Reflect.get(value, key)),
    fileOf(`locales/${language}/${file}.yaml`),
  );
}

/** What is written on a button, by what it carries: `<flow>/<step>/<option>` or `move/<move>`. */
export function labelOf(language: Language, data: string): string {
  const [flow = '', step = '', option = ''] = data.split('/');
  return flow === 'move'
    ? wordsAt(language, 'moves', 'labels', step)
    : wordsAt(language, flow, 'options', step, option);
}

/** A written text with its places filled in. Throws when a place is left. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value for ${place}`);
    return value;
  });
}

/** Every apology for a fault of our own, in every language: what nobody should ever read. */
export const faultApologies: readonly string[] = languages.flatMap((language) => [
  wordsAt(language, 'moves', 'messages', 'fault'),
  wordsAt(language, 'errors', 'fault'),
  wordsAt(language, 'errors', 'fallback'),
]);

/** A value of the catalogue, such as the phone number. */
export function catalogueText(file: string, key: string): string {
  const value: unknown = Reflect.get(fileOf(`flows/catalogue/${file}.yaml`), key);
  if (typeof value !== 'string') throw new Error(`flows/catalogue/${file}.yaml has no ${key}`);
  return value;
}

/** For how many days conversations are kept, as people are told. */
export function conversationDays(): string {
  const retention: unknown = Reflect.get(fileOf('flows/organisation.yaml'), 'retention');
  if (retention === null || typeof retention !== 'object')
    throw new Error('organisation.yaml has no retention');
  return String(Reflect.get(retention, 'conversationDays'));
}

function fileOf(path: string): object {
  const known = read.get(path);
  if (known) return known;
  const content: unknown = parse(readFileSync(resolve(path), 'utf8'));
  if (content === null || typeof content !== 'object') throw new Error(`${path} is empty`);
  read.set(path, content);
  return content;
}
