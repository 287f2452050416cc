import { normalise } from '../text';

const kanjiDigits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** Native counting, which has one to ten only. */
const counted: Readonly<Record<string, number>> = {
  ひとつ: 1,
  一つ: 1,
  ふたつ: 2,
  二つ: 2,
  みっつ: 3,
  三つ: 3,
  よっつ: 4,
  四つ: 4,
  いつつ: 5,
  五つ: 5,
  むっつ: 6,
  六つ: 6,
  ななつ: 7,
  七つ: 7,
  やっつ: 8,
  八つ: 8,
  ここのつ: 9,
  九つ: 9,
  とお: 10,
  ひとり: 1,
  一人: 1,
  ふたり: 2,
  二人: 2,
  はたち: 20,
  二十歳: 20,
};

/** Sino-Japanese numerals in kana. */
const kanaDigits: Readonly<Record<string, number>> = {
  ぜろ: 0,
  れい: 0,
  いち: 1,
  に: 2,
  さん: 3,
  よん: 4,
  し: 4,
  ご: 5,
  ろく: 6,
  なな: 7,
  しち: 7,
  はち: 8,
  きゅう: 9,
  く: 9,
};

const english: readonly string[] = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const englishTens: readonly string[] = [
  'twenty',
  'thirty',
  'forty',
  'fifty',
  'sixty',
  'seventy',
  'eighty',
  'ninety',
];

/** What stands before a number and takes nothing from it. */
const lead = /^(?:だいたい|およそ|約|たぶん|多分|あと|about|around|maybe|i am|i'm) ?/;
/** What is counted, and a plain end of the sentence. */
const tail =
  /(?:[つ個人名歳才年回日月分枚件台番円組杯冊本匹]|か月|ヶ月|カ月|かげつ|時間|週間|年間|日間|にん|さい|ねん|かい|ばん)?(?:くらい|ぐらい|ほど|め|目)?(?:です|だ|だよ|でお願いします|かな|かも)?$/;
const englishTail =
  / (?:people|persons|person|years old|years|year|times|time|days|day|months|month|hours|hour)$/;

/**
 * The whole number that a text is, or null when it is none, or more than one. Digits of any width with or without
 * separators (`１，２００`), 漢数字 (三十, 二〇二六), kana (さん, みっつ), English words (twenty-one); with what is counted after
 * it (3つ, 三十歳くらいです). At most 15 digits, so that every result is exact.
 */
export function readNumber(text: string): number | null {
  const minus = /^\s*[-−－ー]\s*[\d０-９]/.test(text);
  const words = normalise(text).replace(lead, '');
  for (const heard of [words, words.replace(tail, ''), words.replace(englishTail, '')]) {
    const value = plainNumber(heard);
    if (value !== null) return minus && value !== 0 ? -value : value;
  }
  return null;
}

function plainNumber(words: string): number | null {
  if (/^\d{1,15}$/.test(words)) return Number(words);
  if (/^\d{1,3}(?:,\d{3}){1,4}$/.test(words)) return Number(words.replaceAll(',', ''));
  if (Object.hasOwn(counted, words)) return counted[words] ?? null;
  if (Object.hasOwn(kanaDigits, words)) return kanaDigits[words] ?? null;
  return kanjiNumber(words) ?? kanaNumber(words) ?? englishNumber(words);
}

/** 三十五, 千二百, 一万五千, 3万, 二〇二六. */
function kanjiNumber(words: string): number | null {
  if (!/^[\d〇零一二三四五六七八九十百千万]{1,15}$/.test(words)) return null;
  if (/^[〇零一二三四五六七八九]+$/.test(words)) {
    return Number([...words].map((digit) => kanjiDigits[digit] ?? 0).join(''));
  }
  const [large, small, ...more] = words.split('万');
  if (large === undefined || more.length > 0) return null;
  if (small === undefined) return belowTenThousand(large);
  const tens = belowTenThousand(large);
  const rest = small === '' ? 0 : belowTenThousand(small);
  return tens === null || rest === null ? null : tens * 10_000 + rest;
}

function belowTenThousand(words: string): number | null {
  const parts =
    /^(?:(\d|[一二三四五六七八九])?千)?(?:(\d|[一二三四五六七八九])?百)?(?:(\d|[一二三四五六七八九])?十)?(\d+|[一二三四五六七八九])?$/.exec(
      words,
    );
  if (words === '' || parts === null) return null;
  const [, ...digits] = parts;
  const units = [1000, 100, 10, 1];
  const signs = ['千', '百', '十', ''];
  let sum = 0;
  for (const [index, unit] of units.entries()) {
    const digit = digits[index];
    const sign = signs[index] ?? '';
    if (digit === undefined && (sign === '' || !words.includes(sign))) continue;
    const value = digit === undefined ? 1 : (kanjiDigits[digit] ?? Number(digit));
    // After a unit only one digit can follow: 十12 is no number.
    if (unit === 1 && value > 9 && /[十百千]/.test(words)) return null;
    sum += value * unit;
  }
  return sum;
}

/** さんじゅうご, にじゅう, じゅう. */
function kanaNumber(words: string): number | null {
  const parts = /^(?:(.+)?じゅう)(.+)?$/u.exec(words);
  if (parts === null) return null;
  const [, tens, ones] = parts;
  const high = tens === undefined ? 1 : ownNumber(kanaDigits, tens);
  const low = ones === undefined ? 0 : ownNumber(kanaDigits, ones);
  return high === undefined || low === undefined || high === 0 ? null : high * 10 + low;
}

function englishNumber(words: string): number | null {
  const small = english.indexOf(words);
  if (small >= 0) return small;
  const [tens = '', ones, ...more] = words.split(/[ -]/);
  const high = englishTens.indexOf(tens);
  if (high < 0 || more.length > 0) return null;
  if (ones === undefined) return (high + 2) * 10;
  const low = english.indexOf(ones);
  return low >= 1 && low <= 9 ? (high + 2) * 10 + low : null;
}

function ownNumber(numbers: Readonly<Record<string, number>>, word: string): number | undefined {
  return Object.hasOwn(numbers, word) ? numbers[word] : undefined;
}
