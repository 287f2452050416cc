import type { WordingCategory } from './wording-category';

/** The languages in which counsellors and authors are spoken to. */
export const adviceLanguages = ['ja', 'en'] as const;
export type AdviceLanguage = (typeof adviceLanguages)[number];

/** A text for those who write: the same in each language. */
export type Advice = Readonly<Record<AdviceLanguage, string>>;

/** A place in a text that could press on its reader. A hint, never a ban: whoever writes decides. */
export interface WordingFinding {
  readonly category: WordingCategory;
  /** The category's name. */
  readonly name: Advice;
  /** Where it begins and ends, in UTF-16 units; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Why it is better not said. */
  readonly reason: Advice;
  /** How it might be said instead. */
  readonly suggestion: Advice;
  /** A phrase from the dictionary that may stand in its place; null when there is none to name. */
  readonly instead: string | null;
  /** What found it: a rule, or the likeness to example sentences. */
  readonly by: 'rule' | 'model';
  /** The words that moved it: the phrase of the rule, or the pieces that weighed most in the model. */
  readonly because: readonly string[];
}
