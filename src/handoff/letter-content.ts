import { z } from 'zod';
import type { SealingKey } from '../store';
import { answerPlaces } from './answer-place';

/** Most UTF-16 units of a letter's body: some ten pages. */
export const LETTER_MAX = 20_000;

/** A letter, or what there is of it so far, as it is sealed. */
const contentSchema = z.object({
  /** In the order they were written. `source` is the keyed hash of the message a part came in, or null. */
  parts: z.array(z.object({ text: z.string(), source: z.string().nullable() })),
  about: z.string().nullable(),
  /** Null: not chosen. */
  answerIn: z.enum(answerPlaces).nullable(),
});
export type LetterContent = z.infer<typeof contentSchema>;

/** What the whole letter says: parts that came as messages stand on lines of their own. */
export function bodyOf({ parts }: LetterContent): string {
  return parts.map(({ text }) => text).join('\n');
}

/** The letter without what came in one message, which was taken back. */
export function withoutSource(content: LetterContent, source: string): LetterContent {
  return { ...content, parts: content.parts.filter((part) => part.source !== source) };
}

export function sealContent(key: SealingKey, purpose: string, content: LetterContent): Buffer {
  return key.seal(purpose, JSON.stringify(content));
}

export function openContent(key: SealingKey, purpose: string, sealed: Uint8Array): LetterContent {
  return contentSchema.parse(JSON.parse(key.open(purpose, sealed)));
}
