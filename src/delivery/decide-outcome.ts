import type { ErrorCode } from '../errors';
import { backoffMs } from './backoff';
import type { Attempt } from './sender';

/** How a message was sent. */
export type Way = 'reply' | 'push';

/** What is known of an outbox row when an attempt ends. */
export interface Tried {
  readonly way: Way;
  /** Until when the reply token is certainly alive, or null. Milliseconds since the epoch. */
  readonly replyUntil: number | null;
  /** An earlier reply attempt had an unknown outcome. */
  readonly replyUncertain: boolean;
  /** Attempts so far, this one included. */
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly hasPerson: boolean;
}

/** What becomes of an outbox row. */
export type Outcome =
  | { readonly kind: 'done' }
  /** The same way again, not before `dueAt`. */
  | {
      readonly kind: 'retry';
      readonly dueAt: number;
      readonly replyUncertain: boolean;
      readonly problem: ErrorCode;
    }
  /** The token is of no use and the reply certainly did not arrive: push it, at once. */
  | { readonly kind: 'push' }
  /** Kept until the quota is renewed. */
  | { readonly kind: 'hold'; readonly problem: ErrorCode }
  /** Not sent, kept for staff. `instead`: what the person gets in its place. */
  | {
      readonly kind: 'dead';
      readonly problem: ErrorCode;
      readonly details: string | null;
      readonly instead: 'fallback' | 'maybe-not-arrived' | null;
    };

/**
 * LINE keeps a retry key for 24 hours; after that, the same key would be a new message. What could not be sent by
 * then is given up.
 */
export const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000 - 60_000;

/** By reply while its token is alive, or while an earlier reply's outcome is open; else by push. */
export function chooseWay(row: { replyUntil: number | null; replyUncertain: boolean }, now: number): Way {
  return row.replyUntil !== null && (now < row.replyUntil || row.replyUncertain) ? 'reply' : 'push';
}

/**
 * Decides what an attempt means.
 *
 * A reply cannot carry a retry key (LINE refuses it), so an unknown outcome is settled with the token itself: it
 * works once. Tried again, either it is accepted (the first had not arrived) or, within its life, refused (it had).
 * Refused after its life, nobody knows; then nothing is said twice, and the person is told shortly that an answer
 * may be missing.
 */
export function decideOutcome(tried: Tried, attempt: Attempt, now: number, random: number): Outcome {
  const retry = (problem: ErrorCode, uncertain: boolean): Outcome => {
    if (now - tried.createdAt >= GIVE_UP_AFTER_MS) return dead(problem, null);
    return {
      kind: 'retry',
      dueAt: now + backoffMs(tried.attempts, tried.way === 'reply' ? 'reply' : 'push', random),
      replyUncertain: tried.replyUncertain || uncertain,
      problem,
    };
  };
  switch (attempt.kind) {
    case 'accepted':
      return { kind: 'done' };
    case 'token-refused':
      return decideRefusedToken(tried, now);
    case 'refused':
      return dead('line_message_refused', attempt.details, tried.way === 'reply' || tried.hasPerson);
    case 'unauthorised':
      return retry('line_token_refused', false);
    case 'quota':
      return { kind: 'hold', problem: 'line_quota_reached' };
    case 'busy':
    case 'not-sent':
      return tried.way === 'reply' && !tried.replyUncertain && isOver(tried, now)
        ? pushOrGiveUp(tried)
        : retry('line_unreachable', false);
    case 'unknown':
      return retry('line_unreachable', tried.way === 'reply');
  }
}

function decideRefusedToken(tried: Tried, now: number): Outcome {
  if (!tried.replyUncertain) return pushOrGiveUp(tried);
  if (!isOver(tried, now)) return { kind: 'done' };
  return {
    kind: 'dead',
    problem: 'reply_outcome_unknown',
    details: null,
    instead: tried.hasPerson ? 'maybe-not-arrived' : null,
  };
}

function isOver(tried: Tried, now: number): boolean {
  return tried.replyUntil === null || now >= tried.replyUntil;
}

/** Without a person there is no address to push to: a goodbye after an erasure, a word to a group. */
function pushOrGiveUp(tried: Tried): Outcome {
  return tried.hasPerson ? { kind: 'push' } : { kind: 'done' };
}

function dead(problem: ErrorCode, details: string | null, replace = false): Outcome {
  return { kind: 'dead', problem, details, instead: replace ? 'fallback' : null };
}
