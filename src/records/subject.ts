/** Whom a record is about: the one who writes, or somebody in their family of whom they speak. */
export const subjects = ['writer', 'other'] as const;
export type Subject = (typeof subjects)[number];
