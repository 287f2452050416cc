import type { CalendarDate } from '../../api';

/** A month of the calendar, `YYYY-MM`. */
export type CalendarMonth = string;

const DAYS_A_WEEK = 7;
const monthPattern = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** Whether a text names a month. */
export function isMonth(text: string): text is CalendarMonth {
  return monthPattern.test(text);
}

/** Whether a text names a day that there is: `2027-02-29` is none. */
export function isDate(text: string): text is CalendarDate {
  return isMonth(text.slice(0, 7)) && /^.{7}-\d{2}$/.test(text) && addDays(text, 0) === text;
}

export function monthOf(date: CalendarDate): CalendarMonth {
  return date.slice(0, 7);
}

/** The month so many months after another, or before it. */
export function addMonths(month: CalendarMonth, count: number): CalendarMonth {
  return utcDate(`${month}-01`, (date) => date.setUTCMonth(date.getUTCMonth() + count)).slice(0, 7);
}

/** The day so many days after another, or before it. */
export function addDays(day: CalendarDate, count: number): CalendarDate {
  return utcDate(day, (date) => date.setUTCDate(date.getUTCDate() + count));
}

/** 0 is Sunday. */
export function weekdayOf(day: CalendarDate): number {
  return atUtc(day).getUTCDay();
}

/**
 * The weeks in which a month lies, from Sunday to Saturday as Japanese wall calendars have them: the first and the last week
 * are filled up with days of the months beside it.
 */
export function weeksOf(month: CalendarMonth): readonly (readonly CalendarDate[])[] {
  const first = `${month}-01`;
  const weeks: CalendarDate[][] = [];
  for (
    let sunday = addDays(first, -weekdayOf(first));
    monthOf(sunday) <= month;
    sunday = addDays(sunday, DAYS_A_WEEK)
  ) {
    const from = sunday;
    weeks.push(Array.from({ length: DAYS_A_WEEK }, (_, index) => addDays(from, index)));
  }
  return weeks;
}

/** The day that a key leads to from another in a month's grid; null when the key leads nowhere. */
export function dayByKey(key: string, day: CalendarDate): CalendarDate | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -DAYS_A_WEEK);
    case 'ArrowDown':
      return addDays(day, DAYS_A_WEEK);
    case 'Home':
      return addDays(day, -weekdayOf(day));
    case 'End':
      return addDays(day, DAYS_A_WEEK - 1 - weekdayOf(day));
    case 'PageUp':
      return sameDayOf(addMonths(monthOf(day), -1), day);
    case 'PageDown':
      return sameDayOf(addMonths(monthOf(day), 1), day);
    default:
      return null;
  }
}

/** The day of a month with the same number as another day, or the month's last day when it has no such. */
export function sameDayOf(month: CalendarMonth, day: CalendarDate): CalendarDate {
  const same = `${month}${day.slice(7)}`;
  return isDate(same) ? same : addDays(`${addMonths(month, 1)}-01`, -1);
}

function atUtc(day: CalendarDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Dates are counted where no hour is ever left out. */
function utcDate(day: CalendarDate, change: (date: Date) => void): CalendarDate {
  const date = atUtc(day);
  change(date);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
