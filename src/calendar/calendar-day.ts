import { DateTime } from 'luxon';

/**
 * The day on which a moment falls, as `YYYY-MM-DD`.
 *
 * @param at milliseconds since the epoch
 * @param timeZone IANA zone
 * @param daysLater so many days of the calendar later, or earlier where it is negative
 */
export function calendarDay(at: number, timeZone: string, daysLater = 0): string {
  const day = DateTime.fromMillis(at, { zone: timeZone }).plus({ days: daysLater }).toISODate();
  if (day === null) throw new RangeError(`${timeZone} is no zone, or the moment is no time.`);
  return day;
}
