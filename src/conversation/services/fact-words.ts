import { z } from 'zod';
import { fitsGraphemes, labelGraphemes } from '../../flow';
import {
  applicationItems,
  caseWays,
  eventKinds,
  expertFields,
  jointAreas,
  newsKinds,
  ownCosts,
  professions,
  sexes,
  tellers,
} from './catalogue';
import { withPlaceholders } from './with-placeholders';

const words = z.string().min(1);
/** Stands on a button by itself. */
const label = words.refine(
  (text) => fitsGraphemes(text, labelGraphemes),
  `at most ${labelGraphemes} characters, to fit on a button`,
);
/** On a card, and on a button beside other words. */
const titled = z.strictObject({ title: words, short: label });
/** Something one can be told of: what its button does, and how it stands. */
const wish = z.strictObject({ on: label, off: label, isOn: words, isOff: words });
const caseTellers = tellers.flatMap((teller) => sexes.map((sex) => `${teller}-${sex}` as const));

/** How facts of the catalogue are said: parts of `locales/<language>/services.yaml`. */
export const factWords = {
  /** On a button: `{rest}`, how many there are beyond this page. */
  more: withPlaceholders('rest'),
  items: z.record(z.enum(applicationItems), words),
  itemLine: withPlaceholders('item'),
  directory: z.strictObject({
    /** By the kinds of `directory.yaml`. */
    kinds: z.record(z.string(), z.strictObject({ label, also: z.array(words) })),
    joinedBy: words,
    tokyo: words,
    japan: words,
    ages: withPlaceholders('from', 'to'),
    runBy: withPlaceholders('name'),
    ask: withPlaceholders('phoneName'),
  }),
  events: z.strictObject({
    kinds: z.record(z.enum(eventKinds), titled),
    areas: z.record(z.enum(jointAreas), words),
    joinedBy: words,
    choice: withPlaceholders('day', 'about'),
    unsettledPlace: words,
    unsettledTimes: words,
    noClosing: words,
    onlineOnly: words,
    phoneClosed: words,
  }),
  peer: z.strictObject({
    peers: z.strictObject({ family: titled, person: titled }),
    /** On a button: `{day}` with a short `{peers}`. */
    choice: withPlaceholders('day', 'peers'),
    asking: words,
    moved: withPlaceholders('ruled'),
  }),
  booking: z.strictObject({
    /** On a button: `{day}`, and `{time}` as `13:00`. */
    choice: withPlaceholders('day', 'time'),
    /** All that stands in somebody's calendar, which others may see. */
    calendarTitle: words,
    when: withPlaceholders('day', 'span'),
    line: withPlaceholders('when'),
    /** Instead of lines, where there are none (any more). */
    noLines: words,
    kind: withPlaceholders('peers', 'days'),
    joinedBy: words,
    mine: withPlaceholders('when', 'peers', 'way'),
    asked: words,
    waiting: words,
    ways: z.strictObject({ online: label, phone: label }),
    how: z.strictObject({ 'at-once': words, 'by-staff': words }),
    meeting: z.strictObject({
      link: withPlaceholders('link'),
      later: withPlaceholders('at'),
      phone: withPlaceholders('number'),
      none: words,
    }),
    /** Under the days, where nothing can be booked here, and where it can. */
    elsewhere: words,
    here: words,
  }),
  reminders: z.strictObject({ peer: wish, events: wish, 'still-here': wish }),
  cases: z.strictObject({
    who: z.record(z.enum(caseTellers), withPlaceholders('age', 'years')),
    age: withPlaceholders('age'),
    decade: withPlaceholders('decade'),
    years: withPlaceholders('years'),
    moreYears: withPlaceholders('years'),
    ways: z.record(z.enum(caseWays), words),
  }),
  news: z.strictObject({ kinds: z.record(z.enum(newsKinds), words) }),
  supports: z.strictObject({
    joinedBy: words,
    professions: z.record(z.enum(professions), words),
    ownCosts: z.record(z.enum(ownCosts), words),
    experts: z.record(z.enum(expertFields), words),
  }),
};

const factWordsSchema = z.strictObject(factWords);
export type FactWords = z.infer<typeof factWordsSchema>;
