import type { Tx } from '../store';
import type { PersonDirectory } from './person-directory';

/**
 * Erases a person: their key, and every row that is theirs. What is left of their inbox rows is the channel's event
 * ids, without content or owner, so that a late redelivery does not start anew what they ended.
 *
 * Belongs into the transaction that decided it; a crash before its commit leaves everything as it was, and the
 * turn that asked for it is taken again.
 */
export async function erasePerson(tx: Tx, people: PersonDirectory, personId: string): Promise<void> {
  await tx.run(
    `UPDATE inbox_event SET state = 'done', payload = NULL, person_id = NULL WHERE person_id = $1`,
    personId,
  );
  // Everything else hangs on the person by ON DELETE CASCADE.
  await tx.run('DELETE FROM person WHERE id = $1', personId);
  people.forget(personId);
}
