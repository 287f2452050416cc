import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dayByKey,
  isDate,
  isMonth,
  monthOf,
  sameDayOf,
  weekdayOf,
  weeksOf,
} from '../../../src/desk/ui/model/calendar-month';

const anyMonth = fc
  .record({ year: fc.integer({ min: 1990, max: 2090 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`);

describe('the month of the calendar', () => {
  it('is shown in weeks from Sunday to Saturday, filled up with the days beside it', () => {
    const weeks = weeksOf('2027-01');
    expect(weeks.map((week) => [week[0], week[6]])).toEqual([
      ['2026-12-27', '2027-01-02'],
      ['2027-01-03', '2027-01-09'],
      ['2027-01-10', '2027-01-16'],
      ['2027-01-17', '2027-01-23'],
      ['2027-01-24', '2027-01-30'],
      ['2027-01-31', '2027-02-06'],
    ]);
    // February of 2026 begins on a Sunday and ends on a Saturday.
    expect(weeksOf('2026-02')).toHaveLength(4);
  });

  it('has every day of the month once, in order, in whole weeks', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const days = weeksOf(month).flat();
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.length % 7).toBe(0);
        expect(days.map(weekdayOf).slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
        const own = days.filter((day) => monthOf(day) === month);
        expect(own[0]).toBe(`${month}-01`);
        expect(monthOf(addDays(own.at(-1) ?? '', 1))).toBe(addMonths(month, 1));
        // At most 62 days may be asked for at once.
        expect(days.length).toBeLessThanOrEqual(42);
      }),
    );
  });

  it('is gone through by keys', () => {
    const from = '2027-01-14';
    expect(
      ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'Enter'].map(
        (key) => dayByKey(key, from),
      ),
    ).toEqual([
      '2027-01-13',
      '2027-01-15',
      '2027-01-07',
      '2027-01-21',
      '2027-01-10',
      '2027-01-16',
      '2026-12-14',
      '2027-02-14',
      null,
    ]);
    expect(sameDayOf('2027-02', '2027-01-31')).toBe('2027-02-28');
    expect(addMonths('2026-11', 3)).toBe('2027-02');
  });

  it('knows which texts are dates and months', () => {
    expect(['2027-02-28', '2028-02-29', '2027-02-29', '2027-2-1', '2027-13-01', '', 'x'].map(isDate)).toEqual(
      [true, true, false, false, false, false, false],
    );
    expect(['2027-02', '2027-00', '2027-02-01', ''].map(isMonth)).toEqual([true, false, false, false]);
  });
});
