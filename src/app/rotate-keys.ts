import { systemClock } from '../clock';
import { openStore, type Rotation, rotateKeys, storeExists } from '../store';
import type { Config } from './config';
import { openVault, storeLocation } from './open-vault';

/** Between two transactions a server on the same file gets its turn. Milliseconds. */
const PAUSE_MS = 10;

/** What a rotation did, and who has the master key: Madobe, which made a new one, or the operator, who gave it. */
export interface ConfiguredRotation extends Rotation {
  readonly masterKey: 'kept' | 'given';
}

/**
 * Changes the master key of the configured database, beside servers that go on working. Null when there is no database
 * yet. Run again after it was broken off, it goes on.
 */
export async function rotateConfiguredKeys(config: Config): Promise<ConfiguredRotation | null> {
  const location = storeLocation(config);
  if (!storeExists(location)) return null;
  const vault = openVault(config);
  const store = await openStore(location, vault, systemClock);
  try {
    const rotation = await rotateKeys(store, vault, pause);
    return { ...rotation, masterKey: config.masterKey === null ? 'kept' : 'given' };
  } finally {
    await store.close();
  }
}

/** A timer that keeps the process alive, since there may be nothing else that does. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAUSE_MS);
  });
}
