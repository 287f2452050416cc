import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CalendarWords } from '../../calendar';
import { type Language, languages } from '../../flow';
import { parseYaml } from '../../yaml';
import { type Catalogue, catalogueSchema } from './catalogue';
import { crossFileFaults } from './cross-file-faults';
import { calendarWordsSchema, type ServiceWords, serviceWordsSchema } from './words';

/** What services are made of, as files hold it. */
export interface Facts {
  readonly catalogue: Catalogue;
  /** `locales/<language>/calendar.yaml`. */
  readonly calendarWords: Readonly<Record<Language, CalendarWords>>;
  /** `locales/<language>/services.yaml`. */
  readonly serviceWords: Readonly<Record<Language, ServiceWords>>;
}

/** A file that was read, with the schema it is held against. */
interface ReadFile<Content> {
  readonly content: Content | null;
  readonly faults: readonly string[];
}

/**
 * Reads `<flowsDir>/catalogue/*.yaml` and the words of services in `<localesDir>/<language>/`, and holds each file
 * against its schema and against the others.
 *
 * @throws Error that lists every fault of every file, one a line: file, place, what is wanted
 */
export function loadFacts(from: { readonly flowsDir: string; readonly localesDir: string }): Facts {
  const faults: string[] = [];
  const take = <Content>({ content, faults: found }: ReadFile<Content>): Content | null => {
    faults.push(...found);
    return content;
  };
  const inCatalogue = <Schema extends z.ZodType>(name: string, schema: Schema) =>
    take(readFile(join(from.flowsDir, 'catalogue', `${name}.yaml`), schema));
  const inLocales = <Schema extends z.ZodType>(name: string, schema: Schema) =>
    languages.map((language) => take(readFile(join(from.localesDir, language, `${name}.yaml`), schema)));

  const catalogue = Object.fromEntries(
    Object.entries(catalogueSchema.shape).map(([name, schema]) => [name, inCatalogue(name, schema)]),
  );
  const [ja, easy, en] = inLocales('calendar', calendarWordsSchema);
  const [jaWords, easyWords, enWords] = inLocales('services', serviceWordsSchema);
  const complete = catalogueSchema.safeParse(catalogue);
  if (complete.success && ja && easy && en && jaWords && easyWords && enWords) {
    const facts = {
      catalogue: complete.data,
      calendarWords: { ja, 'ja-easy': easy, en },
      serviceWords: { ja: jaWords, 'ja-easy': easyWords, en: enWords },
    };
    faults.push(...crossFileFaults(facts, from));
    if (faults.length === 0) return facts;
  }
  throw new Error(`The catalogue or the words of services cannot be used.\n${faults.join('\n')}`);
}

function readFile<Schema extends z.ZodType>(file: string, schema: Schema): ReadFile<z.infer<Schema>> {
  let written: unknown;
  try {
    written = parseYaml(readFileSync(file, 'utf8'));
  } catch (problem) {
    const [reason] = String(problem).split('\n');
    return { content: null, faults: [`${file}: cannot be read: ${reason}`] };
  }
  const result = schema.safeParse(written);
  if (result.success) return { content: result.data, faults: [] };
  const faults = result.error.issues.map(
    ({ path, message }) => `${file}: ${placeOf(path, written) || 'the whole file'}: ${message}`,
  );
  return { content: null, faults };
}

/** The way to a fault as staff find it: entries of a list by their id where they have one, else by their number. */
function placeOf(path: readonly PropertyKey[], written: unknown): string {
  let value: unknown = written;
  return path
    .map((key) => {
      const list = Array.isArray(value) ? value : null;
      value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
      const id = list && typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : undefined;
      return typeof id === 'string' ? id : String(key);
    })
    .join('.');
}
