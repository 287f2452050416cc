import { randomBytes, randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  addPersonKey,
  destroyPersonKey,
  openPersonKey,
  type SealingKey,
  type Tx,
  type Vault,
} from '../store';
import { forgetWithoutKey } from './forget-without-key';

/** Somebody who wrote to us, with the key that opens what is theirs. */
export interface KnownPerson {
  readonly id: string;
  readonly key: SealingKey;
}

/** A person as found by a channel's id. */
export interface FoundPerson extends KnownPerson {
  /** False after `unfollow`, until they come back. */
  readonly reachable: boolean;
}

/** A person held by the transaction that looked them up. */
export interface LockedPerson extends KnownPerson {
  /** Milliseconds since the epoch. */
  readonly lastSeenAt: number;
}

const PURPOSE = 'channel_identity.address';
/** Unwrapped keys kept in memory: saves a decryption per turn, and is all of a person that a process keeps. */
const KEYS_IN_MEMORY = 10_000;
const LAST_SEEN_GRAIN_MS = 60 * 60 * 1000;

/** Finds people by the id a channel has for them, and holds their keys. */
export class PersonDirectory {
  private readonly keys = new LRUCache<string, SealingKey>({ max: KEYS_IN_MEMORY });

  constructor(private readonly vault: Vault) {}

  /** The keyed hash under which a channel's id of a person is found. */
  private indexOf(channel: string, address: string): string {
    return this.vault.indexOf(`address/${channel}`, address);
  }

  /**
   * The person behind a channel's id, or null when nobody with it ever wrote. Keeps them from being erased until the
   * transaction ends, so that what is then written for them finds them.
   */
  async find(tx: Tx, channel: string, address: string): Promise<FoundPerson | null> {
    const [row] = await tx.all<{ id: string; reachable: number | boolean }>(
      `SELECT p.id, c.reachable
         FROM channel_identity c JOIN person p ON p.id = c.person_id
        WHERE c.channel = $1 AND c.address_index = $2${tx.dialect === 'postgres' ? ' FOR KEY SHARE OF p' : ''}`,
      channel,
      this.indexOf(channel, address),
    );
    if (!row) return null;
    const person = await this.withKey(tx, row.id);
    if (person) return { ...person, reachable: Boolean(row.reachable) };
    // Made anew by whoever asks, as if they had never been known.
    await forgetWithoutKey(tx, row.id);
    return null;
  }

  /**
   * Makes the person behind a channel's id, whom {@link find} did not find. Two transactions making the same one at
   * once end with one: the second waits for the first and then finds it.
   *
   * @param id a UUID, where something hangs on who the person is
   */
  async create(
    tx: Tx,
    channel: string,
    address: string,
    now: number,
    id: string = randomUUID(),
  ): Promise<FoundPerson> {
    await tx.run(
      'INSERT INTO person (id, notices_allowed, created_at, last_seen_at) VALUES ($1, TRUE, $2, $2)',
      id,
      now,
    );
    const key = await addPersonKey(tx, this.vault, id);
    const inserted = await tx.run(
      `INSERT INTO channel_identity (channel, address_index, person_id, address, reachable)
       VALUES ($1, $2, $3, $4, TRUE) ON CONFLICT (channel, address_index) DO NOTHING`,
      channel,
      this.indexOf(channel, address),
      id,
      key.seal(PURPOSE, address),
    );
    if (inserted === 0) {
      await destroyPersonKey(tx, id);
      await tx.run('DELETE FROM person WHERE id = $1', id);
      const other = await this.find(tx, channel, address);
      if (other) return other;
      throw new Error('A person was made and erased by others while this transaction looked for them.');
    }
    // Not kept in memory yet: only a key that is known to be in the store outlives the transaction.
    this.keys.delete(id);
    return { id, key, reachable: true };
  }

  /**
   * Makes somebody who is known by nothing but a random address on a channel: the web chat has no ids of its own.
   */
  async createUnknown(
    tx: Tx,
    channel: string,
    now: number,
  ): Promise<FoundPerson & { readonly address: string }> {
    const address = randomAddress();
    return { ...(await this.create(tx, channel, address, now)), address };
  }

  /**
   * The address of a person on a channel that has no ids of its own; a random one from now on if they had none. Always
   * the same: a person has at most one on each channel, also when several transactions ask at once.
   */
  async giveAddress(tx: Tx, person: KnownPerson, channel: string): Promise<string> {
    const address = randomAddress();
    // Conflicts with the person's address on this channel; another's equal address does not happen.
    await tx.run(
      `INSERT INTO channel_identity (channel, address_index, person_id, address, reachable)
       VALUES ($1, $2, $3, $4, TRUE) ON CONFLICT DO NOTHING`,
      channel,
      this.indexOf(channel, address),
      person.id,
      person.key.seal(PURPOSE, address),
    );
    const [row] = await tx.all<{ address: Uint8Array }>(
      'SELECT address FROM channel_identity WHERE person_id = $1 AND channel = $2',
      person.id,
      channel,
    );
    if (!row) throw new Error('An address that was just given is not there.');
    return person.key.open(PURPOSE, row.address);
  }

  /**
   * The person with this id, or null when they were erased. Holds them until the transaction ends: turns of one
   * person, and all else that takes them so, are taken one after another, in every process.
   */
  async lock(tx: Tx, id: string): Promise<LockedPerson | null> {
    const [row] = await tx.all<{ lastSeenAt: number }>(
      `SELECT last_seen_at AS "lastSeenAt" FROM person WHERE id = $1${
        tx.dialect === 'postgres' ? ' FOR UPDATE' : ''
      }`,
      id,
    );
    const person = row && (await this.withKey(tx, id));
    return person ? { ...person, lastSeenAt: row.lastSeenAt } : null;
  }

  /** Holds a person until the transaction ends, like {@link lock}, where nothing of theirs has to be opened. */
  async hold(tx: Tx, id: string): Promise<void> {
    // SQLite does one piece of work after another anyway.
    if (tx.dialect === 'postgres') await tx.all('SELECT 1 FROM person WHERE id = $1 FOR UPDATE', id);
  }

  /** Notes that a person was here. Retention counts in days, so an hour's coarseness saves most of the writes. */
  async touch(tx: Tx, person: LockedPerson, now: number): Promise<void> {
    if (now - person.lastSeenAt < LAST_SEEN_GRAIN_MS) return;
    await tx.run('UPDATE person SET last_seen_at = $2 WHERE id = $1', person.id, now);
  }

  /** Whether a person accepts what they did not ask for. False for somebody who was erased. */
  async acceptsNotices(tx: Tx, personId: string): Promise<boolean> {
    const [row] = await tx.all<{ allowed: number | boolean }>(
      'SELECT notices_allowed AS allowed FROM person WHERE id = $1',
      personId,
    );
    return Boolean(row?.allowed);
  }

  /** The person with this id without holding them, or null when they were erased. */
  async open(tx: Tx, id: string): Promise<KnownPerson | null> {
    const [row] = await tx.all('SELECT 1 FROM person WHERE id = $1', id);
    return row ? this.withKey(tx, id) : null;
  }

  /** Those of the ids that are still here, without holding them. */
  async openAll(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>> {
    const found = new Map<string, KnownPerson>();
    if (ids.length === 0) return found;
    const rows = await tx.all<{ id: string }>(
      `SELECT id FROM person WHERE id IN (${ids.map((_, index) => `$${index + 1}`).join(', ')})`,
      ...ids,
    );
    for (const { id } of rows) {
      const person = await this.withKey(tx, id);
      if (person) found.set(id, person);
    }
    return found;
  }

  /** The channel's id for a person, or null when they cannot be reached there (gone, blocked, never were). */
  async addressOf(tx: Tx, person: KnownPerson, channel: string): Promise<string | null> {
    const [row] = await tx.all<{ address: Uint8Array }>(
      'SELECT address FROM channel_identity WHERE person_id = $1 AND channel = $2 AND reachable = TRUE',
      person.id,
      channel,
    );
    return row ? person.key.open(PURPOSE, row.address) : null;
  }

  /** Notes whether a person can be reached on a channel. */
  async setReachable(tx: Tx, personId: string, channel: string, reachable: boolean): Promise<void> {
    await tx.run(
      'UPDATE channel_identity SET reachable = $3 WHERE person_id = $1 AND channel = $2',
      personId,
      channel,
      reachable,
    );
  }

  /**
   * Notes whether a person wants anything sent without being asked. Who does not, wishes for no reminders either: none
   * of them comes back by itself when notices are turned on again.
   */
  async setNotices(tx: Tx, personId: string, allowed: boolean): Promise<void> {
    await tx.run('UPDATE person SET notices_allowed = $2 WHERE id = $1', personId, allowed);
    if (!allowed) await tx.run('DELETE FROM reminder_wish WHERE person_id = $1', personId);
  }

  /** Forgets a key held in memory. */
  forget(personId: string): void {
    this.keys.delete(personId);
  }

  /** Null for somebody whose key is gone, whatever else is left of them. */
  private async withKey(tx: Tx, id: string): Promise<KnownPerson | null> {
    const known = this.keys.get(id);
    if (known) return { id, key: known };
    const key = await openPersonKey(tx, this.vault, id);
    if (!key) return null;
    this.keys.set(id, key);
    return { id, key };
  }
}

/** 128 random bits: nobody guesses another's. */
function randomAddress(): string {
  return randomBytes(16).toString('hex');
}
