import type { Queue } from '../../api';

/** What is worth a sound and a notification. */
export type Ring = 'alarm' | 'waiting' | 'said';

/**
 * What happened between two looks at the queue, the most pressing thing only; null when nothing did that concerns this
 * counsellor. The first look rings for alarms alone: whoever has just come sees the rest.
 */
export function ringFor(before: Queue | null, now: Queue): Ring | null {
  const had = new Set(before?.alarms.map(({ id }) => id));
  if (now.alarms.some(({ id }) => !had.has(id))) return 'alarm';
  if (before === null) return null;
  const knew = new Map(before.mine.map((talk) => [talk.id, talk]));
  if (now.mine.some((talk) => !talk.watching && talk.unanswered && isNewer(talk, knew.get(talk.id))))
    return 'said';
  const waited = new Set(before.waiting.map(({ id }) => id));
  const mayTake = now.duty.on && !now.duty.onBreak && now.duty.held < now.duty.cap;
  return mayTake && now.waiting.some(({ id }) => !waited.has(id)) ? 'waiting' : null;
}

function isNewer(talk: { lastAt: number | null }, before: { lastAt: number | null } | undefined): boolean {
  return before === undefined || (talk.lastAt ?? 0) > (before.lastAt ?? 0);
}
