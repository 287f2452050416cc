import { normalise } from '../text';
import { readRomaji } from './read-romaji';
import type { Folding } from './safety-material';

/** Latin letters one by one: `s u i c i d e`. */
const spelledOut = /(?<![a-z])(?:[a-z][ .\-_*]){3,}[a-z](?![a-z])/g;
const separators = /[ .\-_*]/g;

/** A reading in brackets after the characters it is for, as やさしい日本語 writes it: it says the same word twice. */
const furigana = /(?<=\p{Script=Han})\([\p{Script=Hiragana}ー・ ]+\)/gu;

/**
 * The plain words behind a disguise: {@link normalise}, then without readings in brackets, then emoji, Japanese in Latin
 * letters, spelled-out words, kana and substitute characters as `folding` reads them. For judging only, never for storing or showing.
 */
export function foldDisguise(text: string, { emoji, disguises }: Folding): string {
  let read = text;
  for (const [sign, word] of emoji) read = read.replaceAll(sign, word);
  const plain = normalise(read).replace(furigana, '');
  let folded = readRomaji(plain.replace(spelledOut, (letters) => letters.replace(separators, '')));
  for (const { written, reads } of disguises) folded = folded.replace(written, reads);
  return folded;
}
