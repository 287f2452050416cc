import { z } from 'zod';
import { fitsGraphemes, type Language, labelGraphemes, languages } from '../flow';
import { dueKinds } from './due-kinds';

const words = z.string().min(1);
const label = words.refine(
  (text) => fitsGraphemes(text, labelGraphemes),
  `at most ${labelGraphemes} characters, to fit on a button`,
);

/**
 * `locales/<language>/due-messages.yaml`. All may stand on a lock screen that a family sees: no word says what this place
 * is for. `{when}` is a moment, `{until}` the end of an offer.
 */
const reminderWordsSchema = z.strictObject({
  /** The first line of every message. */
  first: words,
  ...(Object.fromEntries(dueKinds.map((kind) => [kind, words])) as Record<
    (typeof dueKinds)[number],
    typeof words
  >),
  /** Under `hour-before`: of a talk by phone `{number}`, of one online, and of one online whose address is not known. */
  byPhone: words,
  online: words,
  onlineLater: words,
  /** On the card with the way into an online talk, and on its button. */
  wayIn: words,
  enter: label,
  buttons: z.strictObject({
    mine: label,
    'not-today': label,
    'peer-cancel': label,
    'peer-book': label,
    events: label,
    stop: label,
  }),
});

export type ReminderWords = z.infer<typeof reminderWordsSchema>;

/** The words of reminders in each language. Throws at the start when a text is missing. */
export function readReminderWords(
  wordsOf: (language: Language) => unknown,
): Readonly<Record<Language, ReminderWords>> {
  const read = (language: Language): ReminderWords => {
    const { data, error } = reminderWordsSchema.safeParse(wordsOf(language));
    if (data) return data;
    const places = error.issues.map(({ path }) => path.join('.') || 'the whole file');
    throw new Error(
      `locales/${language}/due-messages.yaml lacks a text or has one too many: ${places.join(', ')}.`,
    );
  };
  return Object.fromEntries(languages.map((language) => [language, read(language)])) as Record<
    Language,
    ReminderWords
  >;
}
