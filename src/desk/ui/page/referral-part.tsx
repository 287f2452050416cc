import { Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconMessageQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import type { RecordSheet, Referral } from '../../api';
import type { RecordPlace } from '../model/record-place';
import { AskFirst } from './ask-first';
import { useDesk } from './desk-context';
import { ReferralDialog } from './referral-dialog';
import { useAct } from './use-act';

/** What is passed on to others: asked first, and only while the person agrees. */
export function ReferralPart({ sheet, place }: { readonly sheet: RecordSheet; readonly place: RecordPlace }) {
  const { words, when } = useDesk();
  const [isAsking, setAsking] = useState(false);
  const isWaiting = sheet.referrals.some(({ state }) => state === 'asked');
  return (
    <>
      <p className="soft">{words.referrals.lead}</p>
      <section aria-labelledby="referrals-title">
        <h3 id="referrals-title">{words.referrals.title}</h3>
        {sheet.referrals.length === 0 ? (
          <p className="soft">{words.referrals.none}</p>
        ) : (
          <ul className="referrals" aria-live="polite">
            {sheet.referrals.map((referral) => (
              <li key={referral.id} className={`referral is-${referral.state}`}>
                <ReferralView referral={referral} place={place} canWrite={sheet.canWrite} />
              </li>
            ))}
          </ul>
        )}
        {sheet.canWrite && (
          <div>
            <Button
              variant="default"
              leftSection={<IconMessageQuestion size={18} aria-hidden />}
              disabled={!sheet.canAsk || isWaiting}
              aria-describedby={!sheet.canAsk || isWaiting ? 'referral-cannot' : undefined}
              onClick={() => setAsking(true)}
            >
              {words.referrals.ask}
            </Button>
            {(!sheet.canAsk || isWaiting) && (
              <p id="referral-cannot" className="soft">
                {sheet.canAsk ? words.referrals.waits : words.referrals.cannotAsk}
              </p>
            )}
          </div>
        )}
      </section>
      <section aria-labelledby="consents-title">
        <h3 id="consents-title">{words.referrals.consents}</h3>
        {sheet.consents.length === 0 ? (
          <p className="soft">{words.referrals.consentsNone}</p>
        ) : (
          <ul className="side-list">
            {sheet.consents.map(({ name, givenAt }) => (
              <li key={name}>
                {name} <span className="side-about">{words.referrals.since(when.moment(givenAt))}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {isAsking && <ReferralDialog sheet={sheet} place={place} close={() => setAsking(false)} />}
    </>
  );
}

function ReferralView(props: {
  readonly referral: Referral;
  readonly place: RecordPlace;
  readonly canWrite: boolean;
}) {
  const { api, words, when } = useDesk();
  const { referral, place, canWrite } = props;
  const { id, state, subject, to, what, why, by, askedAt, answeredAt, withdrawnAt, doneAt, doneBy } =
    referral;
  const [asking, setAsking] = useState<'done' | 'take-back' | null>(null);
  const changes = [['record', place.kind, place.id]];
  const done = useAct({ run: () => api.referralDone(place, id), changes, said: words.referrals.done });
  const takeBack = useAct({
    run: () => api.takeReferralBack(place, id),
    changes,
    said: words.referrals.takenBack,
  });
  const isDone = doneAt !== null;
  const history = [
    words.referrals.asked(by.name, when.moment(askedAt)),
    answeredAt === null ? null : words.referrals.answered(when.moment(answeredAt)),
    withdrawnAt === null ? null : words.referrals.withdrawn(when.moment(withdrawnAt)),
  ].filter((each) => each !== null);
  return (
    <article aria-label={to}>
      <div className="card-head">
        <h4 className="referral-to">{to}</h4>
        <span className={`badge is-${state}`}>{words.referrals.states[state]}</span>
      </div>
      <dl className="facts">
        <div>
          <dt>{words.referrals.subject}</dt>
          <dd>{words.record.subjects[subject]}</dd>
        </div>
        <div>
          <dt>{words.referrals.what}</dt>
          <dd>{what}</dd>
        </div>
        <div>
          <dt>{words.referrals.why}</dt>
          <dd>{why}</dd>
        </div>
      </dl>
      <p className="side-about">{history.join(' · ')}</p>
      {isDone && doneBy !== null && (
        <p className="side-about">
          <strong>{words.referrals.doneBy(doneBy.name, when.moment(doneAt))}</strong>
        </p>
      )}
      {isDone && state === 'withdrawn' && (
        <p className="referral-tell">
          <IconAlertTriangle size={18} aria-hidden />
          {words.referrals.tellThem}
        </p>
      )}
      <details className="referral-words">
        <summary>{words.referrals.asWritten}</summary>
        <p className="pre">{referral.words}</p>
      </details>
      {canWrite && (
        <Group gap="xs">
          {state === 'given' && !isDone && (
            <Button size="sm" onClick={() => setAsking('done')} loading={done.isPending}>
              {words.referrals.isDone}
            </Button>
          )}
          {state === 'asked' && (
            <Button
              variant="default"
              size="sm"
              onClick={() => setAsking('take-back')}
              loading={takeBack.isPending}
            >
              {words.referrals.takeBack}
            </Button>
          )}
        </Group>
      )}
      <AskFirst
        isOpen={asking === 'done'}
        title={words.referrals.isDoneAsk(to)}
        text={words.referrals.isDoneText}
        go={words.referrals.isDone}
        close={() => setAsking(null)}
        act={() => done.mutate()}
      />
      <AskFirst
        isOpen={asking === 'take-back'}
        title={words.referrals.takeBackAsk}
        text={words.referrals.takeBackText}
        go={words.referrals.takeBack}
        close={() => setAsking(null)}
        act={() => takeBack.mutate()}
      />
    </article>
  );
}
