import { z } from 'zod';
import { languages } from './message';

const perLanguage = z.strictObject({
  ja: z.string().min(1),
  'ja-easy': z.string().min(1),
  en: z.string().min(1),
});

/** `flows/organisation.yaml`: what an organisation sets once for its whole installation. */
export const organisationSchema = z.strictObject({
  specVersion: z.literal(1).optional(),
  /** The organisation's name as people know it. */
  name: perLanguage,
  /** The language a person is met in before they choose one. */
  defaultLanguage: z.enum(languages),
  retention: z.strictObject({
    /** Days after which a conversation that has gone quiet is erased. */
    conversationDays: z.int().min(1).max(3650),
  }),
});

export type Organisation = z.infer<typeof organisationSchema>;

/** Placeholders that every text may use, and where they come from. */
export const organisationValues = ['organisation', 'conversationDays'] as const;
