import { Button, Group } from '@mantine/core';
import { IconFileTypeCsv, IconFileTypePdf } from '@tabler/icons-react';
import type { SubjectRecord } from '../../api';
import { exportPath, type RecordPlace } from '../model/record-place';
import { useDesk } from './desk-context';
import { RecordFacts } from './record-facts';
import { RecordFieldView } from './record-field-view';
import { RecordKeeping } from './record-keeping';
import { RecordNotes } from './record-notes';
import { SubjectIcon } from './record-subject-icon';
import { RecordTags } from './record-tags';
import { useSheet } from './use-sheet';

/** All that is kept about one of the two. */
export function RecordSubjectPart(props: {
  readonly record: SubjectRecord;
  readonly place: RecordPlace;
  readonly canWrite: boolean;
}) {
  const { words } = useDesk();
  const { record, place, canWrite } = props;
  const { subject } = record;
  const sheet = useSheet(place, subject);
  return (
    <>
      <div className="record-bar">
        <p className="record-whose">
          <SubjectIcon subject={subject} />
          {words.record.subjects[subject]}
        </p>
        {canWrite && <RecordKeeping keeping={sheet.keeping} />}
      </div>
      <p className="record-lead">{words.record.subjectLead[subject]}</p>
      <div className="record-fields">
        {record.fields.map((field) => (
          <RecordFieldView
            key={field.id}
            field={field}
            htmlId={`${subject}-${field.id}`}
            sheet={sheet}
            canWrite={canWrite}
          />
        ))}
      </div>
      <RecordTags record={record} place={place} canWrite={canWrite} />
      <RecordNotes record={record} place={place} canWrite={canWrite} />
      {record.facts.length > 0 && <RecordFacts record={record} sheet={sheet} canWrite={canWrite} />}
      <section aria-labelledby={`exports-${subject}`} className="record-exports">
        <h3 id={`exports-${subject}`}>{words.record.exports}</h3>
        <p className="soft">{words.record.exportLead[subject]}</p>
        <Group gap="xs">
          {(
            [
              ['pdf', 'PDF', IconFileTypePdf],
              ['csv', 'CSV', IconFileTypeCsv],
            ] as const
          ).map(([kind, label, Icon]) => (
            <Button
              key={kind}
              component="a"
              variant="default"
              size="sm"
              href={exportPath(place, subject, kind)}
              download
              leftSection={<Icon size={18} aria-hidden />}
              aria-label={`${words.record.exports} ${label} · ${words.record.subjects[subject]}`}
            >
              {label}
            </Button>
          ))}
        </Group>
      </section>
    </>
  );
}
