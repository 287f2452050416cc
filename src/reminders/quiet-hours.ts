import { DateTime } from 'luxon';

/** Hours of the day in which nothing is sent unasked: from one time `HH:MM` to another, over midnight where `to` is earlier. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/**
 * The first moment from `at` on at which something may be sent unasked: `at` itself, or the end of the quiet hours that
 * it falls into. The beginning of quiet hours is in them, their end is not. Null: there are none.
 *
 * @param at milliseconds since the epoch
 */
export function nextAllowed(at: number, quiet: QuietHours | null, timeZone: string): number {
  if (quiet === null) return at;
  const moment = DateTime.fromMillis(at, { zone: timeZone });
  const time = moment.toFormat('HH:mm');
  const overMidnight = quiet.to <= quiet.from;
  const isQuiet = overMidnight
    ? time >= quiet.from || time < quiet.to
    : time >= quiet.from && time < quiet.to;
  if (!isQuiet) return at;
  const [hour = 0, minute = 0] = quiet.to.split(':').map(Number);
  const day = overMidnight && time >= quiet.from ? moment.plus({ days: 1 }) : moment;
  return day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
}
