import { z } from 'zod';
import { paperWords, statisticsIds } from '../desk';
import { type FlowSet, type Language, languages } from '../flow';

const deskWordsSchema = z.strictObject({
  slow: z.string().min(1),
  close: z.string().min(1),
  /** What a mail about an alarm says; `{since}` is a moment, `{link}` the desk's address. */
  alarm: z.strictObject({ subject: z.string().min(1), urgent: z.string().min(1), text: z.string().min(1) }),
  /** In calendars of staff: what the calendar is called, and a time by the standpoint of its peers; `{booked}`, `{seats}`. */
  calendar: z.strictObject({
    name: z.string().min(1),
    family: z.string().min(1),
    person: z.string().min(1),
  }),
  /** What stands on a record that is taken out; `{name}` and `{date}` are who did and when. */
  paper: z.strictObject(
    Object.fromEntries(paperWords.map((word) => [word, z.string().min(1)])) as Record<
      (typeof paperWords)[number],
      z.ZodString
    >,
  ),
  /** The headings of statistics in a file. */
  statistics: z.strictObject({
    month: z.string().min(1),
    hidden: z.string().min(1),
    series: z.record(z.enum(statisticsIds), z.string().min(1)),
    parts: z.record(z.string(), z.string().min(1)),
  }),
  'not-built': z.strictObject({ title: z.string().min(1), text: z.string().min(1) }),
});
export type DeskWords = z.infer<typeof deskWordsSchema>;

/**
 * The words that the desk says, from `locales/<language>/desk.yaml`. All are looked at once, so that a missing one is
 * found at the start; throws then.
 */
export function deskWords(flows: FlowSet): (language: Language) => DeskWords {
  const words = new Map<Language, DeskWords>();
  for (const language of languages) {
    const read = deskWordsSchema.safeParse(flows.words[language].get('desk'));
    if (!read.success) {
      const places = read.error.issues.map(({ path }) => path.join('.') || 'the whole file');
      throw new Error(
        `locales/${language}/desk.yaml lacks a text or has one too many: ${places.join(', ')}.`,
      );
    }
    words.set(language, read.data);
  }
  return (language) => {
    const found = words.get(language);
    if (!found) throw new Error(`There are no words for the desk in the language ${language}.`);
    return found;
  };
}
