import { z } from 'zod';
import { type OpeningHours, openingHoursSchema } from '../calendar';
import { type Language, languages } from './message';
import { specVersion } from './spec-version';

const perLanguage = z.strictObject({
  ja: z.string().min(1),
  'ja-easy': z.string().min(1),
  en: z.string().min(1),
});

/**
 * Where what a counsellor says may go. `private`: into the person's room only, and LINE carries no more than word that
 * something is there. `line`: to LINE too, for people who want it there.
 */
export const talkPlaces = ['private', 'line'] as const;
export type TalkPlace = (typeof talkPlaces)[number];

/** The ordinary office week in Japan, for organisations that have not written theirs. */
const officeHours: OpeningHours = {
  timeZone: 'Asia/Tokyo',
  weekly: Object.fromEntries(
    (['mon', 'tue', 'wed', 'thu', 'fri'] as const).map((day) => [day, [{ from: '10:00', to: '17:00' }]]),
  ),
  closedOnPublicHolidays: true,
  yearEnd: { from: '12-29', to: '01-03' },
  closedDays: [],
  openDays: [],
};

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "21:00"');

/** `flows/organisation.yaml`: what an organisation sets once for its whole installation. */
export const organisationSchema = z.strictObject({
  specVersion: specVersion.optional(),
  /** The organisation's name as people know it. */
  name: perLanguage,
  /** The language a person is met in before they choose one. */
  defaultLanguage: z.enum(languages),
  retention: z.strictObject({
    /** Days after which all of somebody who has not been here is erased: conversation, letters, everything. */
    conversationDays: z.int().min(1).max(3650),
    /** Days after which a letter and its answer are erased, and a draft that was left alone. */
    letterDays: z.int().min(30).max(3650).default(365),
    /** Days after which what somebody registered is erased, unless they change it again. */
    registeredDays: z.int().min(1).max(3650).default(365),
    /**
     * Days after which what staff wrote into a record is erased, and what was asked before something of it is passed on,
     * unless it is changed again.
     */
    recordDays: z.int().min(30).max(3650).default(1095),
    /** Days after which a browser that was not used has to be opened with the resume code again. */
    sessionIdleDays: z.int().min(1).max(180).default(30),
    /** Days after which any browser has to. */
    sessionDays: z.int().min(1).max(180).default(180),
    /** Days for which a number and words for another device can be used. */
    resumeCodeDays: z.int().min(1).max(3650).default(365),
    /** Days for which staff can see that something could not be delivered or answered. */
    undeliveredDays: z.int().min(31).max(365).default(90),
    /** Days for which it can be shown that an erasure was done. Says nothing of whom. */
    receiptDays: z.int().min(30).max(3650).default(1095),
    /** Days for which is kept who of the staff did what. */
    auditDays: z.int().min(30).max(3650).default(1095),
  }),
  handoff: z
    .strictObject({
      /** A consultation does not stay on LINE's service unless the organisation has decided so. */
      room: z.enum(talkPlaces),
      /** When counsellors talk with people. Within them somebody has to be on duty, too. */
      hours: openingHoursSchema.default(officeHours),
      /** So many minutes before these hours end, nobody is told that their turn still comes today. */
      lastTakenMinutes: z.int().min(0).max(240).default(30),
      /** With so many waiting nobody joins the queue; other ways are shown. */
      mostWaiting: z.int().min(1).max(10_000).default(50),
      /** Within so many minutes somebody has to say that they have seen an alarm; then it is told outside the desk. */
      acknowledgeWithinMinutes: z.int().min(1).max(120).default(5),
    })
    .prefault({ room: 'private' }),
  letters: z
    .strictObject({
      /** Within how many working days a letter is answered. People are told the day. */
      answerWithinWorkingDays: z.int().min(1).max(30),
      /** Which days are working days, and until when a letter counts for its day. */
      hours: openingHoursSchema,
    })
    .default({ answerWithinWorkingDays: 3, hours: officeHours }),
  alarms: z
    .strictObject({
      /** So long somebody at the desk has for saying that they have seen an alarm; then it is told outside. */
      acknowledgeWithinMinutes: z.int().min(1).max(120),
    })
    .default({ acknowledgeWithinMinutes: 5 }),
  notices: z
    .strictObject({
      /** Nothing is sent unasked within these hours of the day, in the organisation's time zone; null: at any hour. */
      quiet: z
        .strictObject({ from: clockTime, to: clockTime })
        .refine(({ from, to }) => from !== to, '"from" and "to" must be two times')
        .nullable(),
      /** So many of the month's messages are kept for answers: reminders leave them, and so does news. */
      keepForAnswers: z.int().min(0),
      /** So many more are kept for reminders: news leaves them too. */
      keepForReminders: z.int().min(0),
    })
    .default({ quiet: { from: '21:00', to: '09:00' }, keepForAnswers: 40, keepForReminders: 40 }),
  web: z
    .strictObject({
      /** Where 「この画面を隠す」 leads; left out, to the weather of the Meteorological Agency. */
      neutralPage: z.url({ protocol: /^https$/ }).optional(),
    })
    .default({}),
});

export type Organisation = z.infer<typeof organisationSchema>;

/** Placeholders that every text may use: the organisation's name, and what it has set for `retention`. */
export const organisationValues = [
  'organisation',
  'conversationDays',
  'letterDays',
  'registeredDays',
  'sessionIdleDays',
  'resumeCodeDays',
] as const;
export type OrganisationValue = (typeof organisationValues)[number];

/** What one of those placeholders is in a language. */
export function organisationValue(
  { name, retention }: Organisation,
  value: OrganisationValue,
  language: Language,
): string {
  return value === 'organisation' ? name[language] : String(retention[value]);
}

/** All of those placeholders in a language, by name. */
export function organisationWords(
  organisation: Organisation,
  language: Language,
): Readonly<Record<OrganisationValue, string>> {
  const values = organisationValues.map((value) => [value, organisationValue(organisation, value, language)]);
  return Object.fromEntries(values) as Record<OrganisationValue, string>;
}
