import fc from 'fast-check';
import { DateTime } from 'luxon';
import { readDate } from '../../src/understanding';

/** A Saturday. */
const today = '2026-11-21';

describe('a day', () => {
  it.each([
    ['12月3日', '2026-12-03'],
    ['１２月３日', '2026-12-03'],
    ['十二月三日', '2026-12-03'],
    ['12月3日（木）', '2026-12-03'],
    ['12月3日がいいです', '2026-12-03'],
    ['12/3', '2026-12-03'],
    ['2026-12-03', '2026-12-03'],
    ['2026/12/3', '2026-12-03'],
    ['2026年12月3日', '2026-12-03'],
    ['令和8年12月3日', '2026-12-03'],
    ['令和元年5月1日', '2019-05-01'],
    ['きょう', '2026-11-21'],
    ['あした', '2026-11-22'],
    ['明日でお願いします', '2026-11-22'],
    ['あさって', '2026-11-23'],
    ['木曜', '2026-11-26'],
    ['土曜日', '2026-11-21'],
    ['今週の金曜日', '2026-11-20'],
    ['来週の木曜', '2026-11-26'],
    ['再来週の月曜日', '2026-11-30'],
    ['3日後', '2026-11-24'],
    ['二週間後', '2026-12-05'],
    ['1か月後', '2026-12-21'],
    ['来月3日', '2026-12-03'],
    ['今月の30日', '2026-11-30'],
    ['25日', '2026-11-25'],
    ['3日', '2026-12-03'],
    ['11月20日', '2027-11-20'],
    ['2月29日', '2028-02-29'],
    ['Dec 3', '2026-12-03'],
    ['December 3rd, 2027', '2027-12-03'],
    ['3 December', '2026-12-03'],
    ['the 3rd of December', '2026-12-03'],
    ['tomorrow', '2026-11-22'],
    ['Thursday', '2026-11-26'],
    ['next Monday', '2026-11-23'],
    ['in 3 days', '2026-11-24'],
    ['in a week', '2026-11-28'],
  ])('is read of %s', (text, day) => {
    expect(readDate(text, today)).toBe(day);
  });

  it.each([
    '',
    'いつでも',
    '2月30日',
    '13月1日',
    '2026-02-29',
    'わからない',
    '月がきれい',
    '日',
    '3',
    '12月',
    'いつか',
    'next year',
    'monkey business',
  ])('is not read of %s', (text) => {
    expect(readDate(text, today)).toBeNull();
  });

  it('with its year is read of every way to write it', () => {
    const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (at) => {
        const day = DateTime.fromJSDate(at, { zone: 'utc' });
        const wanted = day.toISODate();
        for (const format of ['yyyy-MM-dd', 'yyyy/M/d', "yyyy'年'M'月'd'日'", 'd MMMM yyyy', 'MMM d, yyyy']) {
          expect(readDate(day.toFormat(format, { locale: 'en' }), today)).toBe(wanted);
        }
      }),
    );
  });

  it('without a year is the next one, from whatever day it is read', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 364 }), (from, ahead) => {
        const start = DateTime.fromJSDate(from, { zone: 'utc' }).startOf('day');
        const wanted = start.plus({ days: ahead });
        const read = readDate(wanted.toFormat("M'月'd'日'"), start.toISODate() ?? '');
        expect(read).toBe(wanted.toISODate());
      }),
    );
  });

  it('is read of anything or nothing, and is always a day of the calendar', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const day = readDate(text, today);
        expect(day === null || DateTime.fromISO(day).isValid).toBe(true);
      }),
    );
  });
});
