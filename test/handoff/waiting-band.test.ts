import fc from 'fast-check';
import { type WaitingFacts, waitingBand, waitingBands } from '../../src/handoff';
import { officeHours } from '../calendar/hours';

const MINUTE = 60_000;
/** A Friday, a working day, at this time. */
const at = (time: string) => Date.parse(`2026-11-20T${time}:00+09:00`);
const facts = (change: Partial<WaitingFacts> = {}): WaitingFacts => ({
  duties: [{ onBreak: false, cap: 2, held: 0 }],
  ahead: 0,
  handlingMs: [],
  hours: officeHours,
  lastTakenMs: 30 * MINUTE,
  now: at('11:00'),
  ...change,
});
const full = [{ onBreak: false, cap: 2, held: 2 }];

test('with a free seat it is soon', () => {
  expect(waitingBand(facts())).toBe('soon');
  expect(waitingBand(facts({ ahead: 1 }))).toBe('soon');
});

test('with every seat taken it is later today, while the day is long enough', () => {
  expect(waitingBand(facts({ duties: full }))).toBe('later-today');
  expect(waitingBand(facts({ duties: full, now: at('16:00') }))).toBe('hard-today');
});

test('short talks make a short wait, once there were enough of them', () => {
  const short = Array.from({ length: 5 }, () => 10 * MINUTE);
  expect(waitingBand(facts({ duties: full, handlingMs: short }))).toBe('soon');
  expect(waitingBand(facts({ duties: full, handlingMs: short.slice(1) }))).toBe('later-today');
});

test('one long talk among few is reckoned with', () => {
  expect(waitingBand(facts({ duties: full, handlingMs: [7 * 60 * MINUTE] }))).toBe('hard-today');
});

test('nobody on duty is closed, and so are the hours after the last', () => {
  expect(waitingBand(facts({ duties: [] }))).toBe('closed');
  expect(waitingBand(facts({ now: at('17:00') }))).toBe('closed');
  expect(waitingBand(facts({ now: Date.parse('2026-11-22T11:00:00+09:00') }))).toBe('closed');
});

test('shortly before the end of the hours nobody is told that their turn still comes', () => {
  expect(waitingBand(facts({ now: at('16:29') }))).toBe('soon');
  expect(waitingBand(facts({ now: at('16:30') }))).toBe('hard-today');
});

test('while everybody has a break nothing is soon', () => {
  expect(waitingBand(facts({ duties: [{ onBreak: true, cap: 5, held: 0 }] }))).toBe('hard-today');
});

describe('whatever the day', () => {
  const duty = fc.record({
    onBreak: fc.boolean(),
    cap: fc.integer({ min: 1, max: 8 }),
    held: fc.integer({ min: 0, max: 10 }),
  });
  const some: fc.Arbitrary<WaitingFacts> = fc.record({
    duties: fc.array(duty, { maxLength: 6 }),
    ahead: fc.integer({ min: 0, max: 60 }),
    handlingMs: fc.array(fc.integer({ min: 0, max: 180 * MINUTE }), { maxLength: 20 }),
    hours: fc.constant(officeHours),
    lastTakenMs: fc.integer({ min: 0, max: 120 * MINUTE }),
    now: fc.integer({ min: at('06:00'), max: at('20:00') }),
  });
  const rank = (each: WaitingFacts) => waitingBands.indexOf(waitingBand(each));
  /** Changes the facts to what can only make it worse, and holds that it never sounds better. */
  const neverBetter = (worse: fc.Arbitrary<(facts: WaitingFacts) => WaitingFacts>) =>
    fc.assert(
      fc.property(some, worse, (before, change) => {
        expect(rank(change(before))).toBeGreaterThanOrEqual(rank(before));
      }),
    );

  test('more people ahead never make it sound better', () => {
    neverBetter(
      fc.nat(40).map((more) => (before: WaitingFacts) => ({ ...before, ahead: before.ahead + more })),
    );
  });

  test('somebody who goes off duty never makes it sound better', () => {
    neverBetter(
      fc.nat(6).map((gone) => (before: WaitingFacts) => ({
        ...before,
        duties: before.duties.filter((_, index) => index !== gone),
      })),
    );
  });

  test('longer talks never make it sound better', () => {
    neverBetter(
      fc.nat(90 * MINUTE).map((longer) => (before: WaitingFacts) => ({
        ...before,
        handlingMs: before.handlingMs.map((ms) => ms + longer),
      })),
    );
  });

  test('less of the day left never makes it sound better, once the day has begun', () => {
    fc.assert(
      fc.property(some, fc.nat(600), (facts, minutes) => {
        const before = { ...facts, now: Math.max(facts.now, at('10:00')) };
        const later = { ...before, now: before.now + minutes * MINUTE };
        expect(rank(later)).toBeGreaterThanOrEqual(rank(before));
      }),
    );
  });

  test('it is closed exactly when nobody is on duty or the hours are over', () => {
    fc.assert(
      fc.property(some, (each) => {
        const isOpen = each.now >= at('10:00') && each.now < at('17:00');
        expect(waitingBand(each) === 'closed').toBe(!isOpen || each.duties.length === 0);
      }),
    );
  });
});
