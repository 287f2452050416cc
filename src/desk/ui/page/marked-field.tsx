import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import type { WordingMark } from '../../api';
import { cut } from '../model/wording-text';

/** A field to write in that underlines phrases. Behind the field lies the same text, unseen but for its underlines. */
export function MarkedField(props: {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly describedBy: string;
  readonly text: string;
  readonly marks: readonly WordingMark[];
  readonly isInvalid: boolean;
  readonly rows: number;
  readonly write: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}) {
  const { field, text, marks } = props;
  const behind = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
    if (text === '') element.scrollTop = 0;
  }, [field, text]);

  return (
    <div className="marked">
      <div ref={behind} className="marked-behind" aria-hidden="true">
        {cut(text, marks).map(({ start, text: piece, mark }) =>
          mark === null ? <span key={start}>{piece}</span> : <mark key={start}>{piece}</mark>,
        )}
        {'\n'}
      </div>
      <label className="heard-only" htmlFor={props.id}>
        {props.label}
      </label>
      <textarea
        ref={field}
        id={props.id}
        className="marked-field"
        rows={props.rows}
        value={text}
        placeholder={props.placeholder}
        aria-describedby={props.describedBy}
        aria-invalid={props.isInvalid}
        onChange={(event) => props.write(event.currentTarget.value)}
        onKeyDown={props.onKeyDown}
        onScroll={({ currentTarget }) => {
          if (behind.current !== null) behind.current.scrollTop = currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
