import type { CalendarDate } from '../../api';
import type { Words } from './words';

/** Midnight before `at`, in the zone of the person's device. Milliseconds since the epoch. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** A day as a divider between entries says it: today, yesterday, or its date. */
export function sayDay(words: Words, at: number, now: number): string {
  const day = startOfDay(at);
  const today = startOfDay(now);
  if (day === today) return words.say('dates.today');
  if (day === startOfDay(today - 1)) return words.say('dates.yesterday');
  return sayDate(words, new Date(at), new Date(now));
}

/** The time of day, as on a clock: `9:05`. */
export function sayTime(at: number): string {
  const date = new Date(at);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
}

/** A moment's date, with its weekday. */
export function sayMoment(words: Words, at: number, now: number): string {
  return sayDate(words, new Date(at), new Date(now));
}

/** A date of the calendar, with its weekday; it means the same day in every zone. */
export function sayCalendarDate(words: Words, date: CalendarDate, now: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return sayDate(words, new Date(year, month - 1, day), new Date(now));
}

function sayDate(words: Words, date: Date, now: Date): string {
  return words.say(date.getFullYear() === now.getFullYear() ? 'dates.day' : 'dates.day-of-year', {
    year: date.getFullYear(),
    month: words.list('dates.months')[date.getMonth()] ?? '',
    day: date.getDate(),
    weekday: words.list('dates.weekdays')[(date.getDay() + 6) % 7] ?? '',
  });
}
