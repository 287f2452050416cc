import { Button } from '@mantine/core';
import { IconFeather } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Entry, Talk } from '../../api';
import { asProblem } from '../model/problem';
import { Composer } from './composer';
import { useDesk } from './desk-context';
import { LinkTo } from './link-to';
import { Loaded } from './loaded';
import { Still } from './still';
import { TalkHead } from './talk-head';
import { TalkLogView } from './talk-log-view';
import { TalkRow } from './talk-row';
import { type SidePart, TalkSide } from './talk-side';
import { useAct } from './use-act';
import { useQueue, useServerNow } from './use-queue';
import { useTitle } from './use-title';

/** One talk: what was said on the left, what helps on the right, where one writes below. */
export function TalkPage({ id }: { readonly id: string }) {
  const { api, words } = useDesk();
  useTitle(words.queue.title);
  const client = useQueryClient();
  const wasThere = useRef(false);
  const [part, setPart] = useState<SidePart>('hand');
  const talk = useQuery({ queryKey: ['talk', id], queryFn: () => api.talk(id) });
  const problem = talk.isError ? asProblem(talk.error) : null;
  if (talk.data !== undefined) wasThere.current = true;
  const isGone = problem?.isGone === true;
  useEffect(() => {
    // What was erased does not stay in this page's memory either.
    if (!isGone) return;
    client.removeQueries({ queryKey: ['log', id] });
    client.removeQueries({ queryKey: ['record', 'talk', id] });
    client.removeQueries({ queryKey: ['unsent', 'note', 'talk', id] });
  }, [isGone, id, client]);
  if (isGone) {
    return (
      <TalkOver
        title={wasThere.current ? words.talk.erasedTitle : words.talk.unknownTitle}
        text={wasThere.current ? words.talk.erasedText : words.talk.unknownText}
      />
    );
  }
  if (problem?.status === 403) return <NotMine id={id} />;
  return (
    <Loaded query={talk}>
      {(found) => (
        <div className={part === 'record' ? 'talk is-record' : 'talk'}>
          <MyTalks here={id} />
          <TalkView talk={found} />
          <TalkSide talk={found} part={part} show={setPart} />
        </div>
      )}
    </Loaded>
  );
}

function TalkView({ talk }: { readonly talk: Talk }) {
  const [quoted, setQuoted] = useState<Entry | null>(null);
  const [returned, setReturned] = useState<string | null>(null);
  return (
    <section className="talk-main" aria-labelledby="talk-title">
      <TalkHead talk={talk} />
      <TalkLogView talk={talk} quote={talk.isMine ? setQuoted : null} rewrite={setReturned} />
      {talk.isMine ? (
        <Composer
          talk={talk}
          quoted={quoted}
          unquote={() => setQuoted(null)}
          returned={returned}
          takeReturned={() => setReturned(null)}
        />
      ) : (
        <OnlyReading talk={talk} />
      )}
    </section>
  );
}

/** Where one would write, if it were one's own talk. */
function OnlyReading({ talk }: { readonly talk: Talk }) {
  const { words } = useDesk();
  const note = talk.watching
    ? words.talk.watchingNote
    : talk.state === 'waiting'
      ? words.talk.waitingNote
      : talk.state === 'over'
        ? words.talk.overNote
        : words.talk.notMineNote(talk.with?.name ?? words.talk.counsellor);
  return <p className="only-reading">{note}</p>;
}

/** One's other talks, at hand. */
function MyTalks({ here }: { readonly here: string }) {
  const { words } = useDesk();
  const queue = useQueue();
  const now = useServerNow(queue.data ?? { now: Date.now() });
  return (
    <nav className="my-talks" aria-label={words.talk.mine}>
      <LinkTo to={{ page: 'queue' }} className="back">
        {words.talk.back}
      </LinkTo>
      <ul className="cards">
        {queue.data?.mine.map((talk) => (
          <li key={talk.id}>
            <TalkRow talk={talk} now={now} isHere={talk.id === here} isSmall />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A colleague has it: one may ask to sit beside them. */
function NotMine({ id }: { readonly id: string }) {
  const { api, words } = useDesk();
  const watch = useAct({ run: () => api.watch(id), changes: [['talk', id], ['queue']] });
  return (
    <Still title={words.talk.unknownTitle} text={words.problems.desk_not_allowed}>
      <Button variant="default" onClick={() => watch.mutate()} loading={watch.isPending}>
        {words.talk.watch}
      </Button>
      <LinkTo to={{ page: 'queue' }}>{words.talk.toNext}</LinkTo>
    </Still>
  );
}

function TalkOver(props: { readonly title: string; readonly text: string }) {
  const { words, place } = useDesk();
  return (
    <Still title={props.title} text={props.text} icon={<IconFeather size={40} stroke={1.2} aria-hidden />}>
      <Button variant="default" onClick={() => place.go({ page: 'queue' })}>
        {words.talk.toNext}
      </Button>
    </Still>
  );
}
