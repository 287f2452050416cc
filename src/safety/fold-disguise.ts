import { normalise } from '../text';
import type { Folding } from './safety-material';

/** Latin letters one by one: `s u i c i d e`. */
const spelledOut = /(?<![a-z])(?:[a-z][ .\-_*]){3,}[a-z](?![a-z])/g;
const separators = /[ .\-_*]/g;

/**
 * The plain words behind a disguise: {@link normalise}, then emoji, kana, substitute characters, romaji and spelled-out
 * words as `folding` reads them. For judging only, never for storing or showing.
 */
export function foldDisguise(text: string, { emoji, disguises }: Folding): string {
  let read = text;
  for (const [sign, word] of emoji) read = read.replaceAll(sign, word);
  let folded = normalise(read).replace(spelledOut, (letters) => letters.replace(separators, ''));
  for (const { written, reads } of disguises) folded = folded.replace(written, reads);
  return folded;
}
