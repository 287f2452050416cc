import type { LineQuota } from '../../../src/desk/api';
import { channelWord } from '../../../src/desk/ui/model/channel-word';
import { quotaWords } from '../../../src/desk/ui/model/quota-words';
import { en } from '../../../src/desk/ui/words/en';
import { ja } from '../../../src/desk/ui/words/ja';

const quota: LineQuota = { state: 'fine', limit: 200, used: 40, forecast: 60, daysLeft: 10, held: 0 };

describe('what is said of the month’s messages on LINE', () => {
  it.each([
    ['ja', ja],
    ['en', en],
  ] as const)('is quiet while they last, and stands out when they may not (%s)', (_, words) => {
    expect(quotaWords(words, quota)).toMatchObject({ isPressing: false });
    expect(quotaWords(words, { ...quota, state: 'tight', forecast: 230 })).toMatchObject({
      isPressing: true,
      text: expect.stringMatching(/230/),
    });
    expect(quotaWords(words, { ...quota, state: 'over', used: 200 })?.text).toContain(
      words.quota.answersGoOn,
    );
  });

  it('is nothing without LINE, and never a number that nobody knows', () => {
    expect(quotaWords(ja, { ...quota, state: 'off' })).toBeNull();
    const unknown = { ...quota, limit: null, used: null, forecast: null };
    for (const state of ['fine', 'tight', 'over', 'unknown'] as const)
      expect(quotaWords(ja, { ...unknown, state })?.text).not.toContain('null');
    expect(quotaWords(ja, { ...quota, limit: null })?.text).toBe(ja.quota.unlimited(40));
  });

  it('tells of what waits for the month to turn', () => {
    expect(quotaWords(ja, { ...quota, state: 'over', held: 3 })?.text).toContain('3通');
    expect(quotaWords(ja, quota)?.text).not.toContain('待つ');
  });
});

it('a channel has its word, and one that the page does not know its name', () => {
  expect([channelWord(ja, 'line'), channelWord(ja, 'web'), channelWord(ja, 'radio')]).toEqual([
    'LINE',
    'ウェブ',
    'radio',
  ]);
});
