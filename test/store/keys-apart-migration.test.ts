import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataSource, migrateStore, openStore, SealingKey, type Store, Vault } from '../../src/store';
import { migrations } from '../../src/store/migrations';
import { KeysApart1795226400000 } from '../../src/store/migrations/1795226400000-keys-apart';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';

const clock = FakeClock.at('2026-11-21T10:00:00+09:00');
const PEOPLE = 300;

/** What a version before this one derived from its master key, written out as it was then. */
function oldKeys(master: Buffer) {
  const derive = (use: string) =>
    Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `madobe/1/${use}`, 32));
  const wrapping = new SealingKey(derive('wrap'), 'wrap');
  const index = derive('index');
  return {
    system: new SealingKey(derive('system'), 'system'),
    wrap: (id: string, key: Buffer) => wrapping.sealBytes(`person ${id}`, key),
    indexOf: (kind: string, identifier: string) =>
      createHmac('sha256', index).update(`${kind}\n${identifier}`).digest('base64url'),
  };
}

onBothDatabases((dialect) => {
  let database: TestDatabase;
  const opened: Store[] = [];
  const master = randomBytes(32);
  const old = oldKeys(master);
  const people = Array.from({ length: PEOPLE }, (_, number) => {
    const [id, key] = [randomUUID(), randomBytes(32)];
    return { id, number, key: new SealingKey(key, id), wrapped: old.wrap(id, key) };
  });

  /** A database as the version before left it, with people in it. */
  beforeEach(async () => {
    database = await createTestDatabase(dialect);
    await migrateStore(database.location);
    await inDatabase(async (source) => {
      for (const _ of migrations.slice(migrations.indexOf(KeysApart1795226400000))) {
        await source.undoLastMigration();
      }
      const run = (statement: string, values: unknown[]) =>
        source.query(dialect === 'postgres' ? statement : statement.replace(/\$\d/g, '?'), values);
      await run('INSERT INTO installation (id, key_check, created_at) VALUES (1, $1, 1)', [
        old.system.seal('installation.key_check', 'madobe'),
      ]);
      for (const { id, number, key, wrapped } of people) {
        await run(
          'INSERT INTO person (id, data_key, notices_allowed, created_at, last_seen_at) VALUES ($1, $2, TRUE, 1, 1)',
          [id, wrapped],
        );
        await run(
          'INSERT INTO channel_identity (channel, address_index, person_id, address, reachable) VALUES ($1, $2, $3, $4, TRUE)',
          ['line', old.indexOf('address/line', `U${number}`), id, key.seal('address', `U${number}`)],
        );
      }
    });
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await database.remove();
  });

  const inDatabase = async (
    work: (source: Awaited<ReturnType<typeof createDataSource>>) => Promise<void>,
  ) => {
    const source = await createDataSource(database.location).initialize();
    try {
      await work(source);
    } finally {
      await source.destroy();
    }
  };
  const open = async (vault: Vault): Promise<Store> => {
    const store = await openStore(database.location, vault, clock);
    opened.push(store);
    return store;
  };

  /** That everybody is found by their address as before, and what was sealed for them opens. */
  const expectEverybodyThere = async (store: Store, vault: Vault) => {
    const rows = await store.read((tx) =>
      tx.all<{ id: string; place: string; address: Buffer; wrapped: Buffer; generation: number }>(
        `SELECT p.id, c.address_index AS place, c.address, k.wrapped, k.generation
           FROM person p JOIN channel_identity c ON c.person_id = p.id JOIN person_key k ON k.person_id = p.id`,
      ),
    );
    const found = rows.map(({ id, place, address, ...kept }) => {
      const text = vault.openPersonKey(id, kept).open('address', address);
      expect(place).toBe(vault.indexOf('address/line', text));
      return text;
    });
    expect(found.sort()).toEqual(people.map(({ number }) => `U${number}`).sort());
  };

  test('an old database with people in it opens with its master key, and everybody is there', async () => {
    const vault = new Vault(master);
    await expectEverybodyThere(await open(vault), vault);
    const again = new Vault(master);
    await expectEverybodyThere(await open(again), again);
    expect(again.indexOf('place/line', 'C1')).toBe(old.indexOf('place/line', 'C1'));
    expect(again.system.open('note', old.system.seal('note', 'x'))).toBe('x');
  });

  test('no wrapped key is left where it was, on the disk', async () => {
    await open(new Vault(master));
    const files = dialect === 'sqlite' ? filesOfSqlite() : await filesOfPostgres();
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const bytes = readFileSync(file);
      expect(people.filter(({ wrapped }) => bytes.includes(wrapped)).length).toBe(0);
    }
  });

  /** Everything in the data directory but the keys. */
  const filesOfSqlite = () =>
    readdirSync(database.dataDir)
      .filter((name) => !name.startsWith('keys.sqlite'))
      .map((name) => join(database.dataDir, name));

  /** The files in which the server keeps people, all of them written out. */
  const filesOfPostgres = async () => {
    const files: string[] = [];
    await inDatabase(async (source) => {
      await source.query('CHECKPOINT');
      const rows: { file: string }[] = await source.query(
        `SELECT current_setting('data_directory') || '/' || pg_relation_filepath(name::regclass) AS file
           FROM unnest(ARRAY['person', 'person_pkey', 'channel_identity']) AS name
          WHERE to_regclass(name) IS NOT NULL`,
      );
      files.push(...rows.map(({ file }) => file));
    });
    return files;
  };

  test('another master key is refused, and the right one opens everything afterwards', async () => {
    await expect(open(new Vault(randomBytes(32)))).rejects.toMatchObject({ code: 'key_mismatch' });
    const vault = new Vault(master);
    await expectEverybodyThere(await open(vault), vault);
  });

  test('broken off between the keys and the column, it goes on where it was', async () => {
    await inDatabase(async (source) => {
      const runner = source.createQueryRunner();
      const { query } = runner;
      runner.query = function queryUntilTheDrop(this: typeof runner, statement: string, ...rest: never[]) {
        if (statement.includes('DROP COLUMN')) throw new Error('the power went');
        return query.call(this, statement, ...rest);
      } as typeof runner.query;
      await expect(new KeysApart1795226400000().up(runner)).rejects.toThrow('the power went');
      runner.query = query;
      await runner.release();
    });
    const vault = new Vault(master);
    await expectEverybodyThere(await open(vault), vault);
  });

  test('broken off after the column went and before it was noted, it goes on where it was', async () => {
    await inDatabase(async (source) => {
      const runner = source.createQueryRunner();
      await new KeysApart1795226400000().up(runner);
      await runner.release();
    });
    const vault = new Vault(master);
    await expectEverybodyThere(await open(vault), vault);
  });
});
