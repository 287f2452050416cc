import type { CalendarDate } from '../../api';
import type { Words } from '../words/ja';
import { startOfDay } from './days';

/** How the desk says moments, in one language, on the device's clock. */
export interface SayWhen {
  /** `9:05` */
  time(at: number): string;
  /** Today, yesterday, or the date with its weekday. */
  day(at: number): string;
  /** The time alone today, else the date with it. */
  moment(at: number): string;
  /** A date of the calendar: the same day in every zone. */
  date(date: CalendarDate): string;
}

export function sayWhenIn(language: 'ja' | 'en', words: Words, now: () => number): SayWhen {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options);
  const time = of({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
  const short = of({ month: 'long', day: 'numeric', weekday: 'short' });
  const long = of({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });
  const sayDate = (at: number) =>
    (new Date(at).getFullYear() === new Date(now()).getFullYear() ? short : long).format(at);
  const sayTime = (at: number) => time.format(at).replace(/^0(?=\d:)/, '');
  const day = (at: number) => {
    const today = startOfDay(now());
    if (startOfDay(at) === today) return words.common.today;
    return startOfDay(at) === startOfDay(today - 1) ? words.common.yesterday : sayDate(at);
  };
  return {
    time: sayTime,
    day,
    moment: (at) => (startOfDay(at) === startOfDay(now()) ? sayTime(at) : `${day(at)} ${sayTime(at)}`),
    date: (date) => {
      const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
      return sayDate(new Date(year, month - 1, dayOfMonth).getTime());
    },
  };
}
