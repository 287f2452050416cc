import type { RecordSheet, RecordSubject, StaffName, SubjectRecord } from '../../api';

/** Which part of a subject's record a key of the sheet names. */
export type SheetPart = 'fields' | 'facts';

/** The sheet after one of its fields or facts was kept. Empty text empties a field, and lets stand what was told. */
export function withKept(
  sheet: RecordSheet,
  subject: RecordSubject,
  { part, name, value }: { readonly part: SheetPart; readonly name: string; readonly value: string },
  kept: { readonly by: StaffName; readonly at: number },
): RecordSheet {
  const isEmpty = value.trim() === '';
  const mark = isEmpty ? { by: null, at: null } : kept;
  return withSubject(sheet, subject, (record) =>
    part === 'fields'
      ? {
          ...record,
          fields: record.fields.map((each) =>
            each.id === name ? { ...each, value: isEmpty ? null : value.trim(), ...mark } : each,
          ),
        }
      : {
          ...record,
          facts: record.facts.map((each) =>
            each.id === name ? { ...each, corrected: isEmpty ? null : value.trim(), ...mark } : each,
          ),
        },
  );
}

/** The sheet with other tags. */
export function withTags(sheet: RecordSheet, subject: RecordSubject, tags: readonly string[]): RecordSheet {
  return withSubject(sheet, subject, (record) => ({ ...record, tags }));
}

/** The tags with one more; the same ones when it is empty or there already. */
export function withTag(tags: readonly string[], tag: string): readonly string[] {
  const trimmed = tag.replaceAll(/\s+/g, ' ').trim();
  return trimmed === '' || tags.includes(trimmed) ? tags : [...tags, trimmed];
}

function withSubject(
  sheet: RecordSheet,
  subject: RecordSubject,
  change: (record: SubjectRecord) => SubjectRecord,
): RecordSheet {
  return {
    ...sheet,
    subjects: sheet.subjects.map((each) => (each.subject === subject ? change(each) : each)),
  };
}
