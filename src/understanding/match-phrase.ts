import { normalise } from '../text';

/** Phrases in their normalised form, each with what it means. */
export type Phrasebook<Meaning> = ReadonlyMap<string, Meaning>;

/**
 * Builds a phrasebook. When two entries normalise to the same phrase the first one stays; phrases without words are
 * left out, so that an empty text never means anything.
 */
export function phrasebook<Meaning>(entries: Iterable<readonly [string, Meaning]>): Phrasebook<Meaning> {
  const book = new Map<string, Meaning>();
  for (const [phrase, meaning] of entries) {
    const key = normalise(phrase);
    if (key !== '' && !book.has(key)) book.set(key, meaning);
  }
  return book;
}

/** What the whole of a normalised text means, or undefined. */
export function matchPhrase<Meaning>(normalised: string, book: Phrasebook<Meaning>): Meaning | undefined {
  return book.get(normalised);
}
