import fc from 'fast-check';
import { lastOpenBy, openingAt } from '../../src/calendar';
import { officeHours } from './hours';

const at = (iso: string): number => Date.parse(`${iso}+09:00`);

test('while it is open, it is now', () => {
  expect(lastOpenBy(officeHours, at('2026-11-20T15:00'))).toBe(at('2026-11-20T15:00'));
});

test('at the closing time itself, it is that time', () => {
  expect(lastOpenBy(officeHours, at('2026-11-20T17:00'))).toBe(at('2026-11-20T17:00'));
});

test('on a day off it is the evening before, over a long weekend too', () => {
  // Saturday to Monday, 勤労感謝の日.
  expect(lastOpenBy(officeHours, at('2026-11-23T17:00'))).toBe(at('2026-11-20T17:00'));
});

test('over New Year it is the last evening of the old year', () => {
  expect(lastOpenBy(officeHours, at('2027-01-03T12:00'))).toBe(at('2026-12-28T17:00'));
});

test('in the morning it is the evening before', () => {
  expect(lastOpenBy(officeHours, at('2026-11-20T09:00'))).toBe(at('2026-11-19T17:00'));
});

test('what never opens was never open', () => {
  expect(lastOpenBy({ ...officeHours, weekly: {} }, at('2026-11-20T15:00'))).toBeNull();
});

test('nothing between it and the moment is open, and just before it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('2026-01-01T00:00'), max: at('2029-12-31T00:00') }), (moment) => {
      const last = lastOpenBy(officeHours, moment);
      if (last === null) throw new Error('the office is open in every month');
      expect(last).toBeLessThanOrEqual(moment);
      expect(openingAt(officeHours, last - 1).open).toBe(true);
      if (last === moment) return;
      const next = openingAt(officeHours, last);
      expect(next.open).toBe(false);
      if (!next.open) expect(next.opensAt).toBeGreaterThan(moment - 1);
    }),
    { numRuns: 200 },
  );
});
