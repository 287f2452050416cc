import { z } from 'zod';
import { type FlowSet, type Language, languages } from '../flow';
import type { NoticeWords } from '../handoff';

const noticeWordsSchema: z.ZodType<NoticeWords> = z.strictObject({
  title: z.string().min(1),
  withLink: z.string().min(1),
  withoutLink: z.string().min(1),
  openLink: z.string().min(1),
  openAgain: z.string().min(1),
});

/**
 * The words of notices, from `locales/<language>/notices.yaml`. All are looked at once, so that a missing one is found at
 * the start and not when somebody is to be told something; throws then.
 */
export function noticeWords(flows: FlowSet): (language: Language) => NoticeWords {
  const words = new Map<Language, NoticeWords>();
  for (const language of languages) {
    const read = noticeWordsSchema.safeParse(flows.words[language].get('notices'));
    if (!read.success) {
      const places = read.error.issues.map(({ path }) => path.join('.') || 'the whole file');
      throw new Error(
        `locales/${language}/notices.yaml lacks a text or has one too many: ${places.join(', ')}.`,
      );
    }
    words.set(language, read.data);
  }
  return (language) => {
    const found = words.get(language);
    if (!found) throw new Error(`There are no words for notices in the language ${language}.`);
    return found;
  };
}
