import holidayJp from '@holiday-jp/holiday_jp';

const names: Readonly<Record<string, { readonly name: string }>> = holidayJp.holidays;
const years = Object.keys(names).map((date) => Number(date.slice(0, 4)));

/** First and last year for which every Japanese public holiday is known. */
export const holidayYears = { first: Math.min(...years), last: Math.max(...years) } as const;

/** Whether the holidays of this day's year are known at all. @param date `YYYY-MM-DD` */
export function holidaysKnownOn(date: string): boolean {
  const year = Number(date.slice(0, 4));
  return year >= holidayYears.first && year <= holidayYears.last;
}

/**
 * Whether the day is a public holiday in Japan, substitute holidays (振替休日) and 国民の休日 among them. False
 * outside {@link holidayYears}.
 *
 * @param date `YYYY-MM-DD`
 */
export function isPublicHoliday(date: string): boolean {
  return Object.hasOwn(names, date);
}

/** What the public holiday of this day is called, in Japanese; null where it is none. @param date `YYYY-MM-DD` */
export function publicHolidayName(date: string): string | null {
  return names[date]?.name ?? null;
}
