import { type OpeningHours, openingAt } from '../calendar';

/**
 * What can honestly be said of a wait. Never a place in a queue and never a time: `soon`: in a little while, as it looks
 * now · `later-today`: within today's hours · `hard-today`: perhaps not today · `closed`: nobody takes anybody now.
 */
export const waitingBands = ['soon', 'later-today', 'hard-today', 'closed'] as const;
export type WaitingBand = (typeof waitingBands)[number];

/** Somebody of the staff who is on duty. */
export interface OnDuty {
  readonly onBreak: boolean;
  readonly cap: number;
  readonly held: number;
}

/** What the band rests on. */
export interface WaitingFacts {
  /** Everybody on duty, those who have a break too. */
  readonly duties: readonly OnDuty[];
  /** How many are taken before. */
  readonly ahead: number;
  /** How long talks took lately, from being taken to their end. Milliseconds. */
  readonly handlingMs: readonly number[];
  /** When the organisation talks with people. */
  readonly hours: OpeningHours;
  /** So long before the end of the day's hours nobody is taken up any more. Milliseconds. */
  readonly lastTakenMs: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const MINUTE_MS = 60_000;
/** What a talk takes where too few have been held to tell: fifty minutes is usual (DOMAIN.md, section 4). */
const USUAL_TALK_MS = 50 * MINUTE_MS;
/** Fewer talks than this tell little. */
const TELLING = 5;
/** A wait up to this is "in a little while". */
const SOON_MS = 15 * MINUTE_MS;

/**
 * How long a wait looks, in one of four words. Pure. It errs towards the longer: three talks of four end sooner than it
 * reckons with, and a seat of somebody who has a break counts as filled. More ahead, longer talks, fewer seats or less
 * of the day left never make it sound better.
 */
export function waitingBand({
  duties,
  ahead,
  handlingMs,
  hours,
  lastTakenMs,
  now,
}: WaitingFacts): WaitingBand {
  const opening = openingAt(hours, now);
  if (!opening.open || duties.length === 0) return 'closed';
  const here = duties.filter(({ onBreak }) => !onBreak);
  const free = here.reduce((sum, { cap, held }) => sum + Math.max(0, cap - held), 0);
  const seats = here.reduce((sum, { cap }) => sum + cap, 0);
  const wait = waitMs(ahead - free, seats, longTalkMs(handlingMs));
  const left = (opening.closesAt ?? Number.POSITIVE_INFINITY) - lastTakenMs - now;
  if (wait > left || left <= 0) return 'hard-today';
  return wait <= SOON_MS ? 'soon' : 'later-today';
}

/** Until a seat comes free for somebody with so many more before them than there are free seats. */
function waitMs(before: number, seats: number, talkMs: number): number {
  if (before < 0) return 0;
  if (seats === 0) return Number.POSITIVE_INFINITY;
  return (Math.floor(before / seats) + 1) * talkMs;
}

/** The time within which three talks of four are over. */
function longTalkMs(handlingMs: readonly number[]): number {
  if (handlingMs.length < TELLING) return Math.max(USUAL_TALK_MS, ...handlingMs);
  const sorted = [...handlingMs].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.75) - 1] ?? USUAL_TALK_MS;
}
