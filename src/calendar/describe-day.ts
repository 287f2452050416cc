import { DateTime } from 'luxon';
import type { CalendarWords } from './calendar-words';
import { fillPattern } from './fill-pattern';

/**
 * Writes a day as people say it: 「11月24日（火）」; or shortly, for a button. No year is written: it is meant for days
 * less than a year away.
 *
 * @param date `YYYY-MM-DD`
 */
export function describeDay(date: string, words: CalendarWords, length: 'whole' | 'short' = 'whole'): string {
  const { month, day, weekday } = DateTime.fromISO(date, { zone: 'UTC' });
  const months = length === 'whole' ? words.months : words.shortMonths;
  return fillPattern(length === 'whole' ? words.day : words.shortDay, {
    month: months[month - 1] ?? '',
    day: String(day),
    weekday: words.weekdays[weekday - 1] ?? '',
  });
}
