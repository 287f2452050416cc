import type { DateTime } from 'luxon';
import { type OpeningHours, type Span, weekdays } from './opening-hours';
import { isPublicHoliday } from './public-holidays';

/** What closes a whole day. */
export type ClosedDayReason = 'holiday' | 'year-end' | 'closed-day';

/** The spans in which a place is open on a day, as written: none when something closes the whole day. */
export function spansOn(hours: OpeningHours, day: DateTime): readonly Span[] {
  const date = dateOf(day);
  const own = hours.openDays.find((openDay) => openDay.date === date);
  if (own) return own.spans;
  if (closedReasonOn(hours, day) !== null) return [];
  const weekday = weekdays[day.weekday - 1];
  return (weekday && hours.weekly[weekday]) ?? [];
}

/** What closes the whole day, or null when the ordinary week decides. */
export function closedReasonOn(hours: OpeningHours, day: DateTime): ClosedDayReason | null {
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

/** When a time of day is on a day; `24:00` is its end. Milliseconds since the epoch. */
export function momentOf(day: DateTime, time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  if (hour === 24) return day.plus({ days: 1 }).toMillis();
  return day.set({ hour: hour ?? 0, minute: minute ?? 0 }).toMillis();
}

/** As `YYYY-MM-DD`. Written by hand: luxon's own formats cost several times the rest of the work. */
export function dateOf({ year, month, day }: DateTime): string {
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(part: number): string {
  return part < 10 ? `0${part}` : String(part);
}
