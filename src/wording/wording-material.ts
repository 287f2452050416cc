import type { WordingCategory, WordingLabel } from './wording-category';
import type { Advice } from './wording-finding';

/** What is said about a category to those who write. */
export interface CategoryAdvice {
  readonly name: Advice;
  readonly reason: Advice;
  readonly suggestion: Advice;
}

/** A rule of the dictionary, in prh's form, with the category it belongs to. */
export interface DictionaryRule {
  readonly expected: string;
  readonly patterns: readonly string[];
  readonly category: WordingCategory;
}

/** A sentence the model learns from. */
export interface WordingExample {
  readonly text: string;
  readonly label: WordingLabel;
}

/** A text that was read by a person and is kept although the linter points at it. */
export interface AllowedText {
  readonly text: string;
  readonly reason: string;
}

/** Everything an organisation may edit about wording. */
export interface WordingMaterial {
  readonly categories: Readonly<Record<WordingCategory, CategoryAdvice>>;
  readonly dictionary: readonly DictionaryRule[];
  readonly examples: readonly WordingExample[];
  readonly allowed: readonly AllowedText[];
}
