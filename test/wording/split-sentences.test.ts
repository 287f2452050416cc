import fc from 'fast-check';
import { splitSentences } from '../../src/wording/split-sentences';

function textsOf(text: string): readonly string[] {
  return splitSentences(text).map((sentence) => sentence.text);
}

describe('splitSentences', () => {
  it('ends a Japanese sentence at its mark, and a line at its end', () => {
    expect(textsOf('こんばんは。お元気ですか？\nまた明日')).toEqual([
      'こんばんは。',
      'お元気ですか？',
      'また明日',
    ]);
  });

  it('ends an English sentence at its full stop, not in a number or an address', () => {
    expect(textsOf('It takes 1.5 hours. See example.org for more.')).toEqual([
      'It takes 1.5 hours.',
      'See example.org for more.',
    ]);
  });

  it('lets a sentence in quotation marks end nothing', () => {
    expect(textsOf('「もう無理。寝る。」と書かれていました。')).toHaveLength(1);
  });

  it('leaves out what has no words', () => {
    expect(textsOf('。。。\n——')).toEqual([]);
  });

  it('gives the place at which each sentence stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('あ', '。', ' ', '\n', 'a', '.', '「', '」', '😀') }),
        (text) => {
          for (const sentence of splitSentences(text)) {
            expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
          }
        },
      ),
    );
  });
});
