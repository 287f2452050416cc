import type { TalkSummary } from '../../api';
import { useDesk } from './desk-context';
import { LinkTo } from './link-to';
import { PersonLine } from './person-line';
import { RiskBadge } from './risk-badge';

/** A talk that one has or watches, as a way to it. */
export function TalkRow(props: {
  readonly talk: TalkSummary;
  readonly now: number;
  readonly isHere?: boolean;
  readonly isSmall?: boolean;
}) {
  const { words, when } = useDesk();
  const { talk, now, isHere = false, isSmall = false } = props;
  const isAside = talk.snoozedUntil !== null && talk.snoozedUntil > now;
  const state = talk.watching
    ? words.queue.watching
    : isAside
      ? words.queue.snoozed(when.moment(talk.snoozedUntil ?? 0))
      : talk.unanswered
        ? words.queue.unanswered
        : words.queue.answered;
  return (
    <LinkTo
      to={{ page: 'talk', id: talk.id }}
      isHere={isHere}
      className={`card is-link is-${talk.risk}${talk.unanswered && !talk.watching ? ' is-unanswered' : ''}${isAside ? ' is-aside' : ''}`}
    >
      <span className="card-head">
        <span className="person">
          <PersonLine person={talk} />
        </span>
        <RiskBadge risk={talk.risk} />
      </span>
      <span className="card-foot">
        <span className="state">{state}</span>
        {talk.lastAt !== null && (
          <span className="since">
            {words.common.ago(Math.max(0, Math.floor((now - talk.lastAt) / 60_000)))}
          </span>
        )}
      </span>
      {!isSmall && talk.summary !== '' && <span className="card-summary">{talk.summary}</span>}
    </LinkTo>
  );
}
