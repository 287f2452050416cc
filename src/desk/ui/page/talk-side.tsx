import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { Scheduled, Talk } from '../../api';
import { limits } from '../../limits';
import { isSending } from '../model/composer-keys';
import { useDesk } from './desk-context';
import { RecordPanel } from './record-panel';
import { useAct } from './use-act';

const parts = ['hand', 'record'] as const;
/** What the side shows: what one needs while talking, or the record sheet. */
export type SidePart = (typeof parts)[number];

/** What helps in a talk, and what is kept of it. */
export function TalkSide(props: {
  readonly talk: Talk;
  readonly part: SidePart;
  readonly show: (part: SidePart) => void;
}) {
  const { words } = useDesk();
  const { talk, part, show } = props;
  // Opening the record is noted: it is not asked for before somebody does.
  const [wasOpened, setOpened] = useState(false);
  const choose = (next: SidePart) => {
    if (next === 'record') setOpened(true);
    show(next);
  };
  const move = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const next = part === 'hand' ? 'record' : 'hand';
    choose(next);
    document.getElementById(`side-way-${next}`)?.focus();
  };
  return (
    <aside className="talk-side" aria-label={words.talk.side}>
      <div className="side-ways" role="tablist" aria-label={words.talk.side}>
        {parts.map((each) => (
          <button
            key={each}
            id={`side-way-${each}`}
            type="button"
            role="tab"
            className="side-way"
            aria-selected={part === each}
            aria-controls={`side-${each}`}
            tabIndex={part === each ? 0 : -1}
            onClick={() => choose(each)}
            onKeyDown={move}
          >
            {each === 'hand' ? words.record.hand : words.record.title}
          </button>
        ))}
      </div>
      <div
        id="side-hand"
        className="talk-side-part"
        role="tabpanel"
        aria-labelledby="side-way-hand"
        hidden={part !== 'hand'}
      >
        <AtHand talk={talk} />
      </div>
      <div
        id="side-record"
        className="talk-side-part"
        role="tabpanel"
        aria-labelledby="side-way-record"
        hidden={part !== 'record'}
      >
        {wasOpened && <RecordPanel place={{ kind: 'talk', id: talk.id }} />}
      </div>
    </aside>
  );
}

/** What they told, what colleagues know, and the notes between colleagues, which no person sees. */
function AtHand({ talk }: { readonly talk: Talk }) {
  const { words, when } = useDesk();
  return (
    <>
      {talk.scheduled.length > 0 && (
        <section aria-labelledby="scheduled-title">
          <h2 id="scheduled-title">{words.talk.scheduled}</h2>
          <ul className="side-list">
            {talk.scheduled.map((each) => (
              <ScheduledView key={each.id} talk={talk} scheduled={each} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="facts-title">
        <h2 id="facts-title">{words.talk.facts}</h2>
        {talk.facts.length === 0 ? (
          <p className="soft">{words.talk.factsNone}</p>
        ) : (
          <dl className="facts">
            {talk.facts.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {talk.isMine && <p className="soft place-note">{words.talk.place[talk.place]}</p>}
      </section>
      {talk.handOvers.length > 0 && (
        <section aria-labelledby="hand-overs-title">
          <h2 id="hand-overs-title">{words.talk.handOvers}</h2>
          <ul className="side-list">
            {talk.handOvers.map(({ from, to, summary, at }) => (
              <li key={at}>
                <p className="side-about">
                  {words.talk.handOverFromTo(from.name, to.name)} · {when.moment(at)}
                </p>
                <p className="pre">{summary}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Whispers talk={talk} />
    </>
  );
}

function ScheduledView(props: { readonly talk: Talk; readonly scheduled: Scheduled }) {
  const { api, words, when } = useDesk();
  const { talk, scheduled } = props;
  const drop = useAct({
    run: () => api.dropScheduled(talk.id, scheduled.id),
    changes: [['talk', talk.id]],
  });
  return (
    <li>
      <p className="side-about">{words.talk.scheduledAt(when.moment(scheduled.at))}</p>
      <p className="pre">{scheduled.text}</p>
      {talk.isMine && (
        <Button variant="default" size="compact-sm" onClick={() => drop.mutate()} loading={drop.isPending}>
          {words.talk.scheduledDrop}
        </Button>
      )}
    </li>
  );
}

/** Kept apart in place, colour and words from where one writes to the person. */
function Whispers({ talk }: { readonly talk: Talk }) {
  const { api, words, when } = useDesk();
  const [text, setText] = useState('');
  const whisper = useAct({
    run: () => api.whisper(talk.id, text),
    changes: [['talk', talk.id]],
    after: () => setText(''),
  });
  const canWhisper = text.trim() !== '' && !whisper.isPending;
  const keep = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, ctrlKey, metaKey, keyCode, nativeEvent } = event;
    if (!isSending({ key, ctrlKey, metaKey, keyCode, isComposing: nativeEvent.isComposing })) return;
    event.preventDefault();
    if (canWhisper) whisper.mutate();
  };
  return (
    <section aria-labelledby="whispers-title" className="whispers">
      <h2 id="whispers-title">{words.whispers.title}</h2>
      <p className="whispers-hidden">
        <IconEyeOff size={16} aria-hidden />
        {words.whispers.hidden}
      </p>
      {talk.watchers.length > 0 && (
        <p className="soft">
          {words.talk.watchers}: {talk.watchers.map(({ name }) => name).join('、')}
        </p>
      )}
      {talk.whispers.length === 0 ? (
        <p className="soft">{words.whispers.none}</p>
      ) : (
        <ul className="side-list" aria-live="polite">
          {talk.whispers.map(({ id, by, text: said, at }) => (
            <li key={id}>
              <p className="side-about">
                <strong>{by.name}</strong> · {when.moment(at)}
              </p>
              <p className="pre">{said}</p>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canWhisper) whisper.mutate();
        }}
      >
        <label className="heard-only" htmlFor="whisper">
          {words.whispers.write}
        </label>
        <textarea
          id="whisper"
          className="whisper-field"
          rows={2}
          maxLength={limits.whisper}
          placeholder={words.whispers.write}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={keep}
        />
        <Button
          type="submit"
          variant="default"
          size="sm"
          disabled={text.trim() === ''}
          loading={whisper.isPending}
        >
          {words.whispers.go}
        </Button>
      </form>
    </section>
  );
}
