import { Button } from '@mantine/core';
import { IconHourglass, IconSend, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Entry, Talk } from '../../api';
import { limits } from '../../limits';
import { isSending } from '../model/composer-keys';
import { plainWords } from '../model/talk-log';
import { useDesk } from './desk-context';
import { MarkedField } from './marked-field';
import { ScheduleButton } from './schedule-button';
import { SnippetMenu } from './snippet-menu';
import { useAct } from './use-act';
import { useDraft } from './use-draft';
import { useSending } from './use-sending';
import { useWording } from './use-wording';
import { WordingHints } from './wording-hints';

/** From here on the page counts what is left. Characters. */
const COUNT_FROM = 300;
/** How often the person is shown that somebody writes. */
const TYPING_MS = 4000;
const sendingKey = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl';

/** Where one writes to the person. Nothing else on the page reaches them. */
export function Composer(props: {
  readonly talk: Talk;
  readonly quoted: Entry | null;
  readonly unquote: () => void;
  /** What could not be sent and is to be written anew. */
  readonly returned: string | null;
  readonly takeReturned: () => void;
}) {
  const { api, words } = useDesk();
  const { talk, quoted, unquote, returned, takeReturned } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const typedAt = useRef(0);
  const { text, write } = useDraft(talk.draft, (draft) => api.keepDraft(talk.id, draft));
  const { marks, leave } = useWording(text);
  const sending = useSending(talk.id);
  const slow = useAct({
    run: () => api.saySlow(talk.id, crypto.randomUUID()),
    changes: [['log', talk.id]],
    said: words.talk.slowSaid,
  });
  useEffect(() => {
    if (returned === null) return;
    write(text === '' ? returned : `${returned}\n${text}`);
    takeReturned();
    field.current?.focus();
  }, [returned, takeReturned, text, write]);
  const left = limits.messageText - text.length;
  const canSend = text.trim() !== '' && left >= 0;

  const type = (next: string) => {
    write(next);
    const now = performance.now();
    if (next.trim() === '' || now - typedAt.current < TYPING_MS) return;
    typedAt.current = now;
    // Nobody is hindered when this is lost.
    api.typing(talk.id).catch(() => undefined);
  };
  const send = (at?: number) => {
    if (!canSend) return;
    sending.mutate({
      id: crypto.randomUUID(),
      text,
      ...(quoted === null ? {} : { quotes: quoted.id }),
      ...(at === undefined ? {} : { at }),
    });
    write('');
    unquote();
    typedAt.current = 0;
    field.current?.focus();
  };
  const insert = (piece: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    type(text.slice(0, selectionStart) + piece + text.slice(selectionEnd));
    field.current?.focus();
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {quoted !== null && (
        <p className="quoting">
          <span className="heard-only">{words.talk.quoteOf}: </span>
          <span className="quoting-text">{plainWords(quoted)}</span>
          <button type="button" className="icon-button" aria-label={words.talk.unquote} onClick={unquote}>
            <IconX size={16} aria-hidden />
          </button>
        </p>
      )}
      <WordingHints
        text={text}
        marks={marks}
        leave={(mark) => {
          leave(mark);
          field.current?.focus();
        }}
      />
      <MarkedField
        field={field}
        id="write"
        label={words.talk.writeTo(words.common.sheHe(talk.nickname))}
        placeholder={words.talk.writeTo(words.common.sheHe(talk.nickname))}
        describedBy="write-about"
        text={text}
        marks={marks}
        isInvalid={left < 0}
        rows={3}
        write={type}
        onKeyDown={(event) => {
          if (!isSending({ ...keyOf(event), isComposing: event.nativeEvent.isComposing })) return;
          event.preventDefault();
          send();
        }}
      />
      <div className="composer-foot">
        <SnippetMenu talk={talk} insert={insert} />
        <Button
          variant="default"
          size="sm"
          leftSection={<IconHourglass size={16} aria-hidden />}
          title={words.talk.slowHint}
          onClick={() => slow.mutate()}
          loading={slow.isPending}
        >
          {words.talk.slow}
        </Button>
        <ScheduleButton isDisabled={!canSend} schedule={send} />
        <Button type="submit" rightSection={<IconSend size={16} aria-hidden />} disabled={!canSend}>
          {words.talk.send}
        </Button>
      </div>
      <p id="write-about" className={left < 0 ? 'composer-about is-over' : 'composer-about'}>
        {left < 0
          ? words.talk.tooLong(limits.messageText)
          : left < COUNT_FROM
            ? words.talk.left(left)
            : words.talk.keys(sendingKey)}
      </p>
    </form>
  );
}

function keyOf({ key, ctrlKey, metaKey, keyCode }: KeyboardEvent) {
  return { key, ctrlKey, metaKey, keyCode };
}
