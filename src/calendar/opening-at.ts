import { DateTime } from 'luxon';
import { type ClosedDayReason, closedReasonOn, dateOf, momentOf, spansOn } from './day-spans';
import type { OpeningHours } from './opening-hours';
import { holidaysKnownOn } from './public-holidays';

/**
 * Why a place is closed. `hours`: the ordinary week. The others close the whole day, and are named even when the
 * ordinary week would have closed it too.
 */
export type ClosedReason = 'hours' | ClosedDayReason;

/** Times are milliseconds since the epoch. */
export type Opening = {
  /**
   * False when public holidays matter and the holiday data do not reach the days looked at: the answer then rests
   * on the ordinary week, the year-end break and the listed days alone.
   */
  readonly holidaysKnown: boolean;
} & (
  | {
      readonly open: true;
      /** The first moment that is closed again, or null when there is none within {@link horizonDays}. */
      readonly closesAt: number | null;
    }
  | {
      readonly open: false;
      readonly reason: ClosedReason;
      /** The first moment that is open, or null when there is none within {@link horizonDays}. */
      readonly opensAt: number | null;
    }
);

/** How far ahead is looked. Below a year, so that a month and a day name one date only. */
export const horizonDays = 360;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Whether a place is open at `now`, until when, or from when. Pure: the machine's own zone plays no part. An
 * opening moment is open, a closing moment is closed; spans that touch or overlap, over midnight too, are one.
 *
 * @param now milliseconds since the epoch
 */
export function openingAt(hours: OpeningHours, now: number): Opening {
  const today = DateTime.fromMillis(now, { zone: hours.timeZone }).startOf('day');
  const holidaysKnown =
    !hours.closedOnPublicHolidays ||
    (holidaysKnownOn(dateOf(today)) && holidaysKnownOn(dateOf(today.plus({ days: horizonDays }))));
  const stretches = stretchesFrom(hours, today);

  let closesAt: number | null = null;
  for (const { start, end } of stretches) {
    if (end <= now) continue;
    if (closesAt === null ? start > now : start > closesAt) {
      if (closesAt !== null) return { open: true, closesAt, holidaysKnown };
      return { open: false, reason: closedReasonOn(hours, today) ?? 'hours', opensAt: start, holidaysKnown };
    }
    closesAt = Math.max(closesAt ?? end, end);
  }
  if (closesAt === null) {
    return { open: false, reason: closedReasonOn(hours, today) ?? 'hours', opensAt: null, holidaysKnown };
  }
  const endless = closesAt >= today.plus({ days: horizonDays }).toMillis();
  return { open: true, closesAt: endless ? null : closesAt, holidaysKnown };
}

/** Every open stretch of the days from `today` to the horizon, in order of their start. Lazy: most callers need two. */
function* stretchesFrom(hours: OpeningHours, today: DateTime): Generator<Stretch> {
  for (let ahead = 0; ahead < horizonDays; ahead += 1) {
    const day = today.plus({ days: ahead });
    yield* spansOn(hours, day)
      .map((span) => ({ start: momentOf(day, span.from), end: momentOf(day, span.to) }))
      // A span inside the hour that a change to summer time skips has no length.
      .filter(({ start, end }) => start < end)
      .sort((a, b) => a.start - b.start);
  }
}
