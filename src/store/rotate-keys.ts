import { MadobeError } from '../errors';
import { addGeneration, holdGenerations, readGenerations } from './key-generations';
import { MasterKey } from './master-key';
import type { Store, Tx } from './store';
import type { Vault, WrappedPersonKey } from './vault';

/** Keys wrapped anew in one transaction: milliseconds, so that nobody who is talking waits for it. */
const BATCH = 200;
/** How often a store that is busy with others is asked again. */
const TRIES = 20;

/** What a rotation did. */
export interface Rotation {
  /**
   * `done`: everything is wrapped by a master key that was new. `finished`: so it is, by the key of a rotation that had
   * been begun before and not ended. `nothing-new`: the given key wraps everything already.
   */
  readonly outcome: 'done' | 'finished' | 'nothing-new';
  /** The generation that wraps everything now. */
  readonly generation: number;
  /** How many people's keys were wrapped anew. */
  readonly rewrapped: number;
}

type KeptKey = WrappedPersonKey & { readonly personId: string };

/**
 * Changes the master key, beside servers that go on working. Where the master key is kept here a new one is made;
 * where it is given, the given one is new, or there is nothing to do. A rotation that was broken off, anywhere, is
 * finished instead of beginning another.
 *
 * What it relies on: the new key is durable before anything is wrapped by it; the old one is let go of only when nothing
 * is wrapped by it any more, and nothing can be (see `addPersonKey`). Two at once do the work of one.
 *
 * @param pause waits between two transactions, so that other processes get their turn
 */
export async function rotateKeys(
  store: Store,
  vault: Vault,
  pause: () => Promise<void> = nextTurn,
): Promise<Rotation> {
  const outcome = await patiently(store, pause, (tx) => beginGeneration(tx, vault));
  const rewrapped = await finishRotation(store, vault, pause);
  return { outcome, generation: vault.newest.generation, rewrapped };
}

/**
 * Finishes a rotation that was begun, if there is one: whatever an older master key wraps is wrapped by the newest, then
 * the older one is let go of. Returns how many people's keys that were. Begins none.
 */
export async function finishRotation(
  store: Store,
  vault: Vault,
  pause: () => Promise<void> = nextTurn,
): Promise<number> {
  let rewrapped = 0;
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after;
    const batch = await patiently(store, pause, (tx) => rewrapBatch(tx, vault, from));
    rewrapped += batch.rewrapped;
    after = batch.after;
    await pause();
  }
  await patiently(store, pause, (tx) => dropPrevious(tx, vault));
  if (rewrapped > 0) await store.purge();
  return rewrapped;
}

/** Makes the newest generation one of the current master key. Who comes second finds it done. */
async function beginGeneration(tx: Tx, vault: Vault): Promise<Rotation['outcome']> {
  const { masterKeys } = vault;
  const generations = await holdGenerations(tx, 'all');
  vault.learn(generations);
  if (generations.length > 1) return 'finished';
  const { newest } = vault;
  let { current, previous } = masterKeys.read();
  if (current.equals(newest.master)) {
    if (!masterKeys.keep) return 'nothing-new';
    // All that was left of the last rotation was to let go of the old key.
    if (previous) return 'finished';
    previous = current;
    current = MasterKey.random();
    masterKeys.keep({ current, previous });
  }
  await addGeneration(tx, newest.generation + 1, vault.wrapSystemKeys(current));
  vault.learn(await readGenerations(tx));
  return 'done';
}

/**
 * Wraps the next keys anew, and ends the older generations when there are none. Where the next batch begins, or null
 * when that was done.
 */
async function rewrapBatch(
  tx: Tx,
  vault: Vault,
  after: string,
): Promise<{ readonly rewrapped: number; readonly after: string | null }> {
  const generations = await holdGenerations(tx, 'older');
  vault.learn(generations);
  if (generations.length < 2) return { rewrapped: 0, after: null };
  const { generation } = vault.newest;
  const keys = await tx.all<KeptKey>(
    `SELECT person_id AS "personId", wrapped, generation FROM person_key
      WHERE person_id > $1 AND generation < $2 ORDER BY person_id LIMIT ${BATCH}${
        tx.dialect === 'postgres' ? ' FOR UPDATE' : ''
      }`,
    after,
    generation,
  );
  for (const kept of keys) {
    const { wrapped } = vault.rewrap(kept.personId, kept);
    await tx.run(
      'UPDATE person_key SET wrapped = $2, generation = $3 WHERE person_id = $1',
      kept.personId,
      wrapped,
      generation,
    );
  }
  const last = keys.at(-1);
  if (last) return { rewrapped: keys.length, after: last.personId };
  // Only a look at all of them, from the first, tells that none is left.
  if (after !== '') return { rewrapped: 0, after: '' };
  await tx.run('DELETE FROM key_generation WHERE generation < $1', generation);
  return { rewrapped: 0, after: null };
}

/** Lets go of a kept key that opens nothing any more. Under the same hold under which new ones are made. */
async function dropPrevious(tx: Tx, vault: Vault): Promise<void> {
  const { masterKeys } = vault;
  const generations = await holdGenerations(tx, 'all');
  const { current, previous } = masterKeys.read();
  if (!previous || !masterKeys.keep || generations.length > 1) return;
  vault.learn(generations);
  if (current.equals(vault.newest.master)) masterKeys.keep({ current, previous: null });
}

/** On SQLite, a server beside this process may hold the file for longer than one wait. */
async function patiently<T>(
  store: Store,
  pause: () => Promise<void>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await store.write(work);
    } catch (problem) {
      const isBusy = problem instanceof MadobeError && problem.code === 'store_unavailable';
      if (!isBusy || tried === TRIES) throw problem;
      await pause();
    }
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
