import fc from 'fast-check';
import { type Attempt, chooseWay, decideOutcome, GIVE_UP_AFTER_MS, type Tried } from '../../src/delivery';

const NOW = Date.parse('2026-11-20T21:00:00+09:00');
const reply: Tried = {
  way: 'reply',
  replyUntil: NOW + 30_000,
  replyUncertain: false,
  attempts: 1,
  createdAt: NOW,
  hasPerson: true,
};
const push: Tried = { ...reply, way: 'push', replyUntil: null };
const decide = (tried: Tried, attempt: Attempt, now = NOW) => decideOutcome(tried, attempt, now, 0.5);

describe('choosing the way', () => {
  test('a fresh reply token is used, for it costs nothing', () => {
    expect(chooseWay({ replyUntil: NOW + 1, replyUncertain: false }, NOW)).toBe('reply');
  });
  test('an expired token is not tried; the message is pushed', () => {
    expect(chooseWay({ replyUntil: NOW, replyUncertain: false }, NOW)).toBe('push');
  });
  test('without a token it is pushed', () => {
    expect(chooseWay({ replyUntil: null, replyUncertain: false }, NOW)).toBe('push');
  });
  test('a reply whose outcome is open is settled with its token, even after the minute', () => {
    expect(chooseWay({ replyUntil: NOW - 60_000, replyUncertain: true }, NOW)).toBe('reply');
  });
});

describe('a reply', () => {
  test('that was accepted is done', () => {
    expect(decide(reply, { kind: 'accepted' })).toEqual({ kind: 'done' });
  });
  test('whose outcome is unknown is tried again with the same token, and the doubt is kept', () => {
    expect(decide(reply, { kind: 'unknown' })).toMatchObject({ kind: 'retry', replyUncertain: true });
  });
  test('whose token is refused within its life, after an unknown outcome, had arrived', () => {
    expect(decide({ ...reply, replyUncertain: true }, { kind: 'token-refused' })).toEqual({ kind: 'done' });
  });
  test('whose token is refused after its life, after an unknown outcome, is not said again: a short notice goes out', () => {
    expect(decide({ ...reply, replyUncertain: true }, { kind: 'token-refused' }, NOW + 31_000)).toEqual({
      kind: 'dead',
      problem: 'reply_outcome_unknown',
      details: null,
      instead: 'maybe-not-arrived',
    });
  });
  test('whose token is refused although it was never tried is pushed', () => {
    expect(decide(reply, { kind: 'token-refused' })).toEqual({ kind: 'push' });
  });
  test('that never left here is tried again without doubt, and pushed when the token is over', () => {
    expect(decide(reply, { kind: 'not-sent' })).toMatchObject({ kind: 'retry', replyUncertain: false });
    expect(decide(reply, { kind: 'not-sent' }, NOW + 30_000)).toEqual({ kind: 'push' });
  });
  test('that never left here keeps an earlier doubt: it is not pushed', () => {
    expect(decide({ ...reply, replyUncertain: true }, { kind: 'not-sent' }, NOW + 40_000)).toMatchObject({
      kind: 'retry',
      replyUncertain: true,
    });
  });
  test('to nobody in particular is dropped when its token is refused: there is no address', () => {
    expect(decide({ ...reply, hasPerson: false }, { kind: 'token-refused' })).toEqual({ kind: 'done' });
  });
});

describe('a push', () => {
  test('whose outcome is unknown is tried again: its retry key makes that harmless', () => {
    expect(decide(push, { kind: 'unknown' })).toMatchObject({ kind: 'retry', replyUncertain: false });
  });
  test('is held, not retried, when the month’s messages are used up', () => {
    expect(decide(push, { kind: 'quota' })).toEqual({ kind: 'hold', problem: 'line_quota_reached' });
  });
  test('that LINE refuses is kept for staff with what LINE said, and the person gets a plain text', () => {
    expect(decide(push, { kind: 'refused', details: 'd' })).toEqual({
      kind: 'dead',
      problem: 'line_message_refused',
      details: 'd',
      instead: 'fallback',
    });
  });
  test('waits while our token is refused', () => {
    expect(decide(push, { kind: 'unauthorised' })).toMatchObject({
      kind: 'retry',
      problem: 'line_token_refused',
    });
  });
  test('is given up before its retry key expires, when the same key would be a new message', () => {
    expect(decide(push, { kind: 'unknown' }, NOW + GIVE_UP_AFTER_MS)).toMatchObject({ kind: 'dead' });
    expect(GIVE_UP_AFTER_MS).toBeLessThan(24 * 60 * 60 * 1000);
  });
});

const anyTried = fc.record({
  way: fc.constantFrom('reply' as const, 'push' as const),
  replyUntil: fc.option(fc.integer({ min: NOW - 100_000, max: NOW + 100_000 })),
  replyUncertain: fc.boolean(),
  attempts: fc.integer({ min: 1, max: 60 }),
  createdAt: fc.integer({ min: NOW - GIVE_UP_AFTER_MS - 10_000, max: NOW }),
  hasPerson: fc.boolean(),
});
const anyAttempt = fc.oneof(
  fc.constantFrom<Attempt>(
    { kind: 'accepted' },
    { kind: 'token-refused' },
    { kind: 'unauthorised' },
    { kind: 'busy' },
    { kind: 'quota' },
    { kind: 'not-sent' },
    { kind: 'unknown' },
  ),
  fc.record({ kind: fc.constant('refused' as const), details: fc.string() }),
);

test('what may have arrived by reply is never pushed as well', () => {
  fc.assert(
    fc.property(
      anyTried,
      anyAttempt,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (tried, attempt, random) => {
        const outcome = decideOutcome({ ...tried, way: 'reply', replyUncertain: true }, attempt, NOW, random);
        expect(outcome.kind).not.toBe('push');
      },
    ),
  );
});

test('whatever happens, a message ends, is kept, or is tried again later than now', () => {
  fc.assert(
    fc.property(
      anyTried,
      anyAttempt,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (tried, attempt, random) => {
        const outcome = decideOutcome(tried, attempt, NOW, random);
        if (outcome.kind === 'retry') {
          expect(outcome.dueAt).toBeGreaterThan(NOW);
          expect(outcome.dueAt).toBeLessThanOrEqual(NOW + 600_000);
        } else if (outcome.kind === 'done') {
          expect(['accepted', 'token-refused', 'busy', 'not-sent']).toContain(attempt.kind);
        }
      },
    ),
  );
});
