import { Button, Group } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeadLetter, DeadLetters } from '../../api';
import { channelWord } from '../model/channel-word';
import { AskFirst } from './ask-first';
import { useDesk } from './desk-context';
import { LinkTo } from './link-to';
import { Loaded } from './loaded';
import { QuotaLine } from './quota-line';
import { Still } from './still';
import { useAct } from './use-act';
import { useTitle } from './use-title';

/** What could not be answered or delivered. Never what was said. */
export function DeadLettersPage() {
  const { api, words } = useDesk();
  useTitle(words.deadLetters.title);
  const letters = useQuery({
    queryKey: ['dead-letters'],
    queryFn: api.deadLetters,
    refetchInterval: 60_000,
  });
  return (
    <div className="page">
      <h1 tabIndex={-1}>{words.deadLetters.title}</h1>
      <QuotaLine isOnTop />
      <Loaded query={letters}>{(found) => <DeadLettersView found={found} />}</Loaded>
      <QuotaLine isOnTop={false} />
    </div>
  );
}

function DeadLettersView({ found: { letters, inAll } }: { readonly found: DeadLetters }) {
  const { words } = useDesk();
  if (letters.length === 0) {
    return (
      <Still
        level={2}
        icon={<IconMailCheck size={44} stroke={1.2} aria-hidden />}
        title={words.deadLetters.none}
        text={words.deadLetters.noneText}
      />
    );
  }
  return (
    <>
      <p className="soft">{words.deadLetters.lead}</p>
      <ul className="cards">
        {letters.map((letter) => (
          <li key={letter.id}>
            <DeadLetterRow letter={letter} />
          </li>
        ))}
      </ul>
      {inAll > letters.length && <p className="soft">{words.deadLetters.more(inAll - letters.length)}</p>}
    </>
  );
}

function DeadLetterRow({ letter }: { readonly letter: DeadLetter }) {
  const { api, words, when } = useDesk();
  const [asking, setAsking] = useState<'resend' | 'drop' | null>(null);
  const changes = [['dead-letters']];
  const resend = useAct({
    run: () => api.resendDeadLetter(letter.id),
    changes,
    said: words.deadLetters.resent,
  });
  const drop = useAct({ run: () => api.dropDeadLetter(letter.id), changes, said: words.deadLetters.dropped });
  const { kind, channel, since, attempts, error, talkId, canResend } = letter;
  const kindWord = words.deadLetters.kinds[kind];
  const done = () => setAsking(null);
  return (
    <article className="card dead-letter">
      <div className="card-head">
        <h2 className="dead-kind">{kindWord}</h2>
        <p className="since">{words.deadLetters.since(when.moment(since))}</p>
      </div>
      <div className="card-foot">
        <p className="soft">
          {channelWord(words, channel)} · {words.deadLetters.times(attempts)} ·{' '}
          {error === null ? words.deadLetters.noError : <code>{error}</code>}
          {!canResend && ` · ${words.deadLetters.cannotResend}`}
        </p>
        <Group gap="xs">
          {talkId !== null && (
            <LinkTo to={{ page: 'talk', id: talkId }} className="back">
              {words.deadLetters.talk}
            </LinkTo>
          )}
          {canResend && (
            <Button
              size="sm"
              variant="default"
              aria-label={words.deadLetters.resendOf(kindWord, when.moment(since))}
              onClick={() => setAsking('resend')}
              loading={resend.isPending}
            >
              {words.deadLetters.resend}
            </Button>
          )}
          <Button
            size="sm"
            variant="default"
            aria-label={words.deadLetters.dropOf(kindWord, when.moment(since))}
            onClick={() => setAsking('drop')}
            loading={drop.isPending}
          >
            {words.deadLetters.drop}
          </Button>
        </Group>
      </div>
      <AskFirst
        isOpen={asking === 'resend'}
        title={words.deadLetters.resendAsk}
        text={words.deadLetters.resendText}
        go={words.deadLetters.resend}
        close={done}
        act={() => resend.mutate()}
      />
      <AskFirst
        isOpen={asking === 'drop'}
        title={words.deadLetters.dropAsk}
        text={words.deadLetters.dropText}
        go={words.deadLetters.drop}
        close={done}
        act={() => drop.mutate()}
      />
    </article>
  );
}
