import type { KeyGeneration } from './entities/key-generation';
import type { WrappedSystemKeys } from './master-key';
import type { Tx } from './store';

/** All generations, oldest first. */
export function readGenerations(tx: Tx): Promise<KeyGeneration[]> {
  return tx.all<KeyGeneration>(
    `SELECT generation, system_key AS "systemKey", index_key AS "indexKey" FROM key_generation ORDER BY generation`,
  );
}

/**
 * {@link readGenerations}, held until the transaction ends: in no process does anybody begin or end one, or wrap anything
 * new by one that is held.
 *
 * @param which `older` leaves the newest free, so that new people come in meanwhile
 */
export async function holdGenerations(tx: Tx, which: 'all' | 'older'): Promise<KeyGeneration[]> {
  if (tx.dialect === 'postgres') {
    const older = 'WHERE generation < (SELECT MAX(generation) FROM key_generation)';
    await tx.all(`SELECT 1 FROM key_generation ${which === 'older' ? older : ''} FOR UPDATE`);
  }
  // Asked again: what was waited for may have changed them.
  return readGenerations(tx);
}

/** Writes a generation down, unless it is there already. */
export async function addGeneration(tx: Tx, generation: number, keys: WrappedSystemKeys): Promise<void> {
  await tx.run(
    `INSERT INTO key_generation (generation, system_key, index_key) VALUES ($1, $2, $3)
     ON CONFLICT (generation) DO NOTHING`,
    generation,
    keys.systemKey,
    keys.indexKey,
  );
}
