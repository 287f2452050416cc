import fc from 'fast-check';
import { normalise } from '../../src/text';

const toFullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
const toKatakana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      ...'あがぱんっゃアガパンｱｶﾞﾊﾟｰー〜～゛゜がか゛人話戻る死1１①aAａＡＢ 　、。！…♡😊👨‍👩‍👧1️⃣-~ww',
    ),
  }),
);
const hiragana = fc.string({ unit: fc.constantFrom(...'あいうがぎぱんっゃぁゑゔゝ') });
const ascii = fc.string({ unit: 'grapheme-ascii' });

describe('normalise', () => {
  it('changes nothing when applied again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('does not see width', () => {
    fc.assert(fc.property(ascii, (text) => expect(normalise(toFullWidth(text))).toBe(normalise(text))));
  });

  it('does not see katakana or hiragana', () => {
    fc.assert(fc.property(hiragana, (text) => expect(normalise(toKatakana(text))).toBe(normalise(text))));
  });

  it('does not see capitals', () => {
    fc.assert(fc.property(ascii, (text) => expect(normalise(text.toUpperCase())).toBe(normalise(text))));
  });

  it('does not see what stands around the words', () => {
    const around = fc.string({ unit: fc.constantFrom(...'。、！？!?…・「」（）　 \n♪😊☆~～') });
    fc.assert(
      fc.property(around, hiragana, around, (before, words, after) =>
        expect(normalise(before + words + after)).toBe(normalise(words)),
      ),
    );
  });

  it('does not see spaces between Japanese letters', () => {
    fc.assert(fc.property(hiragana, (text) => expect(normalise([...text].join('　'))).toBe(normalise(text))));
  });

  it.each([
    ['人 と 話したい！！', '人と話したい'],
    ['ﾓﾄﾞﾙ', 'もどる'],
    ['か゛んばれない', 'がんばれない'],
    ['やめるーーー〜〜', 'やめる'],
    ['やめるるるる。', 'やめる'],
    ['メニュー', 'めにゅ'],
    ['「家族です」', '家族です'],
    ['I  WANT to\ntalk…', 'i want to talk'],
    ['I’m lost', "i'm lost"],
    ['１．', '1'],
    ['①', '1'],
    ['1️⃣', '1'],
    ['111', '111'],
    ['英語 English ページ', '英語englishぺーじ'],
    ['だめ。いや', 'だめ。いや'],
    ['死\u200bに\u200bたい', '死にたい'],
    ['😊', ''],
    ['', ''],
  ])('%j becomes %j', (typed, expected) => expect(normalise(typed)).toBe(expected));
});
