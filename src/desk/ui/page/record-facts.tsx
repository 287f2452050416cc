import { Button, TextInput } from '@mantine/core';
import type { RecordFact, SubjectRecord } from '../../api';
import { limits } from '../../limits';
import { useDesk } from './desk-context';
import type { Sheet } from './use-sheet';

/** What the person told by themselves. Staff put right what is not so; what was told is never lost. */
export function RecordFacts(props: {
  readonly record: SubjectRecord;
  readonly sheet: Sheet;
  readonly canWrite: boolean;
}) {
  const { words } = useDesk();
  const { record, sheet, canWrite } = props;
  return (
    <section aria-labelledby={`facts-${record.subject}`}>
      <h3 id={`facts-${record.subject}`}>{words.record.facts}</h3>
      {canWrite && <p className="soft">{words.record.factsLead}</p>}
      <ul className="record-facts">
        {record.facts.map((fact) => (
          <li key={fact.id}>
            {canWrite ? <FactField fact={fact} sheet={sheet} /> : <FactToRead fact={fact} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function FactField({ fact, sheet }: { readonly fact: RecordFact; readonly sheet: Sheet }) {
  const { words, when } = useDesk();
  const { id, name, told, corrected, by, at } = fact;
  const value = sheet.pending('facts', id) ?? corrected ?? told ?? '';
  return (
    <>
      <TextInput
        id={`fact-${id}`}
        label={name}
        size="sm"
        maxLength={limits.recordFact}
        error={sheet.isRefused('facts', id) ? words.record.fieldRefused : undefined}
        value={value}
        onBlur={() => sheet.leave()}
        // Written as it was told, nothing is put right.
        onChange={({ currentTarget: { value: next } }) => sheet.write('facts', id, next === told ? '' : next)}
      />
      {corrected !== null && (
        <p className="side-about record-told">
          {told === null ? words.record.notTold : words.record.told(told)}
          {by !== null && at !== null && ` · ${words.record.lastBy(by.name, when.moment(at))}`}
          {told !== null && (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={words.record.asToldOf(name)}
              onClick={() => sheet.write('facts', id, '', true)}
            >
              {words.record.asTold}
            </Button>
          )}
        </p>
      )}
    </>
  );
}

function FactToRead({ fact }: { readonly fact: RecordFact }) {
  const { words } = useDesk();
  const { name, told, corrected } = fact;
  return (
    <>
      <p className="record-label">{name}</p>
      <p>{corrected ?? told ?? words.record.notTold}</p>
      {corrected !== null && told !== null && <p className="side-about">{words.record.told(told)}</p>}
    </>
  );
}
