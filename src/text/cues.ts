import { normalise } from './normalise';

/** Words that carry one idea, in every way people write it. */
export interface Cue {
  readonly name: string;
  /** Normalised. A Latin phrase is met at the start of a word only; one of up to three letters only as a whole word. */
  readonly phrases: readonly string[];
}

/** The ideas a model looks for beside the n-grams. Plain data, so that it is stored with the model. */
export interface CueBook {
  readonly cues: readonly Cue[];
  /** As how many n-grams an idea counts: a whole number from 1. */
  readonly weight: number;
}

const latinStart = /^[a-z0-9]/;
const latin = /[a-z]/;
const SHORT_WORD = 3;

/** Makes a book from phrases as people write them. Phrases without words are left out. */
export function cueBook(written: Readonly<Record<string, readonly string[]>>, weight: number): CueBook {
  const cues = Object.entries(written).map(([name, phrases]) => ({
    name,
    phrases: [...new Set(phrases.map(normalise))].filter((phrase) => phrase !== ''),
  }));
  return { cues, weight };
}

/** The ideas met in a normalised text, and each two of them together, as pieces that a model can learn from. */
export function cuePiecesOf(normal: string, book: CueBook): readonly string[] {
  const met = cuesMet(normal, book);
  return met.flatMap((name, index) => [
    `c:${name}`,
    ...met.slice(index + 1).map((other) => `c:${name}+${other}`),
  ]);
}

/** A phrase with the place of its idea in the book. */
interface Entry {
  readonly phrase: string;
  readonly cue: number;
}

/** A book's phrases by their first character: a text is walked through once, however many phrases there are. */
const indexes = new WeakMap<CueBook, ReadonlyMap<string, readonly Entry[]>>();

function indexOf(book: CueBook): ReadonlyMap<string, readonly Entry[]> {
  const known = indexes.get(book);
  if (known) return known;
  const index = new Map<string, Entry[]>();
  for (const [cue, { phrases }] of book.cues.entries()) {
    for (const phrase of phrases) {
      const first = phrase.charAt(0);
      const entries = index.get(first);
      if (entries) entries.push({ phrase, cue });
      else index.set(first, [{ phrase, cue }]);
    }
  }
  indexes.set(book, index);
  return index;
}

/** The names of the ideas in a text, in the order of the book. */
function cuesMet(normal: string, book: CueBook): readonly string[] {
  const index = indexOf(book);
  const met = new Set<number>();
  for (let at = 0; at < normal.length; at += 1) {
    for (const { phrase, cue } of index.get(normal.charAt(at)) ?? []) {
      if (!met.has(cue) && normal.startsWith(phrase, at) && isWhole(normal, at, phrase)) met.add(cue);
    }
  }
  return book.cues.flatMap(({ name }, cue) => (met.has(cue) ? [name] : []));
}

function isWhole(normal: string, at: number, phrase: string): boolean {
  if (!latinStart.test(phrase)) return true;
  if (latin.test(normal[at - 1] ?? '')) return false;
  return phrase.length > SHORT_WORD || !latin.test(normal[at + phrase.length] ?? '');
}
