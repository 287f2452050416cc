import {
  type KeptRecord,
  type Referral as KeptReferral,
  type RecordTemplate,
  type Subject,
  subjects,
  type TemplateField,
} from '../records';
import type { Tx } from '../store';
import type {
  AssessmentNote,
  RecordFact,
  RecordField,
  RecordSheet,
  Referral,
  StaffName,
  SubjectRecord,
} from './api';
import type { DeskParts } from './desk-parts';
import type { PersonAtDesk } from './people-at-desk';
import type { RecordPlace } from './record-places';
import { nameOf, namesOf, type StaffNames } from './talk-views';

/** What a sheet is shown with. */
export type RecordViewParts = Pick<
  DeskParts,
  'records' | 'referrals' | 'mine' | 'voice' | 'talks' | 'recordTemplate' | 'organisations' | 'colleagues'
>;

/** All of a record, both subjects apart. */
export async function sheetView(
  tx: Tx,
  parts: RecordViewParts,
  place: RecordPlace,
  seen: PersonAtDesk,
): Promise<RecordSheet> {
  const { records, referrals, mine, voice, recordTemplate: template, organisations } = parts;
  const { person, channel, canWrite } = place;
  const names = namesOf(await parts.colleagues(tx));
  const written: SubjectRecord[] = [];
  for (const subject of subjects) {
    written.push(subjectView(subject, await records.of(tx, person, subject), { seen, template, names }));
  }
  return {
    ...seen.name,
    channel,
    canWrite,
    template: { version: template.version, title: template.title },
    subjects: written,
    consents: (await mine.standing(tx, person, 'ja')).map(({ name, givenAt }) => ({ name, givenAt })),
    referrals: (await referrals.list(tx, person)).map((referral) => referralView(referral, names)),
    organisations,
    canAsk: await voice.canAsk(tx, person, (await parts.talks.openOf(tx, person.id)) !== null),
  };
}

/** What is written about one subject. Facts are the writer's own. */
export function subjectView(
  subject: Subject,
  kept: KeptRecord,
  as: { readonly seen: PersonAtDesk; readonly template: RecordTemplate; readonly names: StaffNames },
): SubjectRecord {
  const { seen, template, names } = as;
  return {
    subject,
    fields: fieldViews(subject, kept, template, names),
    facts: subject === 'writer' ? seen.told.map((told) => factView(told, kept, names)) : [],
    notes: kept.notes.map((note) => noteView(note, names)),
    tags: kept.tags,
  };
}

export function noteView(note: KeptRecord['notes'][number], names: StaffNames): AssessmentNote {
  const { id, by, at, text, corrects } = note;
  return {
    id: String(id),
    by: nameOf(names, by),
    at,
    text,
    corrects: corrects === null ? null : String(corrects),
  };
}

export function referralView(referral: KeptReferral, names: StaffNames): Referral {
  const { id, state, subject, to, what, why, by, version, words, doneBy, ...at } = referral;
  return {
    ...{ id, state, subject, to, what, why, version, words },
    by: nameOf(names, by),
    askedAt: at.askedAt,
    answeredAt: at.answeredAt,
    withdrawnAt: at.withdrawnAt,
    doneAt: at.doneAt,
    doneBy: doneBy === null ? null : nameOf(names, doneBy),
  };
}

/** The template's fields for a subject, then what older sheets had and still holds something. */
function fieldViews(
  subject: Subject,
  { fields }: KeptRecord,
  template: RecordTemplate,
  names: StaffNames,
): readonly RecordField[] {
  const asked = template.fields.filter(({ only }) => only === undefined || only === subject);
  const now = asked.map((field): RecordField => {
    const written = fields.get(field.id);
    return {
      id: field.id,
      label: field.label,
      kind: field.kind,
      choices: choicesOf(field, written),
      hint: field.hint ?? null,
      value: written?.value ?? null,
      retired: false,
      ...authorOf(written, names),
    };
  });
  const retired = [...fields]
    .filter(([id]) => asked.every((field) => field.id !== id))
    .map(
      ([id, written]): RecordField => ({
        id,
        label: written.label,
        kind: 'text',
        choices: [],
        hint: null,
        value: written.shown,
        retired: true,
        ...authorOf(written, names),
      }),
    );
  return [...now, ...retired];
}

/** A choice that was taken and that the sheet has no more is still there to be read. */
function choicesOf(
  field: TemplateField,
  written: { readonly value: string; readonly shown: string } | undefined,
) {
  if (field.kind !== 'choice') return [];
  const isGone = written !== undefined && field.choices.every(({ id }) => id !== written.value);
  return isGone ? [...field.choices, { id: written.value, label: written.shown }] : field.choices;
}

function factView(
  { id, name, value }: PersonAtDesk['told'][number],
  { facts }: KeptRecord,
  names: StaffNames,
): RecordFact {
  const written = facts.get(id);
  return { id, name, told: value, corrected: written?.value ?? null, ...authorOf(written, names) };
}

function authorOf(
  written: { readonly by: string; readonly at: number } | undefined,
  names: StaffNames,
): { readonly by: StaffName | null; readonly at: number | null } {
  return written ? { by: nameOf(names, written.by), at: written.at } : { by: null, at: null };
}
