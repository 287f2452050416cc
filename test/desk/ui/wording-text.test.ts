import fc from 'fast-check';
import type { WordingMark } from '../../../src/desk/api';
import { cut, follow } from '../../../src/desk/ui/model/wording-text';

const mark = (start: number, end: number): WordingMark => ({
  category: 'urging' as WordingMark['category'],
  name: { ja: '', en: '' },
  reason: { ja: '', en: '' },
  suggestion: { ja: '', en: '' },
  instead: null,
  by: 'rule',
  start,
  end,
});
const text = 'ゆっくり頑張ってください。';
const found = mark(4, 7);

describe('marked words', () => {
  it('are cut out where they stand, and all pieces together are the text', () => {
    expect(cut(text, [found]).map((piece) => [piece.text, piece.mark !== null])).toEqual([
      ['ゆっくり', false],
      ['頑張っ', true],
      ['てください。', false],
    ]);
    const places = fc.array(fc.tuple(fc.integer({ min: -2, max: 20 }), fc.integer({ min: -2, max: 20 })));
    fc.assert(
      fc.property(places, (all) => {
        const marks = all.filter(([start]) => start >= 0).map(([start, end]) => mark(start, end));
        expect(
          cut(text, marks)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('follow what is written before and after them, and go when they are changed themselves', () => {
    expect(follow(text, `どうぞ${text}`, [found])).toMatchObject([{ start: 7, end: 10 }]);
    expect(follow(text, `${text}また。`, [found])).toMatchObject([{ start: 4, end: 7 }]);
    expect(follow(text, 'ゆっくり頑張ください。', [found])).toEqual([]);
    expect(follow(text, '', [found])).toEqual([]);
  });

  it('always mark the same words as before, wherever they have gone to', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, after, between) => {
        const changed = before + text.slice(0, 5) + between + text.slice(5) + after;
        for (const { start, end } of follow(text, changed, [mark(0, 4), found])) {
          expect(text).toContain(changed.slice(start, end));
          expect(end - start).toBeGreaterThan(0);
        }
      }),
    );
  });
});
