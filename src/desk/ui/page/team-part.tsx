import type { Queue } from '../../api';
import { useDesk } from './desk-context';
import { LinkTo } from './link-to';
import { PersonLine } from './person-line';
import { RiskBadge } from './risk-badge';

/** What colleagues carry, and how long people wait. For supervisors. */
export function TeamPart({ queue, now }: { readonly queue: Queue; readonly now: number }) {
  const { words } = useDesk();
  const talks = [...queue.waiting, ...queue.team.flatMap((each) => each.talks)];
  const longest = Math.min(...queue.waiting.map(({ since }) => since));
  const risky = new Set(talks.filter(({ risk }) => risk !== 'none').map(({ id }) => id)).size;
  return (
    <section aria-labelledby="team-title">
      <div className="part-head">
        <h2 id="team-title">{words.queue.team}</h2>
        <dl className="figures">
          <div>
            <dt>{words.queue.longest}</dt>
            <dd>
              {queue.waiting.length === 0 ? '–' : words.common.ago(Math.floor((now - longest) / 60_000))}
            </dd>
          </div>
          <div>
            <dt>{words.queue.risky}</dt>
            <dd>{words.common.people(risky)}</dd>
          </div>
        </dl>
      </div>
      <ul className="team">
        {queue.team.map(({ id, name, duty, talks: held }) => (
          <li key={id} className="team-member">
            <p className="team-name">
              <span className={duty.on && !duty.onBreak ? 'lamp is-on' : 'lamp'} aria-hidden="true" />
              <strong>{name}</strong>
              <span className="soft">
                {duty.on ? (duty.onBreak ? words.duty.onBreak : words.duty.on) : words.duty.off} ·{' '}
                {words.queue.teamLoad(duty.held, duty.cap)}
              </span>
            </p>
            {held.length > 0 && (
              <ul className="team-talks">
                {held.map((talk) => (
                  <li key={talk.id}>
                    <LinkTo to={{ page: 'talk', id: talk.id }}>
                      <PersonLine person={talk} />
                    </LinkTo>
                    <RiskBadge risk={talk.risk} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
