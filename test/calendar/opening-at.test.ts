import fc from 'fast-check';
import { holidayYears, type OpeningHours, openingAt, type Span, weekdays } from '../../src/calendar';
import { officeHours } from './hours';

const at = (iso: string): number => Date.parse(iso);

/** What a closed office says at a Tokyo time: why, and when it opens, as a Tokyo time. */
function closed(tokyo: string, hours = officeHours): { reason: string; opensAt: string } {
  const opening = openingAt(hours, at(`${tokyo}+09:00`));
  if (opening.open) throw new Error(`open at ${tokyo}`);
  return { reason: opening.reason, opensAt: tokyoTime(opening.opensAt) };
}

function closesAt(tokyo: string, hours = officeHours): string {
  const opening = openingAt(hours, at(`${tokyo}+09:00`));
  if (!opening.open) throw new Error(`closed at ${tokyo}`);
  return tokyoTime(opening.closesAt);
}

function tokyoTime(moment: number | null): string {
  return moment === null ? 'never' : new Date(moment + 9 * 3_600_000).toISOString().slice(0, 16);
}

describe('an office that is open on weekdays from ten to five', () => {
  test('is open from the opening moment on', () => {
    expect(closed('2026-11-20T09:59:59.999')).toEqual({ reason: 'hours', opensAt: '2026-11-20T10:00' });
    expect(closesAt('2026-11-20T10:00:00.000')).toBe('2026-11-20T17:00');
  });

  test('is closed from the closing moment on', () => {
    expect(closesAt('2026-11-19T16:59:59.999')).toBe('2026-11-19T17:00');
    expect(closed('2026-11-19T17:00:00.000')).toEqual({ reason: 'hours', opensAt: '2026-11-20T10:00' });
  });

  test('opens on Tuesday when Monday is a public holiday', () => {
    expect(closed('2026-11-20T17:00')).toEqual({ reason: 'hours', opensAt: '2026-11-24T10:00' });
    expect(closed('2026-11-23T12:00')).toEqual({ reason: 'holiday', opensAt: '2026-11-24T10:00' });
  });

  test('is closed on a substitute holiday (振替休日)', () => {
    expect(closed('2026-05-06T12:00')).toEqual({ reason: 'holiday', opensAt: '2026-05-07T10:00' });
    expect(closed('2027-03-22T12:00')).toEqual({ reason: 'holiday', opensAt: '2027-03-23T10:00' });
  });

  test('is closed on a day between two holidays (国民の休日)', () => {
    expect(closed('2026-09-22T12:00')).toEqual({ reason: 'holiday', opensAt: '2026-09-24T10:00' });
    expect(closed('2032-09-21T12:00')).toEqual({ reason: 'holiday', opensAt: '2032-09-23T10:00' });
  });

  test('is closed from 29 December to 3 January, over the end of the year', () => {
    expect(closesAt('2026-12-28T16:00')).toBe('2026-12-28T17:00');
    expect(closed('2026-12-28T17:00')).toEqual({ reason: 'hours', opensAt: '2027-01-04T10:00' });
    expect(closed('2026-12-29T12:00')).toEqual({ reason: 'year-end', opensAt: '2027-01-04T10:00' });
    expect(closed('2027-01-01T12:00')).toEqual({ reason: 'year-end', opensAt: '2027-01-04T10:00' });
    expect(closed('2027-01-03T23:59')).toEqual({ reason: 'year-end', opensAt: '2027-01-04T10:00' });
    expect(closesAt('2027-01-04T10:00')).toBe('2027-01-04T17:00');
  });

  test('goes from the end of a month to the next', () => {
    expect(closed('2026-07-31T18:00')).toEqual({ reason: 'hours', opensAt: '2026-08-03T10:00' });
    expect(closed('2026-06-30T18:00')).toEqual({ reason: 'hours', opensAt: '2026-07-01T10:00' });
  });

  test('knows 29 February of a leap year', () => {
    expect(closed('2028-02-28T17:00')).toEqual({ reason: 'hours', opensAt: '2028-02-29T10:00' });
    expect(closesAt('2028-02-29T12:00')).toBe('2028-02-29T17:00');
    expect(closed('2027-02-26T17:00')).toEqual({ reason: 'hours', opensAt: '2027-03-01T10:00' });
  });
});

describe('single days', () => {
  test('a closed day closes, and says so', () => {
    const hours = { ...officeHours, closedDays: ['2026-11-24'] };
    expect(closed('2026-11-24T12:00', hours)).toEqual({ reason: 'closed-day', opensAt: '2026-11-25T10:00' });
  });

  test('a day with its own hours wins over a holiday, the year-end break and a closed day', () => {
    const openDays = ['2026-11-23', '2026-12-30', '2026-11-24'].map((date) => ({
      date,
      spans: [{ from: '13:00', to: '15:00' }],
    }));
    const hours = { ...officeHours, closedDays: ['2026-11-24'], openDays };
    expect(closesAt('2026-11-23T13:00', hours)).toBe('2026-11-23T15:00');
    expect(closesAt('2026-12-30T13:00', hours)).toBe('2026-12-30T15:00');
    expect(closed('2026-11-24T12:00', hours)).toEqual({ reason: 'hours', opensAt: '2026-11-24T13:00' });
  });

  test('a day with no hours of its own is closed', () => {
    const hours = { ...officeHours, openDays: [{ date: '2026-11-20', spans: [] }] };
    expect(closed('2026-11-20T12:00', hours)).toEqual({ reason: 'hours', opensAt: '2026-11-24T10:00' });
  });
});

describe('spans', () => {
  const weekly = (spans: readonly Span[]): OpeningHours => ({
    ...officeHours,
    weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, spans])),
    closedOnPublicHolidays: false,
    yearEnd: null,
  });

  test('a lunch break closes', () => {
    const hours = weekly([
      { from: '13:00', to: '17:00' },
      { from: '10:00', to: '12:00' },
    ]);
    expect(closed('2026-11-20T12:00', hours)).toEqual({ reason: 'hours', opensAt: '2026-11-20T13:00' });
  });

  test('an evening and the following night are one', () => {
    const hours = weekly([
      { from: '00:00', to: '02:00' },
      { from: '20:00', to: '24:00' },
    ]);
    expect(closesAt('2026-11-20T21:00', hours)).toBe('2026-11-21T02:00');
  });

  test('a place that never closes has no closing time', () => {
    expect(closesAt('2026-11-20T21:00', weekly([{ from: '00:00', to: '24:00' }]))).toBe('never');
  });

  test('a place that never opens has no opening time', () => {
    expect(closed('2026-11-20T12:00', weekly([]))).toEqual({ reason: 'hours', opensAt: 'never' });
  });
});

describe('zones', () => {
  test('hours are those of the place, whatever the zone of the machine', () => {
    const inNewYork = { ...officeHours, timeZone: 'America/New_York', closedOnPublicHolidays: false };
    expect(openingAt(inNewYork, at('2026-11-20T12:00:00Z'))).toMatchObject({
      open: false,
      opensAt: at('2026-11-20T10:00:00-05:00'),
    });
    expect(openingAt(inNewYork, at('2026-07-20T15:00:00Z'))).toMatchObject({
      open: true,
      closesAt: at('2026-07-20T17:00:00-04:00'),
    });
  });

  test('hours that summer time skips are left out', () => {
    const atNight: OpeningHours = {
      ...officeHours,
      timeZone: 'America/New_York',
      weekly: { sun: [{ from: '02:15', to: '03:00' }] },
      closedOnPublicHolidays: false,
    };
    // On 8 March 2026 New York goes from 02:00 to 03:00.
    expect(openingAt(atNight, at('2026-03-08T00:00:00-05:00'))).toMatchObject({
      open: false,
      opensAt: at('2026-03-15T02:15:00-04:00'),
    });
  });
});

describe('public holidays', () => {
  test('are known for years ahead', () => {
    expect(holidayYears.last).toBeGreaterThanOrEqual(2040);
    expect(openingAt(officeHours, at('2026-11-20T12:00:00Z')).holidaysKnown).toBe(true);
  });

  test('beyond the data the ordinary week decides, and the answer says that holidays are not known', () => {
    const newYearLater = `${holidayYears.last + 2}-02-11T12:00:00+09:00`;
    const weekly = Object.fromEntries(weekdays.map((day) => [day, [{ from: '10:00', to: '17:00' }]]));
    expect(openingAt({ ...officeHours, weekly }, at(newYearLater))).toMatchObject({
      open: true,
      holidaysKnown: false,
    });
  });

  test('do not matter where they do not close', () => {
    const hours = { ...officeHours, closedOnPublicHolidays: false };
    expect(closesAt('2026-11-23T12:00', hours)).toBe('2026-11-23T17:00');
    expect(openingAt(hours, at('2090-01-10T00:00:00Z')).holidaysKnown).toBe(true);
  });
});

describe('whatever the hours', () => {
  const quarters = Array.from(
    { length: 97 },
    (_, quarter) =>
      `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][quarter % 4]}`,
  );
  const spans = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
      .filter(([from, to]) => from < to)
      .map(([from, to]) => ({ from: quarters[from] ?? '', to: quarters[to] ?? '' })),
    { maxLength: 3 },
  );
  const days = fc.array(
    fc
      .integer({ min: 0, max: 400 })
      .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
    { maxLength: 5 },
  );
  const anyHours: fc.Arbitrary<OpeningHours> = fc.record({
    timeZone: fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe'),
    weekly: fc.record(Object.fromEntries(weekdays.map((weekday) => [weekday, spans])), { requiredKeys: [] }),
    closedOnPublicHolidays: fc.boolean(),
    yearEnd: fc.option(fc.constant({ from: '12-29', to: '01-03' })),
    closedDays: days,
    openDays: days.chain((dates) =>
      fc.tuple(...dates.map((date) => fc.record({ date: fc.constant(date), spans }))),
    ),
  });
  const moment = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });

  test('the opening moment is open, and nothing before it is', () => {
    fc.assert(
      fc.property(anyHours, moment, fc.double({ min: 0, max: 1, noNaN: true }), (hours, now, share) => {
        const opening = openingAt(hours, now);
        if (opening.open || opening.opensAt === null) return;
        expect(opening.opensAt).toBeGreaterThan(now);
        expect(openingAt(hours, opening.opensAt).open).toBe(true);
        expect(openingAt(hours, opening.opensAt - 1).open).toBe(false);
        const between = now + Math.floor((opening.opensAt - now - 1) * share);
        expect(openingAt(hours, between)).toMatchObject({ open: false, opensAt: opening.opensAt });
      }),
    );
  });

  test('the closing moment is closed, and nothing before it is', () => {
    fc.assert(
      fc.property(anyHours, moment, fc.double({ min: 0, max: 1, noNaN: true }), (hours, now, share) => {
        const opening = openingAt(hours, now);
        if (!opening.open || opening.closesAt === null) return;
        expect(opening.closesAt).toBeGreaterThan(now);
        expect(openingAt(hours, opening.closesAt).open).toBe(false);
        const between = now + Math.floor((opening.closesAt - now - 1) * share);
        expect(openingAt(hours, between)).toMatchObject({ open: true, closesAt: opening.closesAt });
      }),
    );
  });
});
