import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowRight, IconMailExclamation, IconWindow } from '@tabler/icons-react';
import type { Queue, TalkSummary } from '../../api';
import { AssignMenu } from './assign-menu';
import { useDesk, useMe } from './desk-context';
import { DutyBar } from './duty-bar';
import { LinkTo } from './link-to';
import { Loaded } from './loaded';
import { PersonLine } from './person-line';
import { QuotaLine } from './quota-line';
import { RestPrompt } from './rest-prompt';
import { RiskBadge } from './risk-badge';
import { StaleFactsLine } from './stale-facts-line';
import { Still } from './still';
import { TalkRow } from './talk-row';
import { TeamPart } from './team-part';
import { useAct } from './use-act';
import { useQueue, useServerNow } from './use-queue';
import { useTitle } from './use-title';

/** Who waits, whom one has, and the one button that brings both together. */
export function QueuePage() {
  const { words } = useDesk();
  useTitle(words.queue.title);
  const queue = useQueue();
  return <Loaded query={queue}>{(found) => <QueueView queue={found} />}</Loaded>;
}

function QueueView({ queue }: { readonly queue: Queue }) {
  const { words } = useDesk();
  const me = useMe();
  const now = useServerNow(queue);
  const lettersDue = words.queue.lettersDue(queue.letters.dueToday, queue.letters.late);
  return (
    <div className="page queue-page">
      <div className="queue-head">
        <h1 tabIndex={-1}>{words.queue.title}</h1>
        <DutyBar duty={queue.duty} />
      </div>
      <RestPrompt queue={queue} />
      <QuotaLine isOnTop />
      {lettersDue !== '' && (
        <LinkTo to={{ page: 'letters' }} className="letters-due">
          <IconMailExclamation size={20} aria-hidden />
          {lettersDue}
          <IconArrowRight size={16} aria-hidden />
        </LinkTo>
      )}
      <div className="queue-columns">
        <section aria-labelledby="waiting-title" className="queue-waiting">
          <div className="part-head">
            <h2 id="waiting-title">
              {words.queue.waiting}
              <span className="count">{words.common.people(queue.waitingInAll)}</span>
            </h2>
            <NextButton queue={queue} />
          </div>
          {queue.waiting.length === 0 ? (
            <Still
              level={2}
              icon={<IconWindow size={40} stroke={1.2} aria-hidden />}
              title={words.queue.nobody}
              text={words.queue.nobodyText}
            />
          ) : (
            <ol className="cards">
              {queue.waiting.map((talk) => (
                <li key={talk.id}>
                  <WaitingRow talk={talk} now={now} canAssign={me.role === 'supervisor'} />
                </li>
              ))}
            </ol>
          )}
          {queue.waitingInAll > queue.waiting.length && (
            <p className="soft">{words.queue.moreWaiting(queue.waitingInAll - queue.waiting.length)}</p>
          )}
        </section>
        <section aria-labelledby="mine-title" className="queue-mine">
          <div className="part-head">
            <h2 id="mine-title">
              {words.queue.mine}
              <span className="count">{words.common.people(queue.mine.length)}</span>
            </h2>
          </div>
          {queue.mine.length === 0 ? (
            <p className="soft">{words.queue.mineNone}</p>
          ) : (
            <ul className="cards">
              {queue.mine.map((talk) => (
                <li key={talk.id}>
                  <TalkRow talk={talk} now={now} />
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
      {me.role === 'supervisor' && <TeamPart queue={queue} now={now} />}
      {me.role === 'supervisor' && <StaleFactsLine />}
      <QuotaLine isOnTop={false} />
    </div>
  );
}

/** Takes who has the next turn: nobody picks. */
function NextButton({ queue }: { readonly queue: Queue }) {
  const { api, words, place } = useDesk();
  const { on, onBreak, held, cap } = queue.duty;
  const next = useAct({
    run: api.next,
    changes: [['queue']],
    after: (taken) => {
      if (taken === null) notifications.show({ message: words.queue.nobodyToTake });
      else place.go({ page: 'talk', id: taken.talkId });
    },
  });
  const hint = !on
    ? words.queue.offDutyHint
    : onBreak
      ? words.queue.breakHint
      : held >= cap
        ? words.queue.capHint
        : null;
  return (
    <div className="next">
      <Button
        size="md"
        rightSection={<IconArrowRight size={18} aria-hidden />}
        onClick={() => next.mutate()}
        loading={next.isPending}
        disabled={hint !== null || queue.waitingInAll === 0}
        aria-describedby={hint === null ? undefined : 'next-hint'}
      >
        {words.queue.next}
      </Button>
      {hint !== null && (
        <p id="next-hint" className="soft">
          {hint}
        </p>
      )}
    </div>
  );
}

function WaitingRow(props: {
  readonly talk: TalkSummary;
  readonly now: number;
  readonly canAssign: boolean;
}) {
  const { words } = useDesk();
  const { talk, now, canAssign } = props;
  return (
    <article className={`card is-${talk.risk}`}>
      <div className="card-head">
        <p className="person">
          <PersonLine person={talk} />
        </p>
        <RiskBadge risk={talk.risk} />
        <p className="since">
          {words.queue.waitingSince(words.common.ago(Math.floor((now - talk.since) / 60_000)))}
        </p>
      </div>
      <div className="card-foot">
        <p className={talk.summary === '' ? 'soft' : undefined}>
          {talk.summary === '' ? words.queue.noSummary : talk.summary}
        </p>
        {canAssign && <AssignMenu talk={talk} />}
      </div>
    </article>
  );
}
