/** What a syllable begins with, and its row of kana for a, i, u, e, o; an empty place is no syllable. */
const rows: Readonly<Record<string, string>> = {
  '': 'あ い う え お',
  k: 'か き く け こ',
  s: 'さ し す せ そ',
  sh: 'しゃ し しゅ しぇ しょ',
  t: 'た ち つ て と',
  ch: 'ちゃ ち ちゅ ちぇ ちょ',
  ts: '- - つ - -',
  n: 'な に ぬ ね の',
  h: 'は ひ ふ へ ほ',
  f: '- - ふ - -',
  m: 'ま み む め も',
  y: 'や - ゆ - よ',
  r: 'ら り る れ ろ',
  w: 'わ - - - を',
  g: 'が ぎ ぐ げ ご',
  z: 'ざ じ ず ぜ ぞ',
  j: 'じゃ じ じゅ じぇ じょ',
  d: 'だ ぢ づ で ど',
  b: 'ば び ぶ べ ぼ',
  p: 'ぱ ぴ ぷ ぺ ぽ',
  ky: 'きゃ - きゅ - きょ',
  sy: 'しゃ - しゅ - しょ',
  ty: 'ちゃ - ちゅ - ちょ',
  hy: 'ひゃ - ひゅ - ひょ',
  my: 'みゃ - みゅ - みょ',
  ry: 'りゃ - りゅ - りょ',
  gy: 'ぎゃ - ぎゅ - ぎょ',
  zy: 'じゃ - じゅ - じょ',
  by: 'びゃ - びゅ - びょ',
  py: 'ぴゃ - ぴゅ - ぴょ',
};
const vowels = ['a', 'i', 'u', 'e', 'o'];
const kana = new Map(
  Object.entries(rows).flatMap(([start, row]) =>
    row
      .split(' ')
      .flatMap((sound, index) => (sound === '-' ? [] : [[start + vowels[index], sound] as const])),
  ),
);
const sound = /n(?![aiueo])'?|([kstcpgdbz])(?=\1)|[a-z]{0,2}?[aiueo]/gy;

const words = /[a-z']+/g;
/** Below this many letters, or without a word this long, a message may sound Japanese by chance: `no one home`. */
const ENOUGH = 8;
const LONG_WORD = 5;

/**
 * Japanese in Latin letters as hiragana; everything else as it is. A message is taken for Japanese when every word of it
 * can be read aloud so, which a message in English cannot. Takes normalised text.
 */
export function readRomaji(normal: string): string {
  const found = normal.match(words);
  if (!found || found.join('').length < ENOUGH) return normal;
  if (!found.some((word) => word.length >= LONG_WORD)) return normal;
  const read = new Map(found.map((word) => [word, kanaOf(word)]));
  if ([...read.values()].includes(null)) return normal;
  return normal.replace(words, (word) => read.get(word) ?? word).replace(/(?<=[ぁ-ん]) +(?=[ぁ-ん])/gu, '');
}

/** Null when a word cannot be read so. */
function kanaOf(word: string): string | null {
  let read = '';
  let at = 0;
  while (at < word.length) {
    sound.lastIndex = at;
    const found = sound.exec(word);
    if (!found) return null;
    const [letters, doubled] = found;
    const syllable = doubled
      ? 'っ'
      : letters.startsWith('n') && !kana.has(letters)
        ? 'ん'
        : kana.get(letters);
    if (syllable === undefined) return null;
    read += syllable;
    at += letters.length;
  }
  return read;
}
