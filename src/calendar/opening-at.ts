import { DateTime } from 'luxon';
import { type OpeningHours, type Span, weekdays } from './opening-hours';
import { holidaysKnownOn, isPublicHoliday } from './public-holidays';

/**
 * Why a place is closed. `hours`: the ordinary week. The others close the whole day, and are named even when the
 * ordinary week would have closed it too.
 */
export type ClosedReason = 'hours' | 'holiday' | 'year-end' | 'closed-day';

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

function spansOn(hours: OpeningHours, day: DateTime): readonly Span[] {
  const date = dateOf(day);
  const own = hours.openDays.find((openDay) => openDay.date === date);
  if (own) return own.spans;
  if (closedReasonOn(hours, day) !== null) return [];
  const weekday = weekdays[day.weekday - 1];
  return (weekday && hours.weekly[weekday]) ?? [];
}

/** What closes the whole day, or null when the ordinary week decides. */
function closedReasonOn(hours: OpeningHours, day: DateTime): Exclude<ClosedReason, 'hours'> | null {
  const date = dateOf(day);
  if (hours.openDays.some((openDay) => openDay.date === date)) return null;
  if (hours.closedDays.includes(date)) return 'closed-day';
  if (hours.yearEnd && isWithin(date.slice(5), hours.yearEnd)) return 'year-end';
  if (hours.closedOnPublicHolidays && isPublicHoliday(date)) return 'holiday';
  return null;
}

/** Whether a `MM-DD` lies in a range of them; a range whose end comes first in the year wraps over New Year. */
function isWithin(monthDay: string, range: { readonly from: string; readonly to: string }): boolean {
  return range.from <= range.to
    ? monthDay >= range.from && monthDay <= range.to
    : monthDay >= range.from || monthDay <= range.to;
}

function momentOf(day: DateTime, time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  if (hour === 24) return day.plus({ days: 1 }).toMillis();
  return day.set({ hour: hour ?? 0, minute: minute ?? 0 }).toMillis();
}

/** As `YYYY-MM-DD`. Written by hand: luxon's own formats cost several times the rest of the work. */
function dateOf({ year, month, day }: DateTime): string {
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(part: number): string {
  return part < 10 ? `0${part}` : String(part);
}
