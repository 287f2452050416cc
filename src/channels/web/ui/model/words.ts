import type { PageWords, WordTree } from '../../api';

/** What fills a sentence's `{places}`. */
export type Values = Readonly<Record<string, string | number>>;

/** The words of one language, looked up by their path in `web.yaml`, such as `composer.send`. */
export interface Words {
  readonly language: PageWords['language'];
  /** The sentence with its places filled. Lines that need a value nobody knows are left out, as in flows. */
  say(key: string, values?: Values): string;
  /** The sentences of a list. */
  list(key: string): readonly string[];
  /** A value that is the same for everybody, or null. */
  value(name: string): string | null;
}

/** Makes words sayable. A key that does not exist is said as `''`; a test holds that there is none. */
export function readWords(page: PageWords): Words {
  const find = (key: string): WordTree | undefined =>
    key.split('.').reduce<WordTree | undefined>((tree, part) => branch(tree, part), page.words);
  return {
    language: page.language,
    say: (key, values = {}) => {
      const found = find(key);
      return typeof found === 'string' ? fill(found, { ...page.values, ...values }) : '';
    },
    list: (key) => {
      const found = find(key);
      return isList(found) ? found.filter((each) => typeof each === 'string') : [];
    },
    value: (name) => page.values[name] ?? null,
  };
}

function branch(tree: WordTree | undefined, part: string): WordTree | undefined {
  if (typeof tree !== 'object' || isList(tree)) return undefined;
  return Object.hasOwn(tree, part) ? tree[part] : undefined;
}

function isList(tree: WordTree | undefined): tree is readonly WordTree[] {
  return Array.isArray(tree);
}

const place = /\{([A-Za-z][A-Za-z0-9-]*)\}/g;

function fill(text: string, values: Values): string {
  const isKnown = (line: string) =>
    [...line.matchAll(place)].every(([, name]) => name !== undefined && Object.hasOwn(values, name));
  return text
    .replace(/\n+$/, '')
    .split('\n')
    .filter(isKnown)
    .map((line) => line.replace(place, (_, name: string) => String(values[name])))
    .join('\n');
}
