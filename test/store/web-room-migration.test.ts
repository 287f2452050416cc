import { createDataSource, migrateStore } from '../../src/store';
import { migrations } from '../../src/store/migrations';
import { WebRoom1795222800000 } from '../../src/store/migrations/1795222800000-web-room';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';

onBothDatabases((dialect) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase(dialect);
    await migrateStore(database.location);
  });
  afterEach(() => database.remove());

  /** Runs a piece of work on the plain database, with or without the web room's tables and all that came later. */
  const inDatabase = async (work: (query: (sql: string) => Promise<unknown>) => Promise<void>) => {
    const source = await createDataSource(database.location).initialize();
    try {
      await work((sql) => source.query(sql));
    } finally {
      await source.destroy();
    }
  };
  const takeBackWebRoom = async () => {
    const source = await createDataSource(database.location).initialize();
    try {
      const from = migrations.indexOf(WebRoom1795222800000);
      for (const _ of migrations.slice(from)) await source.undoLastMigration();
    } finally {
      await source.destroy();
    }
  };

  test('what people said before there was a web room is still there afterwards, said by nobody of the staff', async () => {
    await takeBackWebRoom();
    await inDatabase(async (query) => {
      await query(
        `INSERT INTO person (id, data_key, notices_allowed, created_at, last_seen_at) VALUES ('a-person', '${dialect === 'postgres' ? '\\x01' : 'k'}', TRUE, 1, 1)`,
      );
      await query(
        `INSERT INTO channel_identity (channel, address_index, person_id, address, reachable) VALUES ('line', 'index', 'a-person', '${dialect === 'postgres' ? '\\x01' : 'k'}', TRUE)`,
      );
      await query(
        `INSERT INTO message (person_id, channel, direction, happened_at) VALUES ('a-person', 'line', 'in', 7)`,
      );
    });
    await migrateStore(database.location);
    await inDatabase(async (query) => {
      expect(await query('SELECT person_id, staff FROM message')).toEqual([
        { person_id: 'a-person', staff: null },
      ]);
      expect(await query('SELECT channel FROM channel_identity')).toEqual([{ channel: 'line' }]);
    });
  });

  test('a person has at most one address on each channel', async () => {
    await inDatabase(async (query) => {
      const bytes = dialect === 'postgres' ? `'\\x01'` : `'k'`;
      await query(
        `INSERT INTO person (id, notices_allowed, created_at, last_seen_at) VALUES ('a-person', TRUE, 1, 1)`,
      );
      const give = (channel: string, index: string) =>
        query(
          `INSERT INTO channel_identity (channel, address_index, person_id, address, reachable) VALUES ('${channel}', '${index}', 'a-person', ${bytes}, TRUE)`,
        );
      await give('line', 'one');
      await give('web', 'two');
      await expect(give('web', 'three')).rejects.toMatchObject({
        message: expect.stringMatching(/unique/i),
      });
    });
  });
});
