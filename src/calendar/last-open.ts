import { DateTime } from 'luxon';
import { momentOf, spansOn } from './day-spans';
import type { OpeningHours } from './opening-hours';

/** How many days back is looked. Longer than the longest run of days off. */
const reachDays = 31;

/**
 * The last moment at which a place is open and that is not after `at`: `at` itself while it is open, else when it last
 * closed. Null when it was not open within {@link reachDays}.
 *
 * @param at milliseconds since the epoch
 */
export function lastOpenBy(hours: OpeningHours, at: number): number | null {
  const day = DateTime.fromMillis(at, { zone: hours.timeZone }).startOf('day');
  for (let back = 0; back <= reachDays; back += 1) {
    const before = day.minus({ days: back });
    const ends = spansOn(hours, before)
      .filter(({ from }) => momentOf(before, from) < at)
      .map(({ to }) => Math.min(momentOf(before, to), at));
    if (ends.length > 0) return Math.max(...ends);
  }
  return null;
}
