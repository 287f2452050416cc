import { z } from 'zod';
import type { WordingFinding } from '../../wording';
import { limits } from '../limits';
import { uuid } from './forms';

/** `POST wording`. Nothing of the text is kept. */
export const checkWordingSchema = z.strictObject({ text: z.string().max(limits.letterAnswer) });
export type CheckWording = z.input<typeof checkWordingSchema>;

/** Phrases that could press on their reader, in the text's order. A hint, never a ban. */
export interface WordingMarks {
  readonly findings: readonly WordingMark[];
}
/** `start` and `end` in UTF-16 units, the end exclusive; reasons and suggestions in Japanese and English. */
export type WordingMark = Pick<
  WordingFinding,
  'category' | 'name' | 'start' | 'end' | 'reason' | 'suggestion' | 'instead' | 'by'
>;

/** What a snippet's `{placeholders}` may be. They are filled in by the page before they are sent. */
export const snippetVariables = ['nickname', 'me', 'organisation'] as const;
export type SnippetVariable = (typeof snippetVariables)[number];

/** `GET snippets`: the organisation's prepared phrases, in its order. */
export interface Snippets {
  readonly snippets: readonly Snippet[];
  /** For the `{organisation}` of a snippet. */
  readonly organisation: string;
}
export interface Snippet {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

const snippetSchema = z.strictObject({
  id: uuid,
  name: z.string().trim().min(1).max(limits.snippetName),
  text: z.string().trim().min(1).max(limits.snippetText),
});

/** `PUT snippets`: all of them, in order, in place of those from before. Supervisors. */
export const snippetsSchema = z.strictObject({ snippets: z.array(snippetSchema).max(limits.snippets) });
export type PutSnippets = z.input<typeof snippetsSchema>;
