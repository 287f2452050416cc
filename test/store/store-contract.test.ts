import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { createDataSource, migrateStore, openStore, type Store, type Tx, Vault } from '../../src/store';
import { keyEntitiesOf } from '../../src/store/entities';
import { migrations } from '../../src/store/migrations';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';

const migrationNames = migrations.map((Migration) => new Migration().name);
const clock = FakeClock.at('2026-11-20T10:00:00+09:00');

onBothDatabases((dialect) => {
  let database: TestDatabase;
  let store: Store;
  const vault = new Vault(randomBytes(32));

  beforeEach(async () => {
    database = await createTestDatabase(dialect);
    store = await openStore(database.location, vault, clock);
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  const addPlace = (tx: Tx, place: string, at = 1) =>
    tx.run('INSERT INTO told_place (place_index, told_at) VALUES ($1, $2)', place, at);
  const places = () =>
    store.read(async (tx) =>
      (await tx.all<{ place: string }>('SELECT place_index AS place FROM told_place ORDER BY 1')).map(
        ({ place }) => place,
      ),
    );

  test('what was written is there when the promise resolves, also after reopening', async () => {
    await store.write((tx) => addPlace(tx, 'a'));
    await store.close();
    store = await openStore(database.location, vault, clock);
    expect(await places()).toEqual(['a']);
  });

  test('work that throws leaves nothing, and what ran beside it stays', async () => {
    const results = await Promise.allSettled([
      store.write((tx) => addPlace(tx, 'before')),
      store.write(async (tx) => {
        await addPlace(tx, 'undone');
        throw new Error('changed its mind');
      }),
      store.write((tx) => addPlace(tx, 'after')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await places()).toEqual(['after', 'before']);
  });

  test('a statement that breaks a constraint rejects its own work alone', async () => {
    await store.write((tx) => addPlace(tx, 'once'));
    const results = await Promise.allSettled([
      store.write((tx) => addPlace(tx, 'once')),
      store.write((tx) => addPlace(tx, 'twice')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await places()).toEqual(['once', 'twice']);
  });

  test('hundreds of pieces of work at once all happen, each once', async () => {
    const names = Array.from({ length: 700 }, (_, index) => `place-${String(index).padStart(3, '0')}`);
    await Promise.all(names.map((name) => store.write((tx) => addPlace(tx, name))));
    expect(await places()).toEqual(names);
  });

  test('work that reads and then writes does not lose another’s write in between', async () => {
    await store.write((tx) => addPlace(tx, 'counter', 0));
    const increment = (tx: Tx) =>
      tx
        .all<{ n: number }>(
          `SELECT told_at AS n FROM told_place WHERE place_index = 'counter'${dialect === 'postgres' ? ' FOR UPDATE' : ''}`,
        )
        .then(([row]) =>
          tx.run(`UPDATE told_place SET told_at = $1 WHERE place_index = 'counter'`, (row?.n ?? 0) + 1),
        );
    await Promise.all(Array.from({ length: 50 }, () => store.write(increment)));
    const [row] = await store.read((tx) => tx.all<{ n: number }>('SELECT told_at AS n FROM told_place'));
    expect(row?.n).toBe(50);
  });

  test('bytes, large integers, flags and nulls come back as they went in', async () => {
    const id = randomUUID();
    const bytes = randomBytes(300);
    await store.write(async (tx) => {
      await tx.run(
        'INSERT INTO person (id, notices_allowed, created_at, last_seen_at) VALUES ($1, $2, $3, $3)',
        id,
        false,
        4_102_444_800_123,
      );
      await tx.run('INSERT INTO person_key (person_id, wrapped, generation) VALUES ($1, $2, 1)', id, bytes);
      await tx.run(
        `INSERT INTO message (person_id, channel, direction, happened_at) VALUES ($1, 'line', 'in', $2)`,
        id,
        1,
      );
    });
    const [row] = await store.read((tx) =>
      tx.all<{ key: Uint8Array; allowed: unknown; at: unknown; content: unknown }>(
        `SELECT k.wrapped AS key, p.notices_allowed AS allowed, p.created_at AS at, m.content
           FROM person p JOIN person_key k ON k.person_id = p.id JOIN message m ON m.person_id = p.id
          WHERE p.id = $1`,
        id,
      ),
    );
    expect(Buffer.from(row?.key ?? []).equals(bytes)).toBe(true);
    expect(Boolean(row?.allowed)).toBe(false);
    expect(row?.at).toBe(4_102_444_800_123);
    expect(row?.content).toBeNull();
  });

  test('a statement names a value that was not given: it is refused, not read as null', async () => {
    await expect(
      store.read((tx) => tx.all('SELECT CAST($1 AS integer) + CAST($2 AS integer)', 1)),
    ).rejects.toThrow();
  });

  test('rows of a person go with the person', async () => {
    const id = randomUUID();
    await store.write(async (tx) => {
      await tx.run(
        'INSERT INTO person (id, notices_allowed, created_at, last_seen_at) VALUES ($1, TRUE, 1, 1)',
        id,
      );
      await tx.run(
        `INSERT INTO message (person_id, channel, direction, happened_at) VALUES ($1, 'line', 'in', 1)`,
        id,
      );
      await tx.run('DELETE FROM person WHERE id = $1', id);
    });
    expect(await store.read((tx) => tx.all('SELECT id FROM message'))).toEqual([]);
  });

  test('migrations run once; a second start finds nothing to do', async () => {
    expect(await migrateStore(database.location)).toEqual([]);
  });

  test('an empty database is brought to now, and what migrations made is what the entities say', async () => {
    const source = await createDataSource(database.location).initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await source.destroy();
    }
  });

  test('the file of keys holds what its entities say', async () => {
    if (database.location.dialect === 'postgres') return;
    const keys = await new DataSource({
      type: 'better-sqlite3',
      database: join(database.dataDir, 'keys.sqlite'),
      entities: keyEntitiesOf('sqlite'),
    }).initialize();
    try {
      const { upQueries } = await keys.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await keys.destroy();
    }
  });

  test('migrations can be taken back to nothing and run again', async () => {
    const source = await createDataSource(database.location).initialize();
    try {
      for (const _ of migrations) await source.undoLastMigration();
    } finally {
      await source.destroy();
    }
    expect(await migrateStore(database.location)).toEqual(migrationNames);
  });

  test('several processes starting at once on an empty database migrate it once', async () => {
    if (dialect === 'sqlite') return;
    const fresh = await createTestDatabase(dialect);
    try {
      const runs = await Promise.all(Array.from({ length: 4 }, () => migrateStore(fresh.location)));
      expect(runs.flat()).toEqual(migrationNames);
    } finally {
      await fresh.remove();
    }
  });

  test('another master key is refused before anything is written with it', async () => {
    await expect(openStore(database.location, new Vault(randomBytes(32)), clock)).rejects.toMatchObject({
      code: 'key_mismatch',
    });
    expect(await store.isReachable()).toBe(true);
  });

  test('a closed store takes no work', async () => {
    await store.close();
    await expect(store.write((tx) => addPlace(tx, 'late'))).rejects.toMatchObject({
      code: 'store_unavailable',
    });
    store = await openStore(database.location, vault, clock);
    expect(await places()).toEqual([]);
  });

  if (dialect === 'sqlite') {
    test('SQLite runs with a write-ahead log, full synchronisation, foreign keys and overwritten deletions', async () => {
      const read = async (name: string) =>
        Object.values((await store.read((tx) => tx.all<object>(`PRAGMA ${name}`)))[0] ?? {})[0];
      expect(await read('journal_mode')).toBe('wal');
      expect(await read('synchronous')).toBe(2);
      expect(await read('foreign_keys')).toBe(1);
      expect(await read('secure_delete')).toBe(1);
      expect(await read('busy_timeout')).toBe(1_000);
      expect(await read('keys.journal_mode')).toBe('wal');
      expect(await read('keys.synchronous')).toBe(2);
      expect(await read('keys.secure_delete')).toBe(1);
    });
  }
});
