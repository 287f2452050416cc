import { z } from 'zod';
import { spanSchema, weekdays } from '../../calendar';
import { limits } from '../limits';

const date = z.iso.date('a date such as "2026-11-24"');
const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a month and day such as "12-29"');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "21:00"');
const week = z
  .partialRecord(z.enum(weekdays), z.array(spanSchema).max(limits.spansOfDay))
  .refine((days) => Object.values(days).some((spans) => spans.length > 0), 'one day at least has hours');
const none = z.literal('none');

/**
 * What an organisation sets at run time. What is set here wins over `flows/organisation.yaml`, in every process, from the
 * next turn on.
 */
export const settingsSchema = z.strictObject({
  /** When counsellors talk with people: spans of an ordinary week, a day that is missing is closed. */
  talkHours: week,
  /** Which days are working days for letters, and until when a letter counts for its day. */
  letterHours: week,
  /**
   * Days on which nobody talks and which are no working days for letters. They win over everything else. The reason is
   * for staff and never said to people.
   */
  closures: z
    .array(z.strictObject({ date, reason: z.string().trim().max(limits.closureReason) }))
    .max(limits.closures)
    .refine((days) => new Set(days.map((day) => day.date)).size === days.length, 'a date stands there twice'),
  /** Days with hours of their own, for talks and letters alike. They win over all but closures. */
  openDays: z
    .array(z.strictObject({ date, spans: z.array(spanSchema).min(1).max(limits.spansOfDay) }))
    .max(limits.closures)
    .refine((days) => new Set(days.map((day) => day.date)).size === days.length, 'a date stands there twice'),
  /** Whether public holidays are closed, for talks and letters alike. */
  closedOnHolidays: z.boolean(),
  /** The year-end break, both ends closed, for talks and letters alike; `none` when there is none. */
  yearEnd: z.union([z.strictObject({ from: monthDay, to: monthDay }), none]),
  /** So many minutes before the day's hours end, nobody is told that their turn still comes today. */
  lastTakenMinutes: z.int().min(0).max(240),
  /** With so many waiting nobody joins. */
  mostWaiting: z.int().min(1).max(10_000),
  /** Within how many working days a letter is answered. Counts for letters that are sent from now on. */
  letterAnswerDays: z.int().min(1).max(30),
  /** Whether a booking waits until staff have looked at it. */
  bookingsConfirmedByStaff: z.boolean(),
  /** Nothing is sent unasked within these hours of the day; `none`: at any hour. */
  quietHours: z.union([
    z
      .strictObject({ from: clockTime, to: clockTime })
      .refine(({ from, to }) => from !== to, '"from" and "to" must be two times'),
    none,
  ]),
});
export type Settings = z.infer<typeof settingsSchema>;
export type SettingName = keyof Settings;
export const settingNames = settingsSchema.keyof().options;

/** `GET settings`, and what `PUT settings` answers with. Supervisors and administrators. */
export interface OrganisationSettings {
  /** What holds now. */
  readonly inForce: Settings;
  /** What `flows/organisation.yaml` and the catalogue say, which holds where nothing is overruled. */
  readonly ofFile: Settings;
  /** What was set here, with who set it last and when. */
  readonly overruled: readonly OverruledSetting[];
  /** The zone of all dates and times of day. */
  readonly timeZone: string;
}
export interface OverruledSetting {
  readonly name: SettingName;
  readonly at: number;
  /** Null when whoever did has no account any more. */
  readonly by: string | null;
}

/**
 * `PUT settings`: what is named is changed; null goes back to the file; what is left out stays as it is. 200
 * {@link OrganisationSettings}.
 */
export const changeSettingsSchema = z.strictObject({
  talkHours: settingsSchema.shape.talkHours.nullable().optional(),
  letterHours: settingsSchema.shape.letterHours.nullable().optional(),
  closures: settingsSchema.shape.closures.nullable().optional(),
  openDays: settingsSchema.shape.openDays.nullable().optional(),
  closedOnHolidays: settingsSchema.shape.closedOnHolidays.nullable().optional(),
  yearEnd: settingsSchema.shape.yearEnd.nullable().optional(),
  lastTakenMinutes: settingsSchema.shape.lastTakenMinutes.nullable().optional(),
  mostWaiting: settingsSchema.shape.mostWaiting.nullable().optional(),
  letterAnswerDays: settingsSchema.shape.letterAnswerDays.nullable().optional(),
  bookingsConfirmedByStaff: settingsSchema.shape.bookingsConfirmedByStaff.nullable().optional(),
  quietHours: settingsSchema.shape.quietHours.nullable().optional(),
});
export type ChangeSettings = z.input<typeof changeSettingsSchema>;
