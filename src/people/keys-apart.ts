import type { Store } from '../store';
import { forgetWithoutKey } from './forget-without-key';

/** People forgotten in one transaction: keeps each short while somebody is talking. */
const BATCH = 100;

/**
 * Destroys keys that are nobody's: a crash in the middle of an erasure can leave one on SQLite, where people and their
 * keys are two files. Returns how many.
 */
export async function sweepKeys(store: Store): Promise<number> {
  const swept = await store.write((tx) =>
    tx.run('DELETE FROM person_key WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = person_key.person_id)'),
  );
  if (swept > 0) await store.purge();
  return swept;
}

/** How many people are there whose key is gone. More than one or two come from a backup. */
export async function countWithoutKey(store: Store): Promise<number> {
  const [row] = await store.read((tx) =>
    tx.all<{ count: number }>(
      'SELECT CAST(COUNT(*) AS integer) AS count FROM person WHERE NOT EXISTS (SELECT 1 FROM person_key WHERE person_id = id)',
    ),
  );
  return row?.count ?? 0;
}

/** Forgets everybody whose key is gone, of whom nobody can read anything. Returns how many. */
export async function forgetAllWithoutKey(store: Store): Promise<number> {
  for (let forgotten = 0; ; ) {
    const batch = await store.write(async (tx) => {
      const rows = await tx.all<{ id: string }>(
        `SELECT id FROM person WHERE NOT EXISTS (SELECT 1 FROM person_key WHERE person_id = id)
          ORDER BY id LIMIT ${BATCH}${tx.dialect === 'postgres' ? ' FOR UPDATE SKIP LOCKED' : ''}`,
      );
      for (const { id } of rows) await forgetWithoutKey(tx, id);
      return rows.length;
    });
    forgotten += batch;
    if (batch < BATCH) return forgotten;
  }
}
