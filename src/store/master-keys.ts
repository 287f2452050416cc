import { MasterKey } from './master-key';

/** The master keys that are in hand at one moment. */
export interface MasterKeyPair {
  /** The one that is to wrap everything once a rotation to it has been done. */
  readonly current: MasterKey;
  /** The one before it, as long as something may be wrapped by it. */
  readonly previous: MasterKey | null;
}

/** Where the master keys come from. Which of them wraps what is written in the database, not here. */
export interface MasterKeys {
  /** The keys as they are now: another process may have changed them since the last time. */
  read(): MasterKeyPair;
  /**
   * Keeps these instead, durably and all at once. Null where somebody else gives the keys, and alone can change them.
   */
  readonly keep: ((pair: MasterKeyPair) => void) | null;
}

/** Keys that were given from outside and stay as they are while this process lives. */
export function givenMasterKeys(current: Buffer, previous: Buffer | null = null): MasterKeys {
  const pair = { current: new MasterKey(current), previous: previous && new MasterKey(previous) };
  return { read: () => pair, keep: null };
}
