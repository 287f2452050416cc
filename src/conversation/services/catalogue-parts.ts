import { z } from 'zod';

/** A fact that is said differently in each language, such as a name. */
export const perLanguage = z.strictObject({
  ja: z.string().min(1),
  'ja-easy': z.string().min(1),
  en: z.string().min(1),
});

/** Where a fact comes from and how fresh it is. Every entry of the catalogue carries these. */
export const provenance = {
  /** The document, page or office that states it. */
  source: z.string().min(1),
  /** When that source was made or read, as precisely as it is known: a year, a month or a day. */
  verifiedAt: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date such as "2026-11-20", "2026-11" or "2026"'),
  /** Who at the installing organisation has confirmed it, and when; null until somebody has. */
  checkedBy: z.string().min(1).nullable(),
};

export const phoneNumber = z
  .string()
  .regex(/^#?\d+(-\d+)*$/, 'a number as printed, such as 0120-529-528, 110 or #7119');

export const httpsUrl = z.url({ protocol: /^https$/, error: 'an https address' });
