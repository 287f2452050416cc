import { randomBytes } from 'node:crypto';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { addPersonKey, openStore, type Store, Vault } from '../../src/store';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';

const clock = FakeClock.at('2026-11-21T10:00:00+09:00');
const apart = { code: 'keys_of_another_database' };

onBothDatabases((dialect) => {
  const databases: TestDatabase[] = [];
  const stores: Store[] = [];
  const master = randomBytes(32);

  const create = async () => {
    const database = await createTestDatabase(dialect);
    databases.push(database);
    return database;
  };
  const open = async (database: TestDatabase, key = master) => {
    const vault = new Vault(key);
    const store = await openStore(database.location, vault, clock);
    stores.push(store);
    return { store, vault };
  };
  const closeStores = async () => {
    for (const store of stores.splice(0)) await store.close();
  };
  afterEach(async () => {
    await closeStores();
    for (const database of databases.splice(0)) await database.remove();
  });

  /** A database with somebody in it, closed. */
  const withSomebody = async () => {
    const database = await create();
    const { store, vault } = await open(database);
    await store.write(async (tx) => {
      await tx.run(
        `INSERT INTO person (id, notices_allowed, created_at, last_seen_at) VALUES ('p', TRUE, 1, 1)`,
      );
      await addPersonKey(tx, vault, 'p');
    });
    return { database, store };
  };

  test('two new databases under the same master key have nothing in common', async () => {
    const [one, other] = [await open(await create()), await open(await create())];
    expect(one.vault.indexOf('address/line', 'U1')).not.toBe(other.vault.indexOf('address/line', 'U1'));
  });

  test('processes that start at once on an empty database agree on its keys', async () => {
    const database = await create();
    const opened = await Promise.all([open(database), open(database), open(database)]);
    expect(new Set(opened.map(({ vault }) => vault.indexOf('address/line', 'U1'))).size).toBe(1);
  });

  test('a first start that died before it tied the database to its keys is made good by the next', async () => {
    const database = await create();
    const { store, vault } = await open(database);
    await store.write((tx) => tx.run('DELETE FROM installation'));
    const again = await open(database);
    expect(again.vault.indexOf('address/line', 'U1')).toBe(vault.indexOf('address/line', 'U1'));
  });

  test('a database whose keys are gone is refused, and nothing is made in their place', async () => {
    const { database, store } = await withSomebody();
    await store.write(async (tx) => {
      await tx.run('DELETE FROM person_key');
      await tx.run('DELETE FROM key_generation');
    });
    await expect(open(database)).rejects.toMatchObject(apart);
    expect(await store.read((tx) => tx.all('SELECT 1 FROM key_generation'))).toEqual([]);
  });

  test('keys of people without the database that knows them are refused', async () => {
    const { database, store } = await withSomebody();
    await store.write(async (tx) => {
      await tx.run('DELETE FROM installation');
      await tx.run('DELETE FROM person');
    });
    await expect(open(database)).rejects.toMatchObject(apart);
    expect(await store.read((tx) => tx.all('SELECT 1 FROM installation'))).toEqual([]);
  });

  if (dialect === 'sqlite') {
    const keysOf = ({ dataDir }: TestDatabase) =>
      readdirSync(dataDir)
        .filter((name) => name.startsWith('keys.sqlite'))
        .map((name) => join(dataDir, name));

    test('a lost file of keys is refused at every start, and works again when it is put back', async () => {
      const { database } = await withSomebody();
      await closeStores();
      const aside = join(database.dataDir, 'aside');
      cpSync(join(database.dataDir, 'keys.sqlite'), aside);
      for (const file of keysOf(database)) rmSync(file);
      await expect(open(database)).rejects.toMatchObject(apart);
      await expect(open(database)).rejects.toMatchObject(apart);
      cpSync(aside, join(database.dataDir, 'keys.sqlite'));
      const { store } = await open(database);
      expect(await store.read((tx) => tx.all('SELECT person_id AS id FROM person_key'))).toEqual([
        { id: 'p' },
      ]);
    });

    test('a file of keys without its database is refused, and works again when that is put back', async () => {
      const { database } = await withSomebody();
      await closeStores();
      const file = join(database.dataDir, 'madobe.sqlite');
      const aside = join(database.dataDir, 'aside');
      cpSync(file, aside);
      rmSync(file);
      await expect(open(database)).rejects.toMatchObject(apart);
      cpSync(aside, file);
      expect(await (await open(database)).store.read((tx) => tx.all('SELECT id FROM person'))).toHaveLength(
        1,
      );
    });

    test('the keys of another database under the same master key are refused', async () => {
      const { database } = await withSomebody();
      const { database: other } = await withSomebody();
      await closeStores();
      for (const file of keysOf(database)) rmSync(file);
      cpSync(join(other.dataDir, 'keys.sqlite'), join(database.dataDir, 'keys.sqlite'));
      await expect(open(database)).rejects.toMatchObject(apart);
    });
  }
});
