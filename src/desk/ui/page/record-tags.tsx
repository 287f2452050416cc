import { Pill, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { RecordSheet, SubjectRecord } from '../../api';
import { limits } from '../../limits';
import type { RecordPlace } from '../model/record-place';
import { withTag, withTags } from '../model/record-sheet';
import { useDesk } from './desk-context';
import { useAct } from './use-act';

/** Short words by which colleagues find their way. */
export function RecordTags(props: {
  readonly record: SubjectRecord;
  readonly place: RecordPlace;
  readonly canWrite: boolean;
}) {
  const { api, words } = useDesk();
  const client = useQueryClient();
  const { record, place, canWrite } = props;
  const { subject, tags } = record;
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const queryKey = ['record', place.kind, place.id] as const;
  const put = useAct({
    run: (next: readonly string[]) => api.putRecordTags(place, subject, next),
    changes: [queryKey],
    after: (_, next) =>
      client.setQueryData<RecordSheet>(queryKey, (sheet) => sheet && withTags(sheet, subject, next)),
  });
  const add = (event: KeyboardEvent<HTMLInputElement>) => {
    // Confirming a word of the input method adds nothing.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    const next = withTag(tags, typed);
    if (next !== tags) put.mutate(next);
    setTyped('');
  };
  return (
    <section aria-labelledby={`tags-${subject}`}>
      <h3 id={`tags-${subject}`}>{words.record.tags}</h3>
      {tags.length === 0 && !canWrite && <p className="soft">{words.record.tagsNone}</p>}
      {tags.length > 0 && (
        <ul className="record-tags">
          {tags.map((tag) => (
            <li key={tag}>
              <Pill
                size="md"
                withRemoveButton={canWrite}
                disabled={put.isPending}
                onRemove={() => {
                  put.mutate(tags.filter((each) => each !== tag));
                  field.current?.focus();
                }}
                removeButtonProps={{
                  'aria-label': words.record.removeTag(tag),
                  'aria-hidden': false,
                  tabIndex: 0,
                }}
              >
                {tag}
              </Pill>
            </li>
          ))}
        </ul>
      )}
      {canWrite && tags.length < limits.recordTags && (
        <TextInput
          ref={field}
          id={`tag-${subject}`}
          aria-label={words.record.addTag}
          placeholder={words.record.addTagHint}
          size="sm"
          className="record-tag-field"
          maxLength={limits.recordTag}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={add}
        />
      )}
    </section>
  );
}
