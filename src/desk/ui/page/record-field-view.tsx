import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { RecordField } from '../../api';
import { limits } from '../../limits';
import { useDesk } from './desk-context';
import type { Sheet } from './use-sheet';

/** One field of the sheet, by its kind. */
export function RecordFieldView(props: {
  readonly field: RecordField;
  readonly htmlId: string;
  readonly sheet: Sheet;
  readonly canWrite: boolean;
}) {
  const { words, when } = useDesk();
  const { field, sheet, canWrite } = props;
  const { id, label, kind, choices, by, at } = field;
  const value = sheet.pending('fields', id) ?? field.value ?? '';
  if (field.retired || !canWrite) return <FieldToRead {...props} value={value} />;
  const shared = {
    id: props.htmlId,
    label,
    description: field.hint ?? undefined,
    error: sheet.isRefused('fields', id) ? words.record.fieldRefused : undefined,
    value,
    onBlur: () => sheet.leave(),
  };
  return (
    <div className="record-field">
      {kind === 'text' && (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          maxRows={14}
          maxLength={limits.recordField}
          onChange={(event) => sheet.write('fields', id, event.currentTarget.value)}
        />
      )}
      {kind === 'choice' && (
        <NativeSelect
          {...shared}
          data={[
            { value: '', label: words.record.notYet },
            ...choices.map((choice) => ({ value: choice.id, label: choice.label })),
          ]}
          onChange={(event) => sheet.write('fields', id, event.currentTarget.value, true)}
        />
      )}
      {kind === 'date' && (
        <TextInput
          {...shared}
          type="date"
          onChange={(event) => sheet.write('fields', id, event.currentTarget.value)}
        />
      )}
      {by !== null && at !== null && (
        <p className="side-about">{words.record.lastBy(by.name, when.moment(at))}</p>
      )}
    </div>
  );
}

/** What cannot be written here: one only watches, or the sheet has it no more. */
function FieldToRead(props: {
  readonly field: RecordField;
  readonly htmlId: string;
  readonly sheet: Sheet;
  readonly canWrite: boolean;
  readonly value: string;
}) {
  const { words, when } = useDesk();
  const { field, htmlId, sheet, canWrite, value } = props;
  const { id, label, kind, choices, by, at } = field;
  const said =
    kind === 'choice'
      ? (choices.find((choice) => choice.id === value)?.label ?? value)
      : kind === 'date' && value !== ''
        ? when.date(value)
        : value;
  return (
    <div className="record-field is-to-read">
      <p className="record-label" id={htmlId}>
        {label}
      </p>
      {field.retired && <p className="side-about">{words.record.retired}</p>}
      <p className={value === '' ? 'soft' : 'pre'}>{value === '' ? words.record.notYet : said}</p>
      {by !== null && at !== null && (
        <p className="side-about">{words.record.lastBy(by.name, when.moment(at))}</p>
      )}
      {field.retired && canWrite && value !== '' && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={words.record.emptyField(label)}
          onClick={() => sheet.write('fields', id, '', true)}
        >
          {words.record.empty}
        </Button>
      )}
    </div>
  );
}
