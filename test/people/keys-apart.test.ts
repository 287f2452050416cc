import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  countWithoutKey,
  erasePerson,
  forgetAllWithoutKey,
  PersonDirectory,
  sweepKeys,
} from '../../src/people';
import { openStore, type Store, Vault } from '../../src/store';
import { createMigratedDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';

const clock = FakeClock.at('2026-11-21T10:00:00+09:00');
const HERE = 'U-here';
const OTHER = 'U-other';

onBothDatabases((dialect) => {
  let database: TestDatabase;
  let store: Store;
  let people: PersonDirectory;
  const master = randomBytes(32);

  const open = async () => {
    const vault = new Vault(master);
    store = await openStore(database.location, vault, clock);
    people = new PersonDirectory(vault);
  };
  beforeEach(async () => {
    database = await createMigratedDatabase(dialect);
    await open();
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  const create = (address: string) => store.write((tx) => people.create(tx, 'line', address, clock.now()));
  const find = (address: string) => store.write((tx) => people.find(tx, 'line', address));
  const count = async (table: string) => (await store.read((tx) => tx.all(`SELECT 1 FROM ${table}`))).length;

  describe('somebody whose key is gone', () => {
    let id: string;
    beforeEach(async () => {
      await create(OTHER);
      ({ id } = await create(HERE));
      await store.write(async (tx) => {
        await tx.run(
          `INSERT INTO inbox_event (channel, event_id, person_id, state, payload, happened_at, accepted_at, attempts, due_at)
           VALUES ('line', 'event-1', $1, 'pending', $2, 1, 1, 0, 1)`,
          id,
          randomBytes(40),
        );
        await tx.run('DELETE FROM person_key WHERE person_id = $1', id);
      });
    });

    test('is nobody: cannot be held or opened', async () => {
      expect(await store.write((tx) => people.lock(tx, id))).toBeNull();
      expect(await store.read((tx) => people.open(tx, id))).toBeNull();
    });

    test('is made anew when they write, and the event that was never acknowledged is new too', async () => {
      expect(await find(HERE)).toBeNull();
      expect(await count('inbox_event')).toBe(0);
      const again = await create(HERE);
      expect(again.id).not.toBe(id);
      expect((await find(HERE))?.id).toBe(again.id);
      expect(await count('person')).toBe(2);
    });

    test('is counted, and forgotten at night; nobody else is', async () => {
      expect(await countWithoutKey(store)).toBe(1);
      expect(await forgetAllWithoutKey(store)).toBe(1);
      expect([await count('person'), await count('channel_identity'), await count('inbox_event')]).toEqual([
        1, 1, 0,
      ]);
      expect(await find(OTHER)).not.toBeNull();
      expect(await countWithoutKey(store)).toBe(0);
    });
  });

  test('hundreds of people whose keys are gone are all forgotten', async () => {
    for (let number = 0; number < 250; number += 1) await create(`U-${number}`);
    await store.write((tx) => tx.run('DELETE FROM person_key'));
    expect(await forgetAllWithoutKey(store)).toBe(250);
    expect(await count('person')).toBe(0);
  });

  test('a key that is nobody’s is swept, and nobody else’s', async () => {
    await create(OTHER);
    const { id } = await create(HERE);
    await store.write((tx) => tx.run('DELETE FROM person WHERE id = $1', id));
    expect(await sweepKeys(store)).toBe(1);
    expect(await sweepKeys(store)).toBe(0);
    expect(await count('person_key')).toBe(1);
    expect(await find(OTHER)).not.toBeNull();
  });

  test('erasing takes the key in the same transaction, or nothing at all', async () => {
    const { id } = await create(HERE);
    const undone = store.write(async (tx) => {
      await erasePerson(tx, people, id);
      throw new Error('changed its mind');
    });
    await expect(undone).rejects.toThrow('changed its mind');
    expect((await find(HERE))?.id).toBe(id);
    await store.write((tx) => erasePerson(tx, people, id));
    expect([await count('person'), await count('person_key')]).toEqual([0, 0]);
  });

  if (dialect === 'sqlite') {
    /** The files as they are now, in the middle of everything. */
    const snapshot = () => {
      const directory = mkdtempSync(join(tmpdir(), 'madobe-snapshot-'));
      for (const name of readdirSync(database.dataDir)) {
        copyFileSync(join(database.dataDir, name), join(directory, name));
      }
      return directory;
    };

    /**
     * Puts the data where a kill between the two files of one commit leaves it: the database, which is written first,
     * as after it, and the keys as before it.
     */
    const killBetween = async (commit: () => Promise<unknown>) => {
      const before = snapshot();
      await commit();
      const after = snapshot();
      await store.close();
      for (const name of readdirSync(database.dataDir)) rmSync(join(database.dataDir, name));
      const takeOver = (directory: string, isWanted: (name: string) => boolean) => {
        // What a kill leaves of the shared memory does not count: it is made anew from the log.
        for (const name of readdirSync(directory).filter(
          (each) => !each.endsWith('-shm') && isWanted(each),
        )) {
          writeFileSync(join(database.dataDir, name), readFileSync(join(directory, name)));
        }
        rmSync(directory, { recursive: true });
      };
      takeOver(before, (name) => name.startsWith('keys.sqlite'));
      takeOver(after, (name) => !name.startsWith('keys.sqlite'));
      await open();
    };

    test('killed between the two files of a first contact, the person is made anew when they write again', async () => {
      const kept = await create(OTHER);
      await killBetween(() => create(HERE));
      expect([await count('person'), await count('person_key')]).toEqual([2, 1]);
      expect(await find(HERE)).toBeNull();
      await create(HERE);
      expect(await find(HERE)).not.toBeNull();
      expect((await find(OTHER))?.id).toBe(kept.id);
      expect([await count('person'), await count('person_key')]).toEqual([2, 2]);
    });

    test('killed between the two files of an erasure, the key goes at the next start', async () => {
      const kept = await create(OTHER);
      const { id } = await create(HERE);
      await killBetween(() => store.write((tx) => erasePerson(tx, people, id)));
      expect([await count('person'), await count('person_key')]).toEqual([1, 2]);
      const [orphan] = await store.read((tx) =>
        tx.all<{ wrapped: Buffer }>('SELECT wrapped FROM person_key WHERE person_id = $1', id),
      );
      expect(await sweepKeys(store)).toBe(1);
      const files = readdirSync(database.dataDir).map((name) => readFileSync(join(database.dataDir, name)));
      expect(files.filter((bytes) => bytes.includes(orphan?.wrapped ?? ''))).toEqual([]);
      expect((await find(OTHER))?.id).toBe(kept.id);
    });
  }
});
