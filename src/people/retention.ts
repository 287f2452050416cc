import type { Clock } from '../clock';
import type { Store } from '../store';
import { erasePerson } from './erase-person';
import type { PersonDirectory } from './person-directory';

const DAY_MS = 24 * 60 * 60 * 1000;
/** People erased in one transaction: keeps each short while somebody is talking. */
const BATCH = 100;
/** Event ids looked at in one transaction. */
const EVENT_BATCH = 1_000;
/**
 * Days for which the ids of finished events and the marks of unsent messages are kept. LINE does not say how long
 * it redelivers; this is far beyond anything seen.
 */
const DEDUPLICATION_DAYS = 30;

/**
 * Erases everybody who has not been here for `conversationDays`, as the greeting promises, and forgets ids that no
 * redelivery can bring back. Whoever has just come back and waits for an answer is not erased. Doing it twice, or in
 * several processes at once, does nothing more. Returns how many people were erased.
 */
export async function applyRetention(
  store: Store,
  people: PersonDirectory,
  clock: Clock,
  conversationDays: number,
): Promise<number> {
  const staleBefore = clock.now() - conversationDays * DAY_MS;
  let erased = 0;
  for (;;) {
    const batch = await store.write(async (tx) => {
      const rows = await tx.all<{ id: string }>(
        `SELECT id FROM person WHERE last_seen_at < $1
            AND NOT EXISTS (SELECT 1 FROM inbox_event WHERE person_id = person.id AND state = 'pending')
          ORDER BY last_seen_at LIMIT ${BATCH}${tx.dialect === 'postgres' ? ' FOR UPDATE SKIP LOCKED' : ''}`,
        staleBefore,
      );
      for (const { id } of rows) await erasePerson(tx, people, id);
      return rows.length;
    });
    erased += batch;
    if (batch < BATCH) break;
  }
  if (erased > 0) await store.purge();
  const forgetBefore = clock.now() - DEDUPLICATION_DAYS * DAY_MS;
  await forgetEventIds(store, forgetBefore);
  await store.write(async (tx) => {
    await tx.run('DELETE FROM unsent_message WHERE unsent_at < $1', forgetBefore);
    // A goodbye or a word to a group that could not be said: it is nobody's, so nothing else takes it away.
    await tx.run('DELETE FROM outbox_message WHERE person_id IS NULL AND created_at < $1', forgetBefore);
  });
  return erased;
}

/** Events stand in the order of their acceptance, so this reads no further than the first that is young enough. */
async function forgetEventIds(store: Store, acceptedBefore: number): Promise<void> {
  for (let lastId = 0; ; ) {
    const next = await store.write(async (tx) => {
      const rows = await tx.all<{ id: number; acceptedAt: number }>(
        `SELECT id, accepted_at AS "acceptedAt" FROM inbox_event WHERE id > $1 ORDER BY id LIMIT ${EVENT_BATCH}`,
        lastId,
      );
      const old = rows.filter(({ acceptedAt }) => acceptedAt < acceptedBefore);
      const last = old.at(-1);
      if (!last) return null;
      await tx.run(
        `DELETE FROM inbox_event WHERE id > $1 AND id <= $2 AND state = 'done' AND accepted_at < $3`,
        lastId,
        last.id,
        acceptedBefore,
      );
      return old.length === EVENT_BATCH ? last.id : null;
    });
    if (next === null) return;
    lastId = next;
  }
}
