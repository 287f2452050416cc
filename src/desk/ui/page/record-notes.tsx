import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { AssessmentNote, SubjectRecord } from '../../api';
import { limits } from '../../limits';
import { isSending } from '../model/composer-keys';
import type { RecordPlace } from '../model/record-place';
import { useDesk } from './desk-context';
import { useAct } from './use-act';
import { useUnsent } from './use-unsent';

/** How colleagues see it, note after note. None is changed: a later one puts an earlier one right. */
export function RecordNotes(props: {
  readonly record: SubjectRecord;
  readonly place: RecordPlace;
  readonly canWrite: boolean;
}) {
  const { api, words, when } = useDesk();
  const { record, place, canWrite } = props;
  const { subject, notes } = record;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useUnsent('note', place.kind, place.id, subject);
  const [corrects, setCorrects] = useState<AssessmentNote | null>(null);
  const add = useAct({
    run: () =>
      api.addRecordNote(place, subject, { text, ...(corrects === null ? {} : { corrects: corrects.id }) }),
    changes: [['record', place.kind, place.id]],
    after: () => {
      setText('');
      setCorrects(null);
    },
  });
  const canAdd = text.trim() !== '' && !add.isPending;
  const keep = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, ctrlKey, metaKey, keyCode, nativeEvent } = event;
    if (!isSending({ key, ctrlKey, metaKey, keyCode, isComposing: nativeEvent.isComposing })) return;
    event.preventDefault();
    if (canAdd) add.mutate();
  };
  const corrected = new Set(notes.map((note) => note.corrects));
  const momentOf = (id: string) => notes.find((note) => note.id === id)?.at;
  return (
    <section aria-labelledby={`notes-${subject}`} className="record-notes">
      <h3 id={`notes-${subject}`}>{words.record.notes}</h3>
      {notes.length === 0 ? (
        <p className="soft">{words.record.notesNone}</p>
      ) : (
        <ol className="record-note-list" aria-live="polite">
          {notes.map((note) => {
            const of = note.corrects === null ? undefined : momentOf(note.corrects);
            return (
              <li key={note.id} className={corrected.has(note.id) ? 'is-corrected' : undefined}>
                <div className="record-note-head">
                  <p className="side-about">
                    <strong>{note.by.name}</strong> · {when.moment(note.at)}
                    {of !== undefined && (
                      <span className="record-note-mark">{words.record.corrects(when.moment(of))}</span>
                    )}
                    {corrected.has(note.id) && (
                      <span className="record-note-mark">{words.record.corrected}</span>
                    )}
                  </p>
                  {canWrite && (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      className="record-correct"
                      aria-label={words.record.correctNote(note.by.name, when.moment(note.at))}
                      onClick={() => {
                        setCorrects(note);
                        field.current?.focus();
                      }}
                    >
                      {words.record.correct}
                    </Button>
                  )}
                </div>
                <p className="pre">{note.text}</p>
              </li>
            );
          })}
        </ol>
      )}
      {canWrite && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (canAdd) add.mutate();
          }}
        >
          {corrects !== null && (
            <p className="record-correcting">
              {words.record.correcting(corrects.by.name, when.moment(corrects.at))}
              <Button variant="subtle" size="compact-sm" onClick={() => setCorrects(null)}>
                {words.record.notCorrecting}
              </Button>
            </p>
          )}
          <label className="heard-only" htmlFor={`note-${subject}`}>
            {words.record.writeNote}
          </label>
          <textarea
            ref={field}
            id={`note-${subject}`}
            className="record-note-field"
            rows={3}
            maxLength={limits.recordNote}
            placeholder={words.record.writeNote}
            aria-describedby={`note-about-${subject}`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={keep}
          />
          <p id={`note-about-${subject}`} className="side-about">
            {words.record.notesLead}
          </p>
          <Button
            type="submit"
            variant="default"
            size="sm"
            disabled={text.trim() === ''}
            loading={add.isPending}
          >
            {words.record.keepNote}
          </Button>
        </form>
      )}
    </section>
  );
}
