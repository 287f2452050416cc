import type { Log } from '../log';
import { countWithoutKey, forgetAllWithoutKey, sweepKeys } from '../people';
import { finishRotation, type Store, type Vault } from '../store';

/**
 * Puts the keys in order, at each start and each night: destroys those that are nobody's, and finishes a rotation that
 * was broken off. People whose key is gone are told of; they are left until the night, since a file of keys that was put
 * back by mistake can still be exchanged.
 */
export async function tendKeys(parts: {
  readonly store: Store;
  readonly vault: Vault;
  readonly log: Log;
}): Promise<void> {
  const { store, vault, log } = parts;
  const swept = await sweepKeys(store);
  if (swept > 0) log.info('keys.swept', { keys: swept });
  const people = await countWithoutKey(store);
  if (people > 0) {
    log.warn('keys.missing', {
      people,
      advice:
        'These people cannot be read: they were erased after the database was copied, or the keys are older than the database. What is left of them goes tonight.',
    });
  }
  const rewrapped = await finishRotation(store, vault);
  if (rewrapped > 0) log.info('keys.rotated', { keys: rewrapped, generation: vault.newest.generation });
}

/** Forgets people whose key is gone. */
export async function forgetUnreadable(store: Store, log: Log): Promise<void> {
  const people = await forgetAllWithoutKey(store);
  if (people > 0) log.info('keys.people-forgotten', { people });
}
