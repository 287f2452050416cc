import { readGenerations } from './key-generations';
import type { SealingKey } from './sealing-key';
import type { Tx } from './store';
import type { Vault, WrappedPersonKey } from './vault';

/** A rotation can begin while a key is made; it cannot begin again and again. */
const TRIES = 3;

/** Makes a person's data key and keeps it. They must not have one. */
export async function addPersonKey(tx: Tx, vault: Vault, personId: string): Promise<SealingKey> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const { key, kept } = vault.createPersonKey(personId);
    // Only by the newest generation, which on PostgreSQL cannot end before this transaction does.
    const added = await tx.run(
      `INSERT INTO person_key (person_id, wrapped, generation)
       SELECT $1, $2, g.generation FROM key_generation g
        WHERE g.generation = $3 AND NOT EXISTS (SELECT 1 FROM key_generation n WHERE n.generation > g.generation)${
          tx.dialect === 'postgres' ? ' FOR KEY SHARE OF g' : ''
        }`,
      personId,
      kept.wrapped,
      kept.generation,
    );
    if (added > 0) return key;
    vault.learn(await readGenerations(tx));
  }
  throw new Error('The master key changed again and again while a key was made.');
}

/**
 * A person's data key, or null when there is none: they were erased, or never were. A generation that another process
 * began meanwhile is learnt on the way.
 *
 * @throws `key_mismatch` when the master key that wraps it is not in hand
 */
export async function openPersonKey(tx: Tx, vault: Vault, personId: string): Promise<SealingKey | null> {
  const [kept] = await tx.all<WrappedPersonKey>(
    'SELECT wrapped, generation FROM person_key WHERE person_id = $1',
    personId,
  );
  if (!kept) return null;
  if (!vault.knows(kept.generation)) vault.learn(await readGenerations(tx));
  return vault.openPersonKey(personId, kept);
}

/** Destroys a person's data key. After the commit, and `Store.purge`, nothing on the disk opens what it sealed. */
export async function destroyPersonKey(tx: Tx, personId: string): Promise<void> {
  await tx.run('DELETE FROM person_key WHERE person_id = $1', personId);
}
