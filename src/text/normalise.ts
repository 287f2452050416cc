/** Combining marks that only decorate (keycaps), joiners, soft hyphens, variation selectors: never part of a word. */
const invisible = /[\p{Cf}\p{Me}\p{Variation_Selector}]/gu;
const controls = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const katakana = /[ァ-ヶヽヾ]/g;
const tildes = /[~〜〰]/g;
const apostrophes = /[‘’]/g;
/** A space that touches Japanese separates nothing: people space letters out, or leave the spaces to the keyboard. */
const spaceAtJapanese =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]) +| +(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々\u3099\u309A])/gu;
/** Digits are left alone: `111` is a number and no drawn-out `1`. */
const drawnOut = /([^\d])\1{2,}/gu;
const longVowels = /ー{2,}/g;
const leading = /^[\p{P}\p{S}\p{Z}\p{Extended_Pictographic}ー]+/u;
const trailing = /[\p{P}\p{S}\p{Z}\p{Extended_Pictographic}ー]+$/u;
/** Everything below this is already folded unless it has capitals; the common short answer needs no pass at all. */
const alreadyPlain = /^[a-z0-9ぁ-んゝゞ一-龠々]*$/;
const sameThrice = /([^\d])\1\1/u;

const KANA_OFFSET = 0x60;
const PASSES = 8;

/**
 * Folds a text to the one form in which Madobe compares words, so that how something was typed does not matter:
 *
 * - width and compatibility forms (NFKC), capitals, katakana to hiragana, the wave dash to the long vowel mark;
 * - spaces, punctuation, symbols, emoji and a drawn-out end (`ー`) around the text;
 * - spaces inside that touch Japanese; other runs of spaces become one;
 * - the same character three times or more running becomes one (digits excepted).
 *
 * Punctuation inside is kept: sentences do not grow together. Idempotent. A text without words gives `''`. The
 * result is for comparing only, never for storing or showing.
 */
export function normalise(text: string): string {
  if (alreadyPlain.test(text) && !sameThrice.test(text)) return text;
  let folded = text;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const next = fold(folded);
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

/** One pass. Taking something out can bring two halves of a letter together, so passes are repeated. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .toLowerCase()
    .replace(katakana, (kana) => String.fromCharCode(kana.charCodeAt(0) - KANA_OFFSET))
    .replace(tildes, 'ー')
    .replace(apostrophes, "'")
    .replace(controls, ' ')
    .replace(spaceAtJapanese, '')
    .replace(longVowels, 'ー')
    .replace(drawnOut, '$1')
    .replace(leading, '')
    .replace(trailing, '');
}
