import { z } from 'zod';
import { limits } from '../limits';
import type { StaffName } from './accounts';
import type { PersonName } from './people';

/**
 * Whom a record is about: the one who writes, or somebody in their family of whom they speak. The two are kept apart;
 * what is exported of one never holds anything of the other.
 */
export const recordSubjects = ['writer', 'other'] as const;
export type RecordSubject = (typeof recordSubjects)[number];

/** Kinds of fields of the sheet (支援記録票): lines of text, one of several choices, a day. */
export const recordFieldKinds = ['text', 'choice', 'date'] as const;
export type RecordFieldKind = (typeof recordFieldKinds)[number];

/**
 * `GET talks/:id/record` and `GET letters/:id/record`: the record of whoever has that talk or wrote that letter. All
 * paths here stand below one of the two. Whoever may read the talk or the letter may read it. Opening it is noted in
 * the audit log.
 */
export interface RecordSheet extends PersonName {
  /** One may change it: not while one only watches. */
  readonly canWrite: boolean;
  /** The sheet's fields as the organisation has them. */
  readonly template: RecordTemplate;
  /** Always both, the writer first. */
  readonly subjects: readonly SubjectRecord[];
  /** What the person agrees to at present, in words, such as 「お手紙をあずかること」. */
  readonly consents: readonly StandingConsent[];
  /** Newest first. */
  readonly referrals: readonly Referral[];
  /** Organisations by name, to choose a referral's `to` from; another one may be typed. */
  readonly organisations: readonly string[];
  /** The person can be asked in the chat. False when nothing that they would see can reach them. */
  readonly canAsk: boolean;
}

export interface RecordTemplate {
  /** Changes whenever the organisation changes its sheet. */
  readonly version: string;
  /** Such as 「支援記録票」. */
  readonly title: string;
}

export interface SubjectRecord {
  readonly subject: RecordSubject;
  /** In the template's order; then those that older versions had and that still hold something. */
  readonly fields: readonly RecordField[];
  /** What they told themselves, with what staff corrected. Empty for `other`. */
  readonly facts: readonly RecordFact[];
  /** Notes of assessment, oldest first. They are never changed: a note that corrects another names it. */
  readonly notes: readonly AssessmentNote[];
  /** In their alphabet's order. */
  readonly tags: readonly string[];
}

export interface RecordField {
  readonly id: string;
  readonly label: string;
  readonly kind: RecordFieldKind;
  /** Of a `choice`; empty for all others. */
  readonly choices: readonly RecordChoice[];
  /** Said below the field; null when nothing is. */
  readonly hint: string | null;
  /** Text, a choice's id, or a day `YYYY-MM-DD`. Null: nothing is written. */
  readonly value: string | null;
  /** The template has it no more: it can be emptied, and not written. */
  readonly retired: boolean;
  /** Who wrote it last, and when; null while nothing is written. */
  readonly by: StaffName | null;
  readonly at: number | null;
}
export interface RecordChoice {
  readonly id: string;
  readonly label: string;
}

export interface RecordFact {
  readonly id: string;
  readonly name: string;
  /** As they told it, in words; null when they did not. */
  readonly told: string | null;
  /** As staff have it; null while what was told stands. */
  readonly corrected: string | null;
  readonly by: StaffName | null;
  readonly at: number | null;
}

export interface AssessmentNote {
  readonly id: string;
  readonly by: StaffName;
  readonly at: number;
  readonly text: string;
  /** The note that this one puts right; null: none. */
  readonly corrects: string | null;
}

export interface StandingConsent {
  readonly name: string;
  readonly givenAt: number;
}

/**
 * That something of the record is passed on to another organisation. `asked`: the question is in the chat. `given`,
 * `declined`: what the person answered. `withdrawn`: they took a consent back, or staff the question.
 */
export const referralStates = ['asked', 'given', 'declined', 'withdrawn'] as const;
export type ReferralState = (typeof referralStates)[number];

export interface Referral {
  readonly id: string;
  readonly state: ReferralState;
  /** Whose part of the record is passed on. */
  readonly subject: RecordSubject;
  readonly to: string;
  readonly what: string;
  readonly why: string;
  readonly by: StaffName;
  readonly askedAt: number;
  /** When it was agreed to or declined; null while it is not. */
  readonly answeredAt: number | null;
  readonly withdrawnAt: number | null;
  /** When it was passed on, and by whom; null while it was not. It may have been passed on before it was withdrawn. */
  readonly doneAt: number | null;
  readonly doneBy: StaffName | null;
  /** Names the very words that the person was asked with. */
  readonly version: string;
  /** Those words. */
  readonly words: string;
}

/**
 * `PUT …/record/:subject/fields`: those that are named change, all others stay. Null empties one. 204. 400 names
 * `fields.<id>` for one that the template does not have, a choice it does not have, or a day that is none.
 */
export const recordFieldsSchema = z.strictObject({
  fields: z
    .record(z.string().max(limits.recordFieldName), z.string().trim().max(limits.recordField).nullable())
    .refine((fields) => Object.keys(fields).length <= limits.recordFields),
});
export type PutRecordFields = z.input<typeof recordFieldsSchema>;

/** `PUT …/record/:subject/facts`: as for fields; null lets stand what was told. Only for `writer`. 204. */
export const recordFactsSchema = z.strictObject({
  facts: z
    .record(z.string().max(limits.recordFieldName), z.string().trim().max(limits.recordFact).nullable())
    .refine((facts) => Object.keys(facts).length <= limits.recordFields),
});
export type PutRecordFacts = z.input<typeof recordFactsSchema>;

/** `POST …/record/:subject/notes`. 201 {@link AssessmentNote}. */
export const recordNoteSchema = z.strictObject({
  text: z.string().trim().min(1).max(limits.recordNote),
  /** The note of the same subject that this one puts right. */
  corrects: z.string().min(1).max(64).optional(),
});
export type AddRecordNote = z.input<typeof recordNoteSchema>;

/** `PUT …/record/:subject/tags`: all of them, in place of those from before. 204. */
export const recordTagsSchema = z.strictObject({
  tags: z.array(z.string().trim().min(1).max(limits.recordTag)).max(limits.recordTags),
});
export type PutRecordTags = z.input<typeof recordTagsSchema>;

/**
 * `POST …/referrals`: asks the person in the chat, in their language, with these words in it. 201 {@link Referral}.
 * 409 `desk_referral_asked` while a question of an earlier referral waits for its answer, `desk_referral_many` when five
 * consents stand, `desk_referral_unasked` when nothing can reach the person.
 */
export const referralSchema = z.strictObject({
  subject: z.enum(recordSubjects).default('writer'),
  to: z.string().trim().min(1).max(limits.referralTo),
  /** What is passed on, in words that the person reads: 「これまでのご相談の要点」. */
  what: z.string().trim().min(1).max(limits.referralWhat),
  /** What for, in words that the person reads. */
  why: z.string().trim().min(1).max(limits.referralWhy),
});
export type AskReferral = z.input<typeof referralSchema>;

/**
 * `POST …/referrals/words` with the body of {@link AskReferral}: what the person would be asked with, word for word, in
 * their language. Nothing is sent or kept. 200.
 */
export interface ReferralWords {
  readonly words: string;
  /** What stands on the buttons they answer by. */
  readonly answers: readonly string[];
}

/*
 * `POST …/referrals/:referral/done`: it has been passed on; 204, and 409 `desk_referral_not_given` unless the consent
 * stands at that moment. `POST …/referrals/:referral/take-back`: the question is not asked any more; 204, and 409
 * `desk_referral_answered` once it was answered. Both with an empty body.
 *
 * `GET …/record/:subject/export.csv` and `.pdf`: files to be kept, noted in the audit log.
 */
