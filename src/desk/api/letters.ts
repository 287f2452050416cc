import { z } from 'zod';
import { limits } from '../limits';
import type { CalendarDate, Fact, PersonName } from './people';

/** Letters that wait for an answer. */
export interface LetterCounts {
  readonly waiting: number;
  readonly dueToday: number;
  readonly late: number;
}

/** `GET letters`: those that wait, the most pressing first; at most 100. */
export interface LetterList extends LetterCounts {
  readonly letters: readonly LetterSummary[];
}

export interface LetterSummary extends PersonName {
  readonly id: string;
  /** What it is about, in the person's words; null when they left it away. */
  readonly about: string | null;
  readonly sentAt: number;
  /** By when it is to be answered. */
  readonly dueOn: CalendarDate;
  readonly due: 'late' | 'today' | 'later';
  /** Somebody has begun an answer. */
  readonly begun: boolean;
}

/** `GET letters/:id`. Opening it is noted in the audit log. */
export interface Letter extends LetterSummary {
  readonly body: string;
  readonly facts: readonly Fact[];
  /** The answer that is being written; empty when nobody has begun. */
  readonly draft: string;
  /** Null while it waits. */
  readonly answer: { readonly body: string; readonly at: number } | null;
}

/** `POST letters/:id/answer`. 204; 409 when a colleague was quicker. */
export const answerLetterSchema = z.strictObject({
  body: z.string().trim().min(1).max(limits.letterAnswer),
});
export type AnswerLetter = z.input<typeof answerLetterSchema>;
