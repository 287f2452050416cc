import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { typesOf } from '../dialect';

/**
 * People's keys leave the rows that they open: into tables of their own, which on SQLite stand in a file of their own.
 *
 * It makes its own transactions, since two SQLite files are not committed together: the keys are copied and committed
 * before the column goes. Broken off anywhere, it is begun again and goes on.
 */
export class KeysApart1795226400000 implements MigrationInterface {
  readonly name = 'KeysApart1795226400000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    const { bytes } = typesOf(isPostgres ? 'postgres' : 'sqlite');
    const place = isPostgres ? '' : 'keys.';

    await inTransaction(runner, async () => {
      if (!(await hasKeyTables(runner, isPostgres))) {
        await runner.createTable(
          new Table({
            name: `${place}key_generation`,
            columns: [
              { name: 'generation', type: 'integer', isPrimary: true },
              { name: 'system_key', type: bytes, isNullable: true },
              { name: 'index_key', type: bytes, isNullable: true },
            ],
          }),
        );
        await runner.createTable(
          new Table({
            name: `${place}person_key`,
            withoutRowid: true,
            columns: [
              { name: 'person_id', type: 'varchar', length: '36', isPrimary: true },
              { name: 'wrapped', type: bytes },
              { name: 'generation', type: 'integer' },
            ],
          }),
        );
      }
      if (!(await runner.hasColumn('person', 'data_key'))) return;
      // What is derived from the master key until now is filled in by whoever has it, at the first start.
      await runner.query(
        `INSERT INTO key_generation (generation, system_key, index_key)
         SELECT 1, NULL, NULL WHERE EXISTS (SELECT 1 FROM installation) OR EXISTS (SELECT 1 FROM person)
         ON CONFLICT (generation) DO NOTHING`,
      );
      await runner.query(
        `INSERT INTO person_key (person_id, wrapped, generation) SELECT id, data_key, 1 FROM person WHERE length(data_key) > 0
         ON CONFLICT (person_id) DO NOTHING`,
      );
    });

    if (await runner.hasColumn('person', 'data_key')) {
      // Written out: TypeORM would copy the whole table on SQLite, and all that hangs on it would go.
      await runner.query('ALTER TABLE "person" DROP COLUMN "data_key"');
    }
    // PostgreSQL leaves a dropped column's bytes where they were until the table is written anew. SQLite overwrites them.
    if (isPostgres) await runner.query('VACUUM FULL "person"');
  }

  async down(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    const none = isPostgres ? `'\\x'::bytea` : `x''`;
    const place = isPostgres ? '' : 'keys.';
    await runner.query(
      `ALTER TABLE "person" ADD COLUMN "data_key" ${isPostgres ? 'bytea' : 'blob'} NOT NULL DEFAULT ${none}`,
    );
    await runner.query(
      `UPDATE person SET data_key = (SELECT wrapped FROM person_key WHERE person_id = id)
        WHERE id IN (SELECT person_id FROM person_key)`,
    );
    await runner.dropTable(`${place}person_key`);
    await runner.dropTable(`${place}key_generation`);
  }
}

async function inTransaction(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  await runner.startTransaction();
  try {
    await work();
    await runner.commitTransaction();
  } catch (problem) {
    await runner.rollbackTransaction();
    throw problem;
  }
}

async function hasKeyTables(runner: QueryRunner, isPostgres: boolean): Promise<boolean> {
  const rows: unknown[] = await runner.query(
    isPostgres
      ? `SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'person_key'`
      : `SELECT 1 FROM keys.sqlite_master WHERE type = 'table' AND name = 'person_key'`,
  );
  return rows.length > 0;
}
