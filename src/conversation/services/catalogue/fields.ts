import { z } from 'zod';
import { spanSchema } from '../../../calendar';
import { fitsGraphemes } from '../../../flow';

/** One text in each language, none longer than so many characters as a person counts them. */
export function perLanguageUpTo(graphemes: number) {
  const text = z
    .string()
    .min(1)
    .refine((written) => fitsGraphemes(written, graphemes), `at most ${graphemes} characters`);
  return z.strictObject({ ja: text, 'ja-easy': text, en: text });
}

/** What lists and conversations call an entry. Stays as it is while buttons with it are about. */
export const entryId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens');

export const date = z.iso.date('a date such as "2026-11-24"');

/** Times of one day, in order. */
export const spans = z.array(spanSchema).min(1);

export const count = z.int().positive();

/** Complains about the second of two entries that share what `keyOf` gives. */
export function withoutDoubles<Entry>(keyOf: (entry: Entry) => string) {
  return (entries: readonly Entry[], problems: z.core.$RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [index, entry] of entries.entries()) {
      const key = keyOf(entry);
      if (seen.has(key)) {
        problems.addIssue({ code: 'custom', path: [index], message: `is there twice (${key}): keep one` });
      }
      seen.add(key);
    }
  };
}
