export * from './answer-place';
export * from './counsellor-voice';
export type { KeyedPerson } from './keyed-person';
export { LETTER_MAX } from './letter-content';
export type { LetterDraft, LetterDrafts } from './letter-drafts';
export * from './letters';
export * from './registered-items';
