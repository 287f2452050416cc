import { Problem } from '../../../src/desk/ui/model/problem';
import { problemWords } from '../../../src/desk/ui/model/problem-words';
import { sayWhenIn } from '../../../src/desk/ui/model/say-when';
import { en } from '../../../src/desk/ui/words/en';
import { ja } from '../../../src/desk/ui/words/ja';
import { errorTable } from '../../../src/errors';

const codes = Object.keys(errorTable) as (keyof typeof errorTable)[];

describe('the words of the desk', () => {
  it.each([
    ['ja', ja],
    ['en', en],
  ] as const)('have a kind sentence for every refusal (%s)', (_, words) => {
    for (const code of codes)
      expect(problemWords(words, new Problem(code, errorTable[code].status, null))).toMatch(/.{5,}/);
    expect(problemWords(words, new Error('something'))).toBe(words.problems.internal);
  });

  it('say how long somebody waits', () => {
    expect([0, 5, 60, 95, 3000].map(ja.common.ago)).toEqual(['いま', '5分', '1時間', '1時間35分', '2日']);
  });

  it('say today by its time alone, and other days with their date', () => {
    const now = new Date(2026, 10, 20, 12, 0).getTime();
    const when = sayWhenIn('ja', ja, () => now);
    expect(when.moment(new Date(2026, 10, 20, 9, 5).getTime())).toBe('9:05');
    expect(when.moment(new Date(2026, 10, 19, 23, 50).getTime())).toBe('きのう 23:50');
    expect(when.date('2026-11-24')).toBe('11月24日(火)');
    expect(when.date('2027-01-05')).toBe('2027年1月5日(火)');
  });
});
