import type { DailyCounts, KnownPerson } from '../../people';
import type { Tx } from '../../store';

/**
 * Erases what was said in a conversation, both ways and on every channel: what is kept of it, what waits to go out, and
 * what waits for staff because it could not be answered. Statistics keep counts. Pages that are open are told, and those
 * that come back later learn it from `cleared_to`. Letters, what was registered and the way back in stay. The state of
 * the conversation is the turn's to write.
 *
 * The caller holds the person's lock.
 */
export async function eraseConversation(tx: Tx, person: KnownPerson, counts: DailyCounts): Promise<void> {
  await counts.countMessages(tx, person);
  const [newest] = await tx.all<{ id: number | null }>(
    'SELECT MAX(id) AS id FROM message WHERE person_id = $1',
    person.id,
  );
  await tx.run('DELETE FROM message WHERE person_id = $1', person.id);
  await tx.run('DELETE FROM read_token WHERE person_id = $1', person.id);
  // What a channel is being asked to take at this moment cannot be held back any more; it goes when it has arrived.
  await tx.run(`DELETE FROM outbox_message WHERE person_id = $1 AND state <> 'sending'`, person.id);
  await tx.run(
    `UPDATE inbox_event SET state = 'done', payload = NULL, person_id = NULL
      WHERE person_id = $1 AND state = 'failed'`,
    person.id,
  );
  if (newest?.id == null) return;
  await tx.run('UPDATE conversation SET cleared_to = $2 WHERE person_id = $1', person.id, newest.id);
  tx.notify('cleared', `${person.id}/${newest.id}`);
}
