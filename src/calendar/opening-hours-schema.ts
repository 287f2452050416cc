import { z } from 'zod';
import { type OpeningHours, type Span, weekdays } from './opening-hours';

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;
/** A {@link Span} as it is written in YAML. */
export const spanSchema: z.ZodType<Span> = z
  .strictObject({
    from: z.string().regex(clockTime, 'a time such as "10:00"'),
    to: z
      .string()
      .refine((to) => to === '24:00' || clockTime.test(to), 'a time such as "17:00", at most "24:00"'),
  })
  .refine(({ from, to }) => from < to, '"from" must be earlier than "to"; hours over midnight are two spans');
const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a month and day such as "12-29"');
const date = z.iso.date('a date such as "2026-11-24"');

/** {@link OpeningHours} as they are written in YAML. */
export const openingHoursSchema: z.ZodType<OpeningHours> = z.strictObject({
  timeZone: z.string().refine((zone) => isTimeZone(zone), 'an IANA time zone such as "Asia/Tokyo"'),
  weekly: z.partialRecord(z.enum(weekdays), z.array(spanSchema)),
  closedOnPublicHolidays: z.boolean(),
  yearEnd: z.strictObject({ from: monthDay, to: monthDay }).nullable(),
  closedDays: z.array(date),
  openDays: z.array(z.strictObject({ date, spans: z.array(spanSchema) })),
});

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
