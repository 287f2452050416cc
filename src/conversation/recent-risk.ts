import type { FlowEvent } from '../flow';
import type { TalkRisk } from '../handoff';
import type { KnownPerson } from '../people';
import type { Tx } from '../store';
import { type Meaning, screenEvent } from './meaning';

const DAY_MS = 24 * 60 * 60_000;
/** Messages that are looked at again. */
const LOOKED_AT = 50;

/**
 * How pressing it is that somebody is met, by what they wrote within a day: it is screened again, since nothing is kept of
 * what screening found.
 */
export async function recentRisk(
  tx: Tx,
  person: KnownPerson,
  meaning: Pick<Meaning, 'screen'>,
  now: number,
): Promise<TalkRisk> {
  const rows = await tx.all<{ content: Uint8Array }>(
    `SELECT content FROM message
      WHERE person_id = $1 AND direction = 'in' AND content IS NOT NULL AND happened_at > $2
      ORDER BY id DESC LIMIT ${LOOKED_AT}`,
    person.id,
    now - DAY_MS,
  );
  const dangers = rows.flatMap(({ content }) => {
    const event = JSON.parse(person.key.open('message.content', content)) as FlowEvent;
    return screenEvent(meaning, event).danger ?? [];
  });
  if (dangers.some(({ urgent }) => urgent)) return 'urgent';
  return dangers.some(({ label }) => label !== 'distress') ? 'high' : 'none';
}
