import { Button } from '@mantine/core';
import type { Entry, Talk } from '../../api';
import { problemWords } from '../model/problem-words';
import { useDesk } from './desk-context';
import { type Outgoing, useOutgoing } from './use-sending';

/** What is on its way to the person, or could not be sent. */
export function OutgoingList(props: {
  readonly talk: Talk;
  readonly entries: readonly Entry[];
  readonly rewrite: (text: string) => void;
}) {
  const { talk, entries, rewrite } = props;
  const shown = new Set(entries.map(({ sentAs }) => sentAs));
  const outgoing = useOutgoing(talk.id).filter(
    // What is to be sent later stands beside the talk.
    ({ message, state }) => !shown.has(message.id) && !(state === 'taken' && message.at !== undefined),
  );
  return (
    <ol className="entries">
      {outgoing.map((each) => (
        <li key={each.message.id} className="entry-place">
          <OutgoingView outgoing={each} rewrite={talk.isMine ? rewrite : null} />
        </li>
      ))}
    </ol>
  );
}

function OutgoingView(props: {
  readonly outgoing: Outgoing;
  readonly rewrite: ((text: string) => void) | null;
}) {
  const { words } = useDesk();
  const { outgoing, rewrite } = props;
  const { message, state, error, drop } = outgoing;
  return (
    <div className={`entry from-counsellor is-${state}`}>
      <div className="entry-row">
        <p className="bubble">{message.text}</p>
        {state !== 'refused' && (
          <p className="entry-about">{state === 'paused' ? words.talk.willSend : words.talk.sending}</p>
        )}
      </div>
      {state === 'refused' && (
        <div className="refused" role="alert">
          <p>
            {words.talk.notSent} {problemWords(words, error)}
          </p>
          {rewrite !== null && (
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                drop();
                rewrite(message.text);
              }}
            >
              {words.talk.rewrite}
            </Button>
          )}
          <Button variant="default" size="xs" onClick={drop}>
            {words.talk.drop}
          </Button>
        </div>
      )}
    </div>
  );
}
