import { DateTime } from 'luxon';
import type { CalendarWords } from './calendar-words';
import { describeTime } from './describe-time';
import { fillPattern } from './fill-pattern';

/**
 * Writes a moment as people say it: 「きょう 午後5時」「あす（火）午前10時」「11月24日（火）午前10時」. Which of the three is
 * decided by the calendar days of `timeZone`, never by how many hours lie between. No year is written: it is meant
 * for moments less than a year away.
 *
 * @param at the moment, milliseconds since the epoch
 */
export function describeMoment(
  at: number,
  seen: {
    /** From when it is seen, milliseconds since the epoch. */
    readonly now: number;
    /** IANA zone of the reader. */
    readonly timeZone: string;
    /** The reader's language. */
    readonly words: CalendarWords;
  },
): string {
  const { words } = seen;
  const moment = DateTime.fromMillis(at, { zone: seen.timeZone });
  const today = DateTime.fromMillis(seen.now, { zone: seen.timeZone });
  const values = {
    time: describeTime(moment.hour, moment.minute, words),
    weekday: words.weekdays[moment.weekday - 1] ?? '',
    month: words.months[moment.month - 1] ?? '',
    day: String(moment.day),
  };
  if (moment.hasSame(today, 'day')) return fillPattern(words.today, values);
  if (moment.hasSame(today.plus({ days: 1 }), 'day')) return fillPattern(words.tomorrow, values);
  return fillPattern(words.date, values);
}
