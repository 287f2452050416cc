import { z } from 'zod';
import { type FlowSet, type Language, languages } from '../flow';
import type { WaitingTexts } from '../handoff';

const text = z.string().min(1);
const waitingTextsSchema: z.ZodType<WaitingTexts> = z.strictObject({
  soon: text,
  'later-today': text,
  'hard-today': text,
  closed: text,
});

/**
 * What people who wait are told, from `locales/<language>/waiting.yaml`. All are looked at once, so that a missing one is
 * found at the start; throws then.
 */
export function waitingTexts(flows: FlowSet): (language: Language) => WaitingTexts {
  const texts = new Map(
    languages.map((language) => {
      const read = waitingTextsSchema.safeParse(flows.words[language].get('waiting'));
      if (read.success) return [language, read.data] as const;
      const places = read.error.issues.map(({ path }) => path.join('.') || 'the whole file');
      throw new Error(
        `locales/${language}/waiting.yaml lacks a text or has one too many: ${places.join(', ')}.`,
      );
    }),
  );
  return (language) => {
    const found = texts.get(language);
    if (!found) throw new Error(`There are no words for those who wait in the language ${language}.`);
    return found;
  };
}
