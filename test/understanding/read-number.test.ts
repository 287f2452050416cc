import fc from 'fast-check';
import { readNumber } from '../../src/understanding';

/** A number as it is written in 漢数字. */
function inKanji(value: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const below = (rest: number): string =>
    (
      [
        [1000, '千'],
        [100, '百'],
        [10, '十'],
        [1, ''],
      ] as const
    )
      .map(([unit, sign]) => {
        const digit = Math.floor(rest / unit) % 10;
        if (digit === 0) return '';
        return digit === 1 && unit > 1 ? sign : `${digits[digit]}${sign}`;
      })
      .join('');
  const high = Math.floor(value / 10_000);
  return value === 0 ? '〇' : `${high === 0 ? '' : `${below(high)}万`}${below(value % 10_000)}`;
}

const fullWidth = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

describe('a number', () => {
  it.each([
    ['3', 3],
    ['３', 3],
    ['3つ', 3],
    ['みっつ', 3],
    ['三つです', 3],
    ['三', 3],
    ['さん', 3],
    ['三十', 30],
    ['さんじゅうご', 35],
    ['じゅう', 10],
    ['二十五歳', 25],
    ['25さいです。', 25],
    ['約 10年くらい', 10],
    ['二〇二六', 2026],
    ['1,200', 1200],
    ['１，２００円', 1200],
    ['3万', 30_000],
    ['一万二千三百四十五', 12_345],
    ['ひとり', 1],
    ['二人です', 2],
    ['0', 0],
    ['ゼロ', 0],
    ['-5', -5],
    ['seven', 7],
    ['Twenty-one', 21],
    ['thirty years', 30],
    ['about 12 people', 12],
  ])('is read of %s', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each([
    '',
    '…',
    'たくさん',
    '3か4',
    '十12',
    '3.5',
    '十十',
    '12/3',
    '1-2',
    'わからない',
    'one two',
    '三万万',
  ])('is not read of %s', (text) => {
    expect(readNumber(text)).toBeNull();
  });

  it('is the same however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (value) => {
        expect(readNumber(String(value))).toBe(value);
        expect(readNumber(fullWidth(String(value)))).toBe(value);
        expect(readNumber(`${value}個です`)).toBe(value);
        expect(readNumber(inKanji(value))).toBe(value);
        expect(readNumber(value.toLocaleString('en'))).toBe(value);
      }),
    );
  });

  it('is read of anything or nothing, and is always whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const value = readNumber(text);
        expect(value === null || Number.isSafeInteger(value)).toBe(true);
      }),
    );
  });
});
