/** What a sentence to somebody in distress must not do. The names of the categories in `flows/wording/categories.yaml`. */
export const wordingCategories = [
  'coercion',
  'blame',
  'hurry',
  'diagnosis',
  'goal-setting',
  'comparison',
  'minimising',
  'demanding-a-reply',
  'demanding-reasons',
  'threat',
] as const;
export type WordingCategory = (typeof wordingCategories)[number];

/**
 * What an example sentence is: fit to be sent, an instance of a category, or one that presses without anybody having
 * said in which way.
 */
export const wordingLabels = ['gentle', 'unsorted', ...wordingCategories] as const;
export type WordingLabel = (typeof wordingLabels)[number];

/** Whether a name is one of the categories. */
export function isWordingCategory(name: string): name is WordingCategory {
  return wordingCategories.some((category) => category === name);
}
