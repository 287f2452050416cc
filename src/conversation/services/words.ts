import { z } from 'zod';
import type { CalendarWords } from '../../calendar';
import { crisisWordsSchema } from './crisis-words';
import { factWords } from './fact-words';
import { withPlaceholders } from './with-placeholders';

/** `locales/<language>/calendar.yaml`. */
export const calendarWordsSchema: z.ZodType<CalendarWords> = z.strictObject({
  weekdays: z.array(z.string().min(1)).length(7),
  months: z.array(z.string().min(1)).length(12),
  shortMonths: z.array(z.string().min(1)).length(12),
  time: z.strictObject({
    morning: timePatterns(),
    afternoon: timePatterns(),
    noon: z.string().min(1),
    endOfDay: z.string().min(1),
  }),
  today: withPlaceholders('time'),
  tomorrow: withPlaceholders('time', 'weekday'),
  date: withPlaceholders('month', 'day', 'weekday', 'time'),
  day: withPlaceholders('month', 'day', 'weekday'),
  shortDay: withPlaceholders('month', 'day'),
  hours: z.strictObject({
    line: withPlaceholders('days', 'spans'),
    dayRange: withPlaceholders('first', 'last'),
    everyDay: z.string().min(1),
    and: z.string().min(1),
    span: withPlaceholders('from', 'to'),
    closedOn: withPlaceholders('days'),
    publicHolidays: z.string().min(1),
    yearEnd: z.string().min(1),
  }),
  because: z.strictObject({
    hours: z.string().min(1),
    holiday: z.string().min(1),
    'year-end': z.string().min(1),
    'closed-day': z.string().min(1),
  }),
});

/** `locales/<language>/services.yaml`. */
export const serviceWordsSchema = z.strictObject({
  /** Gentle words that name nobody, offered as nicknames. */
  nicknames: z.array(z.string().min(1).max(20)).min(8),
  crisis: crisisWordsSchema,
  ...factWords,
});

export type ServiceWords = z.infer<typeof serviceWordsSchema>;

function timePatterns() {
  return z.strictObject({
    hour: z.union(
      [withPlaceholders('hour12'), withPlaceholders('hour24')],
      'text with exactly one placeholder: {hour12} or {hour24}',
    ),
    minutes: z.union(
      ['hour12', 'hour24'].flatMap((hour) =>
        ['minute', 'minute2'].map((minute) => withPlaceholders(hour, minute)),
      ),
      'text with exactly two placeholders: {hour12} or {hour24}, and {minute} or {minute2}',
    ),
  });
}
