import { IconQuote } from '@tabler/icons-react';
import type { Entry, EntryContent, Talk } from '../../api';
import { plainWords } from '../model/talk-log';
import { useDesk, useMe } from './desk-context';

/** One thing that was said. What Madobe said by itself is quieter: it is there to be looked up, not to be read. */
export function EntryView(props: {
  readonly entry: Entry;
  readonly talk: Talk;
  /** The first of those by one voice that stand together. */
  readonly startsGroup: boolean;
  /** The entry that it answers, when it is shown too. */
  readonly quoted: Entry | null;
  readonly quote: ((entry: Entry) => void) | null;
}) {
  const { words, when } = useDesk();
  const me = useMe();
  const { entry, talk, startsGroup, quoted, quote } = props;
  const who =
    entry.from === 'person'
      ? (talk.nickname ?? words.common.nameless)
      : entry.from === 'madobe'
        ? words.talk.madobe
        : entry.by?.id === me.id
          ? words.talk.me
          : (entry.by?.name ?? words.talk.counsellor);
  const canQuote = quote !== null && entry.from === 'person' && plainWords(entry) !== '';
  return (
    <article className={`entry from-${entry.from}`} data-entry={entry.id}>
      <p className={startsGroup ? 'entry-who' : 'heard-only'}>{who}</p>
      {quoted !== null && (
        <p className="entry-quote">
          <span className="heard-only">{words.talk.quoteOf}: </span>
          {plainWords(quoted) || words.talk.gone}
        </p>
      )}
      <div className="entry-row">
        <Content what={entry.what} />
        <p className="entry-about">
          <time dateTime={new Date(entry.at).toISOString()}>{when.time(entry.at)}</time>
          {canQuote && (
            <button type="button" className="quote-button" onClick={() => quote(entry)}>
              <IconQuote size={16} aria-hidden />
              <span className="heard-only">{words.talk.quote}</span>
            </button>
          )}
        </p>
      </div>
    </article>
  );
}

function Content({ what }: { readonly what: EntryContent }) {
  const { words } = useDesk();
  switch (what.kind) {
    case 'text':
      return <p className="bubble">{what.text}</p>;
    case 'chosen':
      return (
        <p className="bubble is-chosen">
          <span className="heard-only">{words.talk.chosen}: </span>
          {what.label === '' ? words.talk.oldButton : what.label}
        </p>
      );
    case 'media':
      return <p className="bubble is-aside">{words.talk.media[what.media] ?? words.talk.mediaOther}</p>;
    case 'gone':
      return <p className="bubble is-aside">{words.talk.gone}</p>;
    case 'said':
      return (
        <div className="said">
          {what.messages.map((message, index) =>
            message.kind === 'text' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was said stays in its order
              <p key={index} className="bubble">
                {message.text}
              </p>
            ) : (
              (message.kind === 'card' ? [message] : message.cards).map((card, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: what was said stays in its order
                <div key={`${index}-${place}`} className="bubble is-card">
                  <p className="card-title">{card.title}</p>
                  {card.body !== '' && <p>{card.body}</p>}
                </div>
              ))
            ),
          )}
          {what.choices.length > 0 && (
            <p className="offered">
              <span className="heard-only">{words.talk.choices}: </span>
              {what.choices.map(({ data, label }) => (
                <span key={data} className="choice">
                  {label}
                </span>
              ))}
            </p>
          )}
        </div>
      );
  }
}
