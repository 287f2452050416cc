import fc from 'fast-check';
import {
  addDays,
  type HolidayPolicy,
  isRecurrenceRule,
  occurrencesOf,
  type Recurrence,
  ruledDays,
} from '../../src/calendar';

const secondThursday = 'FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYDAY=2TH';
const fourthThursday = 'FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYDAY=4TH';
const starts = '2022-05-01';
const decade = { from: '2024-01-01', to: '2035-12-31' };

/** Copied from wall calendars, not from a program: month, second Thursday, fourth Thursday. */
const byHand = [
  ['2024-01', 11, 25],
  ['2024-03', 14, 28],
  ['2024-05', 9, 23],
  ['2024-07', 11, 25],
  ['2024-09', 12, 26],
  ['2024-11', 14, 28],
  ['2026-01', 8, 22],
  ['2026-03', 12, 26],
  ['2026-05', 14, 28],
  ['2026-07', 9, 23],
  ['2026-09', 10, 24],
  ['2026-11', 12, 26],
  ['2027-01', 14, 28],
  ['2027-03', 11, 25],
  ['2027-05', 13, 27],
  ['2027-07', 8, 22],
  ['2027-09', 9, 23],
  ['2027-11', 11, 25],
  ['2028-01', 13, 27],
  ['2028-03', 9, 23],
  ['2028-05', 11, 25],
  ['2028-07', 13, 27],
  ['2028-09', 14, 28],
  ['2028-11', 9, 23],
] as const;

const two = (day: number): string => String(day).padStart(2, '0');
const monthOf = (month: string) => ({ from: `${month}-01`, to: `${month}-31` });

function recurrence(given: Partial<Recurrence> = {}): Recurrence {
  return { rule: fourthThursday, starts, holidays: 'ask_staff', decided: [], ...given };
}

describe('second and fourth Thursdays of odd months', () => {
  test.each(byHand)('of %s are the %i and the %i', (month, second, fourth) => {
    expect(ruledDays({ rule: secondThursday, starts }, monthOf(month))).toEqual([`${month}-${two(second)}`]);
    expect(ruledDays({ rule: fourthThursday, starts }, monthOf(month))).toEqual([`${month}-${two(fourth)}`]);
  });

  test('are what counting days gives, for every month from 2024 to 2035', () => {
    const counted = (earliest: number): string[] =>
      Array.from({ length: 12 }, (_, year) =>
        [1, 3, 5, 7, 9, 11].flatMap((month) =>
          Array.from({ length: 7 }, (_, day) => earliest + day)
            .filter((day) => new Date(Date.UTC(2024 + year, month - 1, day)).getUTCDay() === 4)
            .map((day) => `${2024 + year}-${two(month)}-${two(day)}`),
        ),
      ).flat();
    expect(ruledDays({ rule: secondThursday, starts }, decade)).toEqual(counted(8));
    expect(ruledDays({ rule: fourthThursday, starts }, decade)).toEqual(counted(22));
  });

  test('the fourth is not the last: January 2026 has a fifth', () => {
    expect(ruledDays({ rule: fourthThursday, starts }, monthOf('2026-01'))).toEqual(['2026-01-22']);
  });

  test('begin with the first day that can be one', () => {
    const days = ruledDays({ rule: secondThursday, starts }, { from: '2022-01-01', to: '2022-08-01' });
    expect(days).toEqual(['2022-05-12', '2022-07-14']);
  });
});

describe('a fourth Thursday that is a public holiday', () => {
  const collisions = ['2027-09-23', '2028-11-23'] as const;
  const around = (date: string) => ({ from: addDays(date, -15), to: addDays(date, 15) });

  test.each(collisions)('%s: staff are asked, and it is said that nothing is settled', (date) => {
    expect(occurrencesOf(recurrence(), around(date))).toEqual([{ date, ruled: date, settled: false }]);
  });

  test.each(collisions)('%s: can be skipped', (date) => {
    expect(occurrencesOf(recurrence({ holidays: 'skip' }), around(date))).toEqual([]);
  });

  test.each(collisions)('%s: can be kept', (date) => {
    expect(occurrencesOf(recurrence({ holidays: 'keep' }), around(date))).toEqual([
      { date, ruled: date, settled: true },
    ]);
  });

  test.each(collisions)('%s: can be moved to the week after', (date) => {
    const moved = addDays(date, 7);
    expect(occurrencesOf(recurrence({ holidays: { move: 7 } }), around(date))).toEqual([
      { date: moved, ruled: date, settled: true },
    ]);
  });

  test('moved onto another holiday, staff are asked after all', () => {
    // 20 September 2027 is 敬老の日.
    const days = occurrencesOf(recurrence({ holidays: { move: -3 } }), monthOf('2027-09'));
    expect(days).toEqual([{ date: '2027-09-23', ruled: '2027-09-23', settled: false }]);
  });

  test('is the only thing that unsettles a day, from 2024 to 2035', () => {
    const unsettled = occurrencesOf(recurrence(), decade).filter(({ settled }) => !settled);
    expect(unsettled.map(({ date }) => date)).toEqual(['2027-09-23', '2028-11-23', '2034-11-23']);
    expect(occurrencesOf(recurrence({ rule: secondThursday }), decade).every(({ settled }) => settled)).toBe(
      true,
    );
  });

  test('that staff decided is settled as they decided', () => {
    const decided = [
      { date: '2027-09-23', to: '2027-09-30' },
      { date: '2028-11-23', to: 'keep' },
      { date: '2027-11-25', to: 'skip' },
    ];
    const days = occurrencesOf(recurrence({ decided }), { from: '2027-09-01', to: '2028-12-31' });
    expect(days).toContainEqual({ date: '2027-09-30', ruled: '2027-09-23', settled: true });
    expect(days).toContainEqual({ date: '2028-11-23', ruled: '2028-11-23', settled: true });
    expect(days.map(({ ruled }) => ruled)).not.toContain('2027-11-25');
  });

  test('moved by staff over the end of a year is found in the new one, and only there', () => {
    const far = recurrence({ decided: [{ date: '2026-11-26', to: '2027-01-07' }] });
    expect(occurrencesOf(far, monthOf('2027-01')).map(({ date }) => date)).toEqual([
      '2027-01-07',
      '2027-01-28',
    ]);
    expect(occurrencesOf(far, monthOf('2026-11'))).toEqual([]);
  });
});

describe('other rules', () => {
  test('a last day of the month is the 29th in a leap February', () => {
    const rule = 'FREQ=MONTHLY;BYMONTHDAY=-1';
    expect(ruledDays({ rule, starts }, { from: '2028-02-01', to: '2028-03-01' })).toEqual(['2028-02-29']);
    expect(ruledDays({ rule, starts }, { from: '2027-02-01', to: '2027-03-01' })).toEqual(['2027-02-28']);
  });

  test('a 31st is left out of the months that have none', () => {
    const days = ruledDays(
      { rule: 'FREQ=MONTHLY;BYMONTHDAY=31', starts },
      { from: '2026-01-01', to: '2026-06-30' },
    );
    expect(days).toEqual(['2026-01-31', '2026-03-31', '2026-05-31']);
  });

  test('every other week counts over the end of a year, from the first day', () => {
    const days = ruledDays(
      { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', starts: '2026-12-17' },
      { from: '2026-12-01', to: '2027-01-31' },
    );
    expect(days).toEqual(['2026-12-17', '2026-12-31', '2027-01-14', '2027-01-28']);
  });

  test('beyond the years whose holidays are known, staff are asked', () => {
    expect(occurrencesOf(recurrence(), { from: '2051-01-01', to: '2051-01-31' })).toEqual([
      { date: '2051-01-26', ruled: '2051-01-26', settled: false },
    ]);
  });

  test.each(['', 'every Thursday', 'FREQ=WEIRD', 'BYDAY=2TH', 'FREQ=HOURLY', 'FREQ=MONTHLY;BYDAY=9XX'])(
    'are refused when they are none: %p',
    (rule) => {
      expect(isRecurrenceRule(rule)).toBe(false);
    },
  );

  test.each([secondThursday, 'FREQ=WEEKLY;BYDAY=MO', 'FREQ=DAILY;INTERVAL=3'])('are taken: %s', (rule) => {
    expect(isRecurrenceRule(rule)).toBe(true);
  });
});

test('any range gives exactly those days of the whole decade that lie in it', () => {
  const policies: HolidayPolicy[] = ['ask_staff', 'skip', 'keep', { move: 7 }, { move: -1 }];
  fc.assert(
    fc.property(
      fc.constantFrom(...policies),
      fc.nat({ max: 4000 }),
      fc.nat({ max: 400 }),
      (holidays, start, length) => {
        const range = { from: addDays(decade.from, start), to: addDays(decade.from, start + length) };
        const whole = occurrencesOf(recurrence({ holidays }), { from: '2023-01-01', to: '2037-12-31' });
        expect(occurrencesOf(recurrence({ holidays }), range)).toEqual(
          whole.filter(({ date }) => date >= range.from && date <= range.to),
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('days are added over the end of a month, of a year, and over 29 February', () => {
  expect(addDays('2026-01-31', 1)).toBe('2026-02-01');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
});
