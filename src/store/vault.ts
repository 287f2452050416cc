import { createHmac, randomBytes } from 'node:crypto';
import { MadobeError } from '../errors';
import type { KeyGeneration } from './entities/key-generation';
import type { StoredPersonKey } from './entities/person-key';
import { MasterKey, type SystemKeys, type WrappedSystemKeys } from './master-key';
import { givenMasterKeys, type MasterKeys } from './master-keys';
import { SealingKey } from './sealing-key';

const KEY_BYTES = 32;

/** A person's data key as it is kept. */
export type WrappedPersonKey = Pick<StoredPersonKey, 'wrapped' | 'generation'>;

/** What a vault can do once it has seen the database's keys. */
interface Opened {
  readonly system: SealingKey;
  readonly keys: SystemKeys;
  readonly newest: number;
}

/**
 * Envelope encryption. Each person has a random data key, wrapped by a master key; destroying the wrapped key makes all
 * of theirs unreadable. Lookups by a channel's ids go through a keyed hash, so that the ids themselves stand nowhere.
 *
 * A vault is shut until a store was opened with it. It then knows by which of the master keys in hand each generation in
 * the database is wrapped.
 */
export class Vault {
  readonly masterKeys: MasterKeys;
  private readonly masters = new Map<number, MasterKey>();
  private opened: Opened | null = null;

  /** @param masterKeys where they come from, or the only one there is: 32 bytes */
  constructor(masterKeys: MasterKeys | Buffer) {
    this.masterKeys = Buffer.isBuffer(masterKeys) ? givenMasterKeys(masterKeys) : masterKeys;
  }

  /**
   * Learns the generations in the database, and reads the master keys anew for it. Those it knew before stay known: a
   * transaction may still see what they wrapped.
   *
   * @param generations all of them, oldest first
   * @throws `key_mismatch` when one is wrapped by a master key that is not in hand; the vault stays as it was
   */
  learn(generations: readonly KeyGeneration[]): void {
    const { current, previous } = this.masterKeys.read();
    const found = generations.map((row) => {
      for (const master of [current, previous, this.masters.get(row.generation)]) {
        const keys = master?.unwrapSystemKeys(row);
        if (master && keys) return { generation: row.generation, master, keys };
      }
      throw new MadobeError('key_mismatch');
    });
    const newest = found.at(-1);
    if (!newest) throw new MadobeError('key_mismatch');
    for (const { generation, master } of found) this.masters.set(generation, master);
    const { keys, generation } = newest;
    this.opened = { keys, system: new SealingKey(keys.system, 'system'), newest: generation };
  }

  /** Whether {@link learn} has met this generation. */
  knows(generation: number): boolean {
    return this.masters.has(generation);
  }

  /** The master key that wraps what is new. */
  get newest(): { readonly generation: number; readonly master: MasterKey } {
    const { newest } = this.open;
    return { generation: newest, master: this.masterOf(newest) };
  }

  /** Seals what belongs to nobody, and nothing about a person. */
  get system(): SealingKey {
    return this.open.system;
  }

  /**
   * A keyed hash of an identifier: equal for equal input in this database, 43 characters, meaningless without the key.
   * `kind` keeps identifiers of different kinds apart.
   */
  indexOf(kind: string, identifier: string): string {
    return createHmac('sha256', this.open.keys.index).update(`${kind}\n${identifier}`).digest('base64url');
  }

  /** A new data key for a person, with its wrapped form for the `person_key` row. */
  createPersonKey(personId: string): { readonly key: SealingKey; readonly kept: WrappedPersonKey } {
    const dataKey = randomBytes(KEY_BYTES);
    return { key: new SealingKey(dataKey, personId), kept: this.wrap(personId, dataKey) };
  }

  /** The data key of a person. Throws when it was wrapped for somebody else, or its generation is not known. */
  openPersonKey(personId: string, kept: WrappedPersonKey): SealingKey {
    return new SealingKey(this.unwrap(personId, kept), personId);
  }

  /** The same data key, wrapped by the newest master key. */
  rewrap(personId: string, kept: WrappedPersonKey): WrappedPersonKey {
    return this.wrap(personId, this.unwrap(personId, kept));
  }

  /** The system's own keys, wrapped by a master key that is to be the newest. */
  wrapSystemKeys(master: MasterKey): WrappedSystemKeys {
    return master.wrapSystemKeys(this.open.keys);
  }

  private wrap(personId: string, dataKey: Buffer): WrappedPersonKey {
    const { generation, master } = this.newest;
    return { wrapped: master.wrap(personId, dataKey), generation };
  }

  private unwrap(personId: string, { wrapped, generation }: WrappedPersonKey): Buffer {
    return this.masterOf(generation).unwrap(personId, wrapped);
  }

  private masterOf(generation: number): MasterKey {
    const master = this.masters.get(generation);
    if (!master) throw new MadobeError('key_mismatch');
    return master;
  }

  private get open(): Opened {
    if (!this.opened) throw new Error('The vault is shut: open the store with it first.');
    return this.opened;
  }
}
