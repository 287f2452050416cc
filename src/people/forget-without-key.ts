import type { Tx } from '../store';

/**
 * Forgets somebody whose key is gone: nobody can read anything of theirs. On SQLite a crash can leave it so, in the
 * moment in which they first wrote, before that was acknowledged; or the database is from a backup, and they were erased
 * since.
 *
 * Unlike an erasure it takes the ids of their events too: what was never acknowledged comes again, and is to be taken.
 */
export async function forgetWithoutKey(tx: Tx, personId: string): Promise<void> {
  await tx.run('DELETE FROM inbox_event WHERE person_id = $1', personId);
  await tx.run(
    'DELETE FROM resume_pace WHERE subject IN (SELECT number_index FROM resume_code WHERE person_id = $1)',
    personId,
  );
  await tx.run('DELETE FROM person WHERE id = $1', personId);
  tx.notify('ended', personId);
}
