import { type CueBook, cuePiecesOf } from './cues';
import { normalise } from './normalise';

/** Which pieces of a text a model looks at. */
export interface NGramOptions {
  /** Lengths of character n-grams, in code points. */
  readonly from: number;
  readonly to: number;
  /** Ideas to look for as well; none when absent. */
  readonly cues?: CueBook;
  /**
   * Whether to look, beyond neighbours, at words with one word between them, and at runs of Chinese characters and any
   * two of these together: what a sentence is about, whatever stands between. Not when absent.
   */
  readonly distant?: boolean;
}

/** Whether a piece is an idea rather than a part of the text. */
export function isCuePiece(piece: string): boolean {
  return piece.startsWith('c:');
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
export function nGramsOf(text: string, { from, to, distant = false }: NGramOptions): ReadonlySet<string> {
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
  if (distant) addDistant(normal, words, pieces);
  return pieces;
}

const runs = /[\p{Script=Han}々]+/gu;
/** In a letter every pair of runs would be hundreds of pieces that are met once. */
const MOST_RUNS = 24;

function addDistant(normal: string, words: readonly string[], pieces: Set<string>): void {
  for (const [index, word] of words.entries()) {
    const next = words[index + 2];
    if (next !== undefined) pieces.add(`s:${word} ${next}`);
  }
  const found = [...new Set(normal.match(runs) ?? [])].slice(0, MOST_RUNS).sort();
  for (const [index, run] of found.entries()) {
    pieces.add(`k:${run}`);
    for (const other of found.slice(index + 1)) pieces.add(`k:${run}+${other}`);
  }
}
