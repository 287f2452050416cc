import { type CueBook, cuePiecesOf } from './cues';
import { normalise } from './normalise';

/** Which pieces of a text a model looks at. */
export interface NGramOptions {
  /** Lengths of character n-grams, in code points. */
  readonly from: number;
  readonly to: number;
  /** Ideas to look for as well; none when absent. */
  readonly cues?: CueBook;
}

/** Every piece of a text that a model may learn from, with how many pieces it counts for: n-grams once, ideas more. */
export function weightedPiecesOf(text: string, options: NGramOptions): ReadonlyMap<string, number> {
  const pieces = new Map<string, number>();
  for (const piece of nGramsOf(text, options)) pieces.set(piece, 1);
  if (options.cues) {
    const normal = normalise(text);
    for (const piece of cuePiecesOf(normal, options.cues)) pieces.set(piece, options.cues.weight);
  }
  return pieces;
}

/** Stands before and after a text, so that how it begins and ends counts. */
const EDGE = '\u0002';

/**
 * The pieces of a normalised text: its character n-grams, and for text with spaces (English, やさしい日本語) its words
 * and pairs of words. Each piece once; nothing to load, and no dictionary that could miss how people write.
 */
export function nGramsOf(text: string, { from, to }: NGramOptions): ReadonlySet<string> {
  const normal = normalise(text);
  const characters = [EDGE, ...normal, EDGE];
  const pieces = new Set<string>();
  for (let length = from; length <= to; length += 1) {
    for (let start = 0; start + length <= characters.length; start += 1) {
      pieces.add(characters.slice(start, start + length).join(''));
    }
  }
  const words = normal.split(/[\s、。，．,.!?！？]+/u).filter((word) => word !== '');
  for (const [index, word] of words.entries()) {
    pieces.add(`w:${word}`);
    const next = words[index + 1];
    if (next !== undefined) pieces.add(`w:${word} ${next}`);
  }
  return pieces;
}
