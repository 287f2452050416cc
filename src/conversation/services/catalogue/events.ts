import { z } from 'zod';
import { httpsUrl, phoneNumber, provenance } from '../catalogue-parts';
import { askedItems } from './application-items';
import { count, date, entryId, perLanguageUpTo, spans } from './fields';

/** What takes place on a date of the schedule. */
export const eventKinds = [
  'seminar',
  'individual-weekday',
  'individual-weekend',
  'joint',
  'touring',
] as const;

/** Parts of Tokyo in which a joint consultation takes place. */
export const jointAreas = ['east', 'centre', 'west'] as const;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "17:00"');

const scheduled = z
  .strictObject({
    kinds: z.array(z.enum(eventKinds)).min(1),
    date,
    /** An id of `venues`; null while it is not settled. */
    venue: entryId.nullable(),
    /** The last day on which one can apply; null when nobody needs to. */
    closesOn: date.nullable(),
    /** Times of its own; null for the usual ones. */
    spans: spans.nullable(),
    /** `online`: the room is full, and one can still take part online. `full` is not offered. */
    seats: z.enum(['open', 'online', 'full']),
    link: httpsUrl.nullable(),
    ...provenance,
  })
  .refine(({ closesOn, date: day }) => closesOn === null || closesOn <= day, {
    path: ['closesOn'],
    message: 'is after the date itself',
  });

/** `flows/catalogue/events.yaml`: what events there are, and the dates of all of them. */
export const eventsSchema = z
  .strictObject({
    seminar: z.strictObject({
      perYear: count,
      /** In the room. */
      seats: count,
      /** Whether more can take part online. */
      online: z.boolean(),
      spans,
      asked: askedItems,
      ...provenance,
    }),
    joint: z.strictObject({ perYear: count, areas: z.array(z.enum(jointAreas)).min(1), ...provenance }),
    touring: z.strictObject({
      placesPerYear: count,
      daysEach: count,
      groupsADay: count,
      minutes: count,
      ...provenance,
    }),
    application: z.strictObject({
      phone: phoneNumber,
      mail: z.email('a mail address'),
      /** Until when one can apply on the closing day. */
      until: clockTime,
      timeZone: z.literal('Asia/Tokyo'),
      ...provenance,
    }),
    venues: z.record(entryId, z.strictObject({ name: perLanguageUpTo(12), ...provenance })),
    schedule: z.array(scheduled),
  })
  .superRefine(({ schedule, venues }, problems) => {
    const seen = new Set<string>();
    for (const [index, { kinds, date: day, venue }] of schedule.entries()) {
      const complain = (place: string, message: string): void =>
        problems.addIssue({ code: 'custom', path: ['schedule', index, place], message });
      if (venue !== null && !Object.hasOwn(venues, venue)) {
        complain('venue', `is not under \`venues\`: add ${venue} there`);
      }
      for (const kind of kinds) {
        const key = `${kind} ${day} ${venue}`;
        if (seen.has(key)) complain('kinds', `is there twice (${key}): keep one`);
        seen.add(key);
      }
    }
  });

export type EventKind = (typeof eventKinds)[number];
export type Events = z.infer<typeof eventsSchema>;
export type ScheduledEvent = z.infer<typeof scheduled>;
