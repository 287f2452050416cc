import { DateTime } from 'luxon';
import { dateOf, momentOf, spansOn } from './day-spans';
import { horizonDays } from './opening-at';
import type { OpeningHours } from './opening-hours';

/**
 * The day that lies so many working days after a moment, as `YYYY-MM-DD` in the zone of the hours. A working day is one
 * with any opening hours; holidays, the year-end break and closed days are none. What comes in before the day's last
 * closing time counts from that day, what comes later, or on a day off, from the next working day.
 *
 * When a working day is not found within {@link horizonDays}, plain days are counted instead, so that there is an
 * answer always.
 *
 * @param from milliseconds since the epoch
 * @param days 0 or more
 */
export function addWorkingDays(hours: OpeningHours, from: number, days: number): string {
  const today = DateTime.fromMillis(from, { zone: hours.timeZone }).startOf('day');
  const first = closesOn(hours, today) > from ? today : nextWorkingDay(hours, today);
  let day = first;
  for (let counted = 0; day !== null && counted < days; counted += 1) day = nextWorkingDay(hours, day);
  return dateOf(day ?? today.plus({ days }));
}

function nextWorkingDay(hours: OpeningHours, after: DateTime): DateTime | null {
  for (let ahead = 1; ahead <= horizonDays; ahead += 1) {
    const day = after.plus({ days: ahead });
    if (spansOn(hours, day).length > 0) return day;
  }
  return null;
}

/** The last closing time of a day; before every moment of it on a day off. Milliseconds since the epoch. */
function closesOn(hours: OpeningHours, day: DateTime): number {
  return Math.max(Number.NEGATIVE_INFINITY, ...spansOn(hours, day).map(({ to }) => momentOf(day, to)));
}
