import fc from 'fast-check';
import { nextAllowed } from '../../src/reminders/quiet-hours';

const zone = 'Asia/Tokyo';
const night = { from: '21:00', to: '09:00' };
const at = (iso: string) => Date.parse(`${iso}+09:00`);

describe('quiet hours', () => {
  it('let through what is due by day, at the very moment', () => {
    expect(nextAllowed(at('2027-01-13T13:00:00'), night, zone)).toBe(at('2027-01-13T13:00:00'));
  });

  it('begin with their first minute and end with their last', () => {
    expect(nextAllowed(at('2027-01-13T20:59:59'), night, zone)).toBe(at('2027-01-13T20:59:59'));
    expect(nextAllowed(at('2027-01-13T21:00:00'), night, zone)).toBe(at('2027-01-14T09:00:00'));
    expect(nextAllowed(at('2027-01-14T08:59:59'), night, zone)).toBe(at('2027-01-14T09:00:00'));
    expect(nextAllowed(at('2027-01-14T09:00:00'), night, zone)).toBe(at('2027-01-14T09:00:00'));
  });

  it('go over the end of a month and of a year', () => {
    expect(nextAllowed(at('2027-01-31T23:10:00'), night, zone)).toBe(at('2027-02-01T09:00:00'));
    expect(nextAllowed(at('2026-12-31T22:00:00'), night, zone)).toBe(at('2027-01-01T09:00:00'));
  });

  it('may lie within a day, or not be at all', () => {
    const noon = { from: '12:00', to: '13:00' };
    expect(nextAllowed(at('2027-01-13T12:30:00'), noon, zone)).toBe(at('2027-01-13T13:00:00'));
    expect(nextAllowed(at('2027-01-13T03:00:00'), null, zone)).toBe(at('2027-01-13T03:00:00'));
  });

  it('never move anything back, never by a day or more, and never into themselves', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(
        fc.integer({ min: at('2024-01-01T00:00:00'), max: at('2036-01-01T00:00:00') }),
        time,
        time,
        (moment, from, to) => {
          fc.pre(from !== to);
          const moved = nextAllowed(moment, { from, to }, zone);
          expect(moved).toBeGreaterThanOrEqual(moment);
          expect(moved - moment).toBeLessThan(24 * 60 * 60_000);
          expect(nextAllowed(moved, { from, to }, zone)).toBe(moved);
        },
      ),
    );
  });
});
