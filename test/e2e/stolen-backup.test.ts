import { randomBytes } from 'node:crypto';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { PersonDirectory } from '../../src/people';
import {
  givenMasterKeys,
  migrateStore,
  openStore,
  rotateKeys,
  type SealingKey,
  type Store,
  Vault,
} from '../../src/store';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import type { Phone } from '../support/line-double';
import { openScene, type Scene } from './scene';
import { follow, questionOn, tap, write } from './screens';

/** Invented, and like nothing that would be there by chance. */
const said = { gone: '屋根裏の小箱 Zq7', here: '小窓の空 Rt5' };
const keyTables = ['key_generation', 'person_key'] as const;

onBothDatabases((dialect) => {
  let scene: Scene;
  let stolen: TestDatabase;
  let gone: Phone;
  let here: Phone;
  const stores: Store[] = [];

  beforeEach(async () => {
    scene = await openScene(dialect);
    stolen = await createTestDatabase(dialect);
    [gone, here] = [scene.line.phone(), scene.line.phone()];
    for (const [phone, text] of [
      [gone, said.gone],
      [here, said.here],
    ] as const) {
      await follow(phone);
      await write(phone, text);
    }
    await scene.settled();
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    await stolen.remove();
    await scene.close();
  });

  const erase = async (phone: Phone) => {
    await write(phone, '消す');
    expect(questionOn(phone)).toBe('erase/sure');
    await tap(phone, 'erase/sure/erase');
    await scene.settled();
    expect(await scene.personOf(phone.userId)).toBeNull();
  };
  const masterKey = (): Buffer => {
    const key = scene.door.config.masterKey;
    if (key === null) throw new Error('The scene has a master key.');
    return key.export();
  };
  const openStolen = async (key = masterKey()): Promise<{ store: Store; vault: Vault }> => {
    const vault = new Vault(key);
    const store = await openStore(stolen.location, vault, scene.clock);
    stores.push(store);
    return { store, vault };
  };

  /** Every message in the stolen copy that one of these keys opens, and how many there are in all. */
  const readAll = async (store: Store, keys: readonly SealingKey[]) => {
    const rows = await store.read((tx) =>
      tx.all<{ content: Buffer }>('SELECT content FROM message WHERE content IS NOT NULL'),
    );
    const texts = rows.flatMap(({ content }) =>
      keys.flatMap((key) => {
        try {
          return [key.open('message.content', content)];
        } catch {
          return [];
        }
      }),
    );
    return { text: texts.join('\n'), opened: texts.length, all: rows.length };
  };

  /** All data keys there are today, each as if it were anybody's. */
  const keysOfToday = async ({ store, vault }: { store: Store; vault: Vault }, people: readonly string[]) => {
    const kept = await store.read((tx) =>
      tx.all<{ wrapped: Buffer; generation: number }>('SELECT wrapped, generation FROM person_key'),
    );
    return kept.flatMap((each) =>
      people.flatMap((id) => {
        try {
          return [vault.openPersonKey(id, each)];
        } catch {
          return [];
        }
      }),
    );
  };

  test('copied before the erasure and opened after it with all keys of today, it does not give back the erased', async () => {
    const people = [await scene.personOf(gone.userId), await scene.personOf(here.userId)].map(String);
    await steal(scene, stolen);
    await erase(gone);
    await takeKeys(scene, stolen);

    const copy = await openStolen();
    const keys = await keysOfToday(copy, people);
    expect(keys).toHaveLength(1);
    const { text, opened, all } = await readAll(copy.store, keys);
    expect(opened).toBeGreaterThan(1);
    expect(opened).toBeLessThan(all);
    expect(text).toContain(said.here);
    expect(text).not.toContain(said.gone);

    const directory = new PersonDirectory(copy.vault);
    const find = (phone: Phone) => copy.store.write((tx) => directory.find(tx, 'line', phone.userId));
    expect((await find(here))?.id).toBe(people[1]);
    expect(await find(gone)).toBeNull();
  });

  test('the others are there for the keys of today, also when the master key was changed since', async () => {
    const people = [await scene.personOf(gone.userId), await scene.personOf(here.userId)].map(String);
    await steal(scene, stolen);
    await erase(gone);
    const next = randomBytes(32);
    const rotating = new Vault(givenMasterKeys(next, masterKey()));
    const today = await openStore(scene.door.database.location, rotating, scene.clock);
    stores.push(today);
    await rotateKeys(today, rotating);
    await takeKeys(scene, stolen);

    await expect(openStolen()).rejects.toMatchObject({ code: 'key_mismatch' });
    const copy = await openStolen(next);
    const { text } = await readAll(copy.store, await keysOfToday(copy, people));
    expect(text).toContain(said.here);
    expect(text).not.toContain(said.gone);
    expect(copy.vault.indexOf('address/line', here.userId)).toBe(
      rotating.indexOf('address/line', here.userId),
    );
  });

  test('with the keys of then it is all readable: a copy of everything is not protected', async () => {
    const people = [await scene.personOf(gone.userId), await scene.personOf(here.userId)].map(String);
    await steal(scene, stolen);
    await takeKeys(scene, stolen);
    await erase(gone);
    const copy = await openStolen();
    const { text } = await readAll(copy.store, await keysOfToday(copy, people));
    expect(text).toContain(said.here);
    expect(text).toContain(said.gone);
  });
});

const isKeysFile = (name: string) => name.startsWith('keys.sqlite');

/** Copies the running database, all but the keys. */
async function steal(scene: Scene, to: TestDatabase): Promise<void> {
  const from = scene.door.database;
  if (from.location.dialect === 'sqlite') {
    copyFiles(from, to, (name) => name.startsWith('madobe.sqlite'));
    return;
  }
  await migrateStore(to.location);
  await copyTables(from, to, (name) => !keyTables.some((table) => table === name));
}

/** Copies the keys as they are now beside the stolen database. */
async function takeKeys(scene: Scene, to: TestDatabase): Promise<void> {
  const from = scene.door.database;
  if (from.location.dialect === 'sqlite') copyFiles(from, to, isKeysFile);
  else await copyTables(from, to, (name) => keyTables.some((table) => table === name));
}

/** Files and their write-ahead logs. The shared memory is made anew from the log. */
function copyFiles(from: TestDatabase, to: TestDatabase, isWanted: (name: string) => boolean): void {
  for (const name of readdirSync(from.dataDir)) {
    if (isWanted(name) && !name.endsWith('-shm')) {
      copyFileSync(join(from.dataDir, name), join(to.dataDir, name));
    }
  }
}

/** Rows of tables, as `pg_dump --data-only` would copy them. */
async function copyTables(
  from: TestDatabase,
  to: TestDatabase,
  isWanted: (name: string) => boolean,
): Promise<void> {
  const [source, target] = await Promise.all([connect(from), connect(to)]);
  try {
    await target.query('SET session_replication_role = replica');
    const { rows: tables } = await source.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    for (const { name } of tables.filter((table) => table.name !== 'migration' && isWanted(table.name))) {
      await target.query(`DELETE FROM "${name}"`);
      const { rows } = await source.query<Record<string, unknown>>(`SELECT * FROM "${name}"`);
      for (const row of rows) {
        const columns = Object.keys(row).map((column) => `"${column}"`);
        const places = columns.map((_, index) => `$${index + 1}`);
        await target.query(
          `INSERT INTO "${name}" (${columns.join(', ')}) VALUES (${places.join(', ')})`,
          Object.values(row),
        );
      }
    }
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}

async function connect({ location }: TestDatabase): Promise<Client> {
  if (location.dialect !== 'postgres') throw new Error('Rows are copied on PostgreSQL only.');
  const client = new Client({ connectionString: location.url });
  await client.connect();
  return client;
}
