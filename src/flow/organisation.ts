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
    })
    .default({ room: 'private' }),
  letters: z
    .strictObject({
      /** Within how many working days a letter is answered. People are told the day. */
      answerWithinWorkingDays: z.int().min(1).max(30),
      /** Which days are working days, and until when a letter counts for its day. */
      hours: openingHoursSchema,
    })
    .default({ answerWithinWorkingDays: 3, hours: officeHours }),
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
