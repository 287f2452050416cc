import { destroyPersonKey, type Tx } from '../store';
import type { DailyCounts, ErasedBy } from './daily-counts';
import type { PersonDirectory } from './person-directory';

/** What is counted of somebody before they are erased. */
export interface CountedErasure {
  readonly counts: DailyCounts;
  readonly by: ErasedBy;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Erases a person: their key, and every row that is theirs. What is left of their inbox rows is the channel's event
 * ids, without content or owner, so that a late redelivery does not start anew what they ended. Pages of theirs that
 * are open hear that it is over.
 *
 * Belongs into the transaction that decided it; a crash before its commit leaves everything as it was, and the
 * turn that asked for it is taken again.
 *
 * @param counted what statistics keep; left out, they keep nothing
 */
export async function erasePerson(
  tx: Tx,
  people: PersonDirectory,
  personId: string,
  counted?: CountedErasure,
): Promise<void> {
  if (counted) await counted.counts.countPerson(tx, personId, counted.by, counted.now);
  await tx.run(
    `UPDATE inbox_event SET state = 'done', payload = NULL, person_id = NULL WHERE person_id = $1`,
    personId,
  );
  // Tries at their number are counted by the number alone, which hangs on nobody.
  await tx.run(
    'DELETE FROM resume_pace WHERE subject IN (SELECT number_index FROM resume_code WHERE person_id = $1)',
    personId,
  );
  await destroyPersonKey(tx, personId);
  // Everything else hangs on the person by ON DELETE CASCADE.
  await tx.run('DELETE FROM person WHERE id = $1', personId);
  people.forget(personId);
  tx.notify('ended', personId);
}
