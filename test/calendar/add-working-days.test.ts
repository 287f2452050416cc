import fc from 'fast-check';
import { addWorkingDays, type OpeningHours, openingAt, weekdays } from '../../src/calendar';
import { isPublicHoliday } from '../../src/calendar/public-holidays';
import { officeHours as office } from './hours';

const span = { from: '10:00', to: '17:00' };
const at = (tokyo: string) => Date.parse(`${tokyo}+09:00`);
const due = (tokyo: string, hours: OpeningHours = office) => addWorkingDays(hours, at(tokyo), 3);

describe('three working days', () => {
  test.each([
    ['in an ordinary week', '2026-11-16T11:00', '2026-11-19'],
    ['over a weekend and 勤労感謝の日', '2026-11-19T11:00', '2026-11-25'],
    ['before the office opens, counted from the same day', '2026-11-16T06:00', '2026-11-19'],
    ['in the last minute of the day', '2026-11-16T16:59:59', '2026-11-19'],
    ['at closing time, counted from the next day', '2026-11-16T17:00', '2026-11-20'],
    ['late at night', '2026-11-16T23:59:59', '2026-11-20'],
    ['just after midnight, which is the next day', '2026-11-17T00:00', '2026-11-20'],
    ['on a Saturday, counted from Monday', '2026-11-14T11:00', '2026-11-19'],
    ['on a Friday evening, counted from Monday', '2026-11-13T18:00', '2026-11-19'],
    ['on a holiday, counted from the next working day', '2026-11-23T11:00', '2026-11-27'],
    ['over the end of a month', '2026-09-29T11:00', '2026-10-02'],
    ['on the last day of a month, after closing', '2026-09-30T18:00', '2026-10-06'],
    ['over the end of February', '2027-02-25T11:00', '2027-03-02'],
    ['over the 29th of February', '2028-02-28T11:00', '2028-03-02'],
    ['over Golden Week', '2027-04-28T11:00', '2027-05-07'],
    ['over Golden Week, sent when it has begun', '2027-04-28T17:00', '2027-05-10'],
    ['in the middle of Golden Week', '2027-05-04T11:00', '2027-05-11'],
    ['over 国民の休日, a day between two holidays', '2026-09-18T11:00', '2026-09-28'],
    ['over New Year', '2026-12-28T11:00', '2027-01-06'],
    ['over New Year, sent after closing on the last day', '2026-12-28T17:00', '2027-01-07'],
    ['on New Year’s Day', '2027-01-01T11:00', '2027-01-07'],
    ['with 成人の日 after it', '2027-01-06T11:00', '2027-01-12'],
  ])('%s', (_, sent, expected) => {
    expect(due(sent)).toBe(expected);
  });
});

test('the day is the day in the office’s zone, wherever the server is', () => {
  expect(addWorkingDays(office, Date.parse('2026-11-15T15:30:00Z'), 3)).toBe('2026-11-19');
  expect(addWorkingDays({ ...office, timeZone: 'America/New_York' }, at('2026-11-16T11:00'), 3)).toBe(
    '2026-11-19',
  );
});

test('days of the organisation’s own are heeded: closed ones are skipped, open ones count', () => {
  expect(due('2026-11-16T11:00', { ...office, closedDays: ['2026-11-18'] })).toBe('2026-11-20');
  const saturday = { date: '2026-11-21', spans: [span] };
  expect(due('2026-11-19T11:00', { ...office, openDays: [saturday] })).toBe('2026-11-24');
  const closedByHours = { date: '2026-11-17', spans: [] };
  expect(due('2026-11-16T11:00', { ...office, openDays: [closedByHours] })).toBe('2026-11-20');
});

test('no days from a day off is the next working day; from a working day, that day', () => {
  expect(addWorkingDays(office, at('2026-11-14T11:00'), 0)).toBe('2026-11-16');
  expect(addWorkingDays(office, at('2026-11-16T11:00'), 0)).toBe('2026-11-16');
});

test('an office that never opens counts plain days, so that there is an answer', () => {
  expect(due('2026-11-16T11:00', { ...office, weekly: {} })).toBe('2026-11-19');
});

test('for any moment, the day is a working day, and exactly so many lie between', () => {
  const isWorking = (date: string) => {
    const weekday = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
    const closed = isPublicHoliday(date) || date.slice(5) >= '12-29' || date.slice(5) <= '01-03';
    return !closed && weekday !== 'sat' && weekday !== 'sun';
  };
  const dates = (from: number, to: string) => {
    const found: string[] = [];
    for (let day = from; ; day += 86_400_000) {
      const date = new Date(day + 9 * 3_600_000).toISOString().slice(0, 10);
      found.push(date);
      if (date >= to) return found;
    }
  };
  fc.assert(
    fc.property(
      fc.integer({ min: at('2026-01-01T00:00'), max: at('2030-01-01T00:00') }),
      fc.integer({ min: 1, max: 12 }),
      (moment, days) => {
        const found = addWorkingDays(office, moment, days);
        expect(isWorking(found)).toBe(true);
        const [today = '', ...after] = dates(moment, found);
        const opening = openingAt(office, moment);
        // Whether today still counts: it is a working day that is open, or opens later today.
        const opensToday =
          !opening.open && opening.opensAt !== null && dates(opening.opensAt, today)[0] === today;
        const counted = after.filter(isWorking).length;
        expect(counted).toBe(isWorking(today) && (opening.open || opensToday) ? days : days + 1);
      },
    ),
  );
});
