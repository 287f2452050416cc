import { z } from 'zod';
import { fillPattern } from '../../calendar';
import { type FlowSet, type Language, languages, organisationWords } from '../../flow';
import type { ConsentKind } from '../../people';

/** What a person may change in わたしの情報: each takes back, or gives, one consent. */
export const changes = ['letters-off', 'registered-off', 'notices-off', 'notices-on'] as const;
/** The same for what may be passed on to another organisation: `referral-off-<the referral's id>`. */
export type ReferralOff = `referral-off-${string}`;
export type Change = (typeof changes)[number] | ReferralOff;

/** Written out, so that whoever only checks words loads no store. */
const consentKinds = ['letters', 'registered', 'notices'] as const satisfies readonly ConsentKind[];

const text = z.string().min(1);
const change = z.strictObject({ label: text, effect: text, done: text });
const perKind = z.strictObject(
  Object.fromEntries(consentKinds.map((kind) => [kind, text])) as Record<ConsentKind, typeof text>,
);
const changeable = [...changes, 'referral-off'] as const;
const named = <Name extends string>(names: readonly Name[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, text])) as Record<Name, typeof text>);

const chapters = [
  'person',
  'remembered',
  'conversation',
  'letters',
  'registered',
  'bookings',
  'talks',
  'record',
  'referrals',
  'consents',
  'devices',
  'waiting',
  'staff',
] as const;

/** `locales/<language>/mine.yaml`. */
const mineWordsSchema = z.strictObject({
  /** What people agree to. */
  consents: perKind,
  /** What each consent is called. */
  names: perKind.extend({ referral: text }),
  /**
   * What a person is asked before something of their record is passed on, its buttons, and how a consent that stands is
   * told. `{to}`, `{what}` and `{why}` are a counsellor's words; `elsewhere` is said for them where these may
   * not stay.
   */
  referral: named(['question', 'yes', 'no', 'undo', 'standing', 'elsewhere']),
  look: named([
    'fact',
    'messages',
    'letters',
    'draft',
    'registered',
    'bookings',
    'sessions',
    'resume-code',
    'notices-on',
    'notices-off',
    'consent',
    'record',
    'referral-asked',
    'none',
  ]),
  changes: z.strictObject(
    Object.fromEntries(changeable.map((name) => [name, change])) as Record<
      (typeof changeable)[number],
      typeof change
    >,
  ),
  page: named([
    ...['title', 'intro', 'careful', 'data', 'nothing', 'yes', 'no', 'separator'],
    ...['you', 'madobe', 'counsellor', 'taken-back', 'media', 'opened'],
    ...['since', 'last', 'until', 'notices', 'channels', 'address', 'address-kept', 'why', 'kept', 'held'],
    ...['about', 'sent', 'due', 'answer', 'draft', 'given', 'withdrawn', 'words', 'session', 'resume-code'],
    ...['link', 'request-code', 'notice', 'to-us', 'to-you'],
  ] as const).extend({
    chapters: named(chapters),
    /** By what they want to be told of: when they chose it. */
    wishes: named(['peer', 'events', 'still-here'] as const),
    bookings: named([
      ...['family', 'person', 'online', 'phone', 'note'],
      ...['booked', 'asked', 'held', 'offered', 'waiting'],
    ] as const),
    /** When they asked for a counsellor, when one came, when it ended, what staff were told; and when the desk rang. */
    talks: named(['asked', 'taken', 'over', 'summary', 'alarm'] as const),
    record: named(['tags', 'notes', 'other'] as const),
    /** To whom, what, what for, and what became of it. */
    referrals: named([
      ...['to', 'what', 'why', 'done', 'asked', 'given', 'declined', 'withdrawn', 'taken-back'],
    ] as const),
    /** By the actions of the audit that people are told of. */
    actions: z.record(z.string(), text),
  }),
  /** The page behind the one-time link. */
  download: named(['title', 'text', 'open', 'over']),
});

export type MineWords = z.infer<typeof mineWordsSchema>;
/** What a change is called, what it does, and what is said when it is done. */
export type ChangeWords = z.infer<typeof change>;

/** The words of わたしの情報 in each language, with the organisation's own values in them. */
export type MineWordBook = Readonly<Record<Language, MineWords>>;

/**
 * Reads the words of わたしの情報. Throws at the start when a text is missing, so that nobody is asked to agree to nothing.
 */
export function readMineWords(flows: FlowSet): MineWordBook {
  const read = (language: Language): MineWords => {
    const filled = fillTree(
      flows.words[language].get('mine'),
      organisationWords(flows.organisation, language),
    );
    const { data, error } = mineWordsSchema.safeParse(filled);
    if (data) return data;
    const places = error.issues.map(({ path }) => path.join('.') || 'the whole file');
    throw new Error(`locales/${language}/mine.yaml lacks a text or has one too many: ${places.join(', ')}.`);
  };
  return Object.fromEntries(languages.map((language) => [language, read(language)])) as MineWordBook;
}

/** Fills the places whose values are the same for everybody. Others stay for whoever says the text. */
function fillTree(tree: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof tree === 'string') return fillPattern(tree, values).trimEnd();
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, inner]) => [key, fillTree(inner, values)]));
}
