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
export function cuePiecesOf(normal: string, { cues }: CueBook): readonly string[] {
  const met = cues.filter(({ phrases }) => phrases.some((phrase) => isIn(normal, phrase)));
  return met.flatMap(({ name }, index) => [
    `c:${name}`,
    ...met.slice(index + 1).map((other) => `c:${name}+${other.name}`),
  ]);
}

function isIn(normal: string, phrase: string): boolean {
  if (!latinStart.test(phrase)) return normal.includes(phrase);
  for (let at = normal.indexOf(phrase); at >= 0; at = normal.indexOf(phrase, at + 1)) {
    if (latin.test(normal[at - 1] ?? '')) continue;
    if (phrase.length > SHORT_WORD || !latin.test(normal[at + phrase.length] ?? '')) return true;
  }
  return false;
}
