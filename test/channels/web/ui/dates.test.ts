import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { sayCalendarDate, sayDay, sayTime } from '../../../../src/channels/web/ui/model/dates';
import { readWords } from '../../../../src/channels/web/ui/model/words';

const wordsOf = (language: 'ja' | 'ja-easy' | 'en') =>
  readWords({ language, words: parse(readFileSync(`locales/${language}/web.yaml`, 'utf8')), values: {} });
const at = (day: number, hour = 12) => new Date(2026, 10, day, hour, 5).getTime();

describe('a day in the conversation', () => {
  it('is today or yesterday by the calendar, not by hours', () => {
    expect(sayDay(wordsOf('ja'), at(21, 0), at(21, 23))).toBe('きょう');
    expect(sayDay(wordsOf('ja'), at(20, 23), at(21, 0))).toBe('きのう');
  });

  it('is a date when it was before that, with its year only when that is another one', () => {
    expect(sayDay(wordsOf('ja'), at(19), at(21))).toBe('11月19日（木）');
    expect(sayDay(wordsOf('en'), at(19), at(21))).toBe('Thursday, 19 November');
    expect(sayDay(wordsOf('ja'), at(19), new Date(2027, 0, 3).getTime())).toBe('2026年11月19日（木）');
  });
});

describe('a date by which a letter is answered', () => {
  it('is the same day wherever the person is', () => {
    expect(sayCalendarDate(wordsOf('ja'), '2026-11-27', at(21))).toBe('11月27日（金）');
    expect(sayCalendarDate(wordsOf('ja-easy'), '2026-12-01', at(21))).toBe(
      '12月（がつ）1日（にち） 火曜日（かようび）',
    );
  });
});

describe('a time', () => {
  it('is said as on a clock', () => {
    expect(sayTime(at(21, 9))).toBe('9:05');
  });
});
