import { z } from 'zod';
import { intents } from './intents';

const specVersion = z.literal(1, 'must be 1, the version of these files');
const phrases = z.array(z.string().trim().min(1, 'is empty: write a phrase, or take the line out'));

/** `flows/intents/<intent>.yaml`: phrases by which people say one thing. */
export const intentFileSchema = z.strictObject({
  specVersion,
  intent: z.enum(intents),
  examples: z.strictObject({
    ja: phrases.optional(),
    'ja-easy': phrases.optional(),
    en: phrases.optional(),
  }),
});

/** `flows/intents/cues.yaml`: words that carry one idea. */
export const cueFileSchema = z.strictObject({
  specVersion,
  cues: z.record(z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'is not a name: small letters and hyphens'), phrases),
});

/** A line of `flows/intents/examples/*.jsonl`, and of the files that `madobe intents eval` measures on. */
export const intentLineSchema = z.looseObject({
  text: z.string(),
  intent: z.enum(intents),
});
