import type { ComponentChildren } from 'preact';
import type { Message } from '../../../../flow/message';
import type { Entry } from '../../api';
import { sayTime } from '../model/dates';
import type { Outgoing } from '../model/outgoing';
import { problemWords } from '../model/problem-words';
import { useApp } from './app-context';
import { Card } from './card';
import { Mark } from './icons';
import { Say, sayPlain, Text, TextWithLinks } from './text';

const speakers = { person: 'chat.you', madobe: 'chat.madobe', counsellor: 'chat.counsellor' } as const;

/** One thing that was said. */
export function EntryView(props: {
  readonly entry: Entry;
  /** First or last of those by one speaker that stand together. */
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
}) {
  const { entry, startsGroup, endsGroup } = props;
  const group = `${startsGroup ? ' starts-group' : ''}${endsGroup ? ' ends-group' : ''}`;
  return (
    <li class={`entry from-${entry.from}${group}`} data-entry={entry.id}>
      <Speaker from={entry.from} startsGroup={startsGroup} />
      <div class="said">
        <Content entry={entry} />
      </div>
      {endsGroup && (
        <p class="meta">
          {sayTime(entry.at)}
          {entry.channel === 'line' && (
            <span class="via">
              <Say words="chat.via-line" />
            </span>
          )}
        </p>
      )}
    </li>
  );
}

/** Something of the person's own that is still on its way. */
export function OutgoingView({ outgoing }: { readonly outgoing: Outgoing }) {
  const { conversation, draft } = useApp();
  const { state, event, shown, id } = outgoing;
  const rewrite = () => {
    conversation.drop(id);
    if (event.kind === 'text')
      draft.value = draft.value === '' ? event.text : `${event.text}\n${draft.value}`;
    document.querySelector<HTMLElement>('#write')?.focus();
  };
  return (
    <li class={`entry from-person ends-group is-${state.kind}`}>
      <Speaker from="person" startsGroup />
      <div class="said">
        <Bubble isChosen={event.kind === 'chosen'}>{shown}</Bubble>
      </div>
      {state.kind === 'refused' ? (
        <div class="refused" role="alert">
          <p>
            <Say words="chat.not-sent" /> <Say words={`problems.${problemWords(state.code)}.text`} />
          </p>
          <div class="refused-ways">
            {event.kind === 'text' && (
              <button type="button" class="button is-small" onClick={rewrite}>
                <Say words="chat.rewrite" />
              </button>
            )}
            <button type="button" class="button is-small is-quiet" onClick={() => conversation.drop(id)}>
              <Say words="chat.drop" />
            </button>
          </div>
        </div>
      ) : (
        state.kind !== 'taken' && (
          <p class="meta">
            <Say words={state.kind === 'sending' ? 'chat.sending' : 'chat.will-send'} />
          </p>
        )
      )}
    </li>
  );
}

/** Something is being prepared. */
export function Preparing() {
  return (
    <li class="entry from-madobe starts-group is-preparing">
      <Mark />
      <div class="said">
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <span class="heard-only">
          <Say words="chat.preparing" />
        </span>
      </div>
    </li>
  );
}

function Speaker({ from, startsGroup }: { readonly from: Entry['from']; readonly startsGroup: boolean }) {
  const { words } = useApp();
  const who = sayPlain(words.value, speakers[from]);
  return (
    <>
      {from === 'madobe' && <Mark />}
      {from === 'counsellor' && startsGroup && (
        <span class="counsellor-name" aria-hidden="true">
          <Say words={speakers.counsellor} />
        </span>
      )}
      <span class="heard-only">{words.value.say('chat.speaker', { who })}</span>
    </>
  );
}

function Content({ entry: { what } }: { readonly entry: Entry }) {
  switch (what.kind) {
    case 'text':
      return <Bubble>{what.text}</Bubble>;
    case 'chosen':
      return <Chosen label={what.label} />;
    case 'media':
      return (
        <p class="bubble is-aside">
          <Say words={`chat.media.${what.media}`} />
        </p>
      );
    case 'gone':
      return (
        <p class="bubble is-gone">
          <Say words="chat.gone" />
        </p>
      );
    case 'said':
      return (
        <>
          {what.messages.map((message, index) => (
            <Said key={index} message={message} />
          ))}
        </>
      );
  }
}

function Chosen({ label }: { readonly label: string }) {
  const { words } = useApp();
  return <Bubble isChosen>{label === '' ? words.value.say('chat.old-button') : label}</Bubble>;
}

function Bubble({ isChosen = false, children }: { readonly isChosen?: boolean; readonly children: string }) {
  return (
    <p class={isChosen ? 'bubble is-chosen' : 'bubble'}>
      <Text>{children}</Text>
    </p>
  );
}

function Said({ message }: { readonly message: Message }): ComponentChildren {
  switch (message.kind) {
    case 'text':
      return (
        <p class="bubble">
          <TextWithLinks>{message.text}</TextWithLinks>
        </p>
      );
    case 'card':
      return <Card card={message} />;
    case 'cards':
      return (
        <ul class="cards">
          {message.cards.map((card, index) => (
            <li key={index}>
              <Card card={card} />
            </li>
          ))}
        </ul>
      );
  }
}
