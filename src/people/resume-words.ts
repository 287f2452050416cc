import { randomInt } from 'node:crypto';

/** Bits of chance that the words of a resume code carry at least. */
const MIN_BITS = 40;

/** Easy words to choose from. */
export type WordList = readonly string[];

/**
 * Words of a list, chosen by chance, with spaces between: as many as give at least 40 bits.
 *
 * @throws when the list is too short to give them in six words
 */
export function newResumeWords(list: WordList): string {
  const words = new Set(list.map(readResumeWords));
  const count = Math.ceil(MIN_BITS / Math.log2(words.size));
  if (words.size < 128) throw new Error('A list for resume words needs at least 128 different words.');
  return Array.from({ length: count }, () => list[randomInt(list.length)] ?? '').join(' ');
}

/**
 * What of typed words counts: letters alone, small, in hiragana. So it does not matter how they are spaced, or whether a
 * keyboard made katakana or full-width letters of them.
 */
export function readResumeWords(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - KATAKANA_OFFSET))
    .replace(/[^\p{L}]/gu, '');
}

const KATAKANA_OFFSET = 0x60;
