import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  type TableColumnOptions,
  TableIndex,
} from 'typeorm';
import { typesOf } from '../dialect';

type Column = TableColumnOptions;

const ofPerson = {
  columnNames: ['person_id'],
  referencedTableName: 'person',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
};

/** What a row of the audit says stays said. Deleting is left to retention. */
const neverChanged = {
  postgres: [
    `CREATE FUNCTION "audit_never_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'rows of audit are never changed'; END $$`,
    `CREATE TRIGGER "audit_never_changed" BEFORE UPDATE ON "audit" FOR EACH ROW EXECUTE FUNCTION "audit_never_changed"()`,
  ],
  sqlite: [
    `CREATE TRIGGER "audit_never_changed" BEFORE UPDATE ON "audit"
       BEGIN SELECT RAISE(ABORT, 'rows of audit are never changed'); END`,
  ],
} as const;

/** What people agreed to, what is left of those who were erased, and who of the staff did what. */
export class Consents1795230000000 implements MigrationInterface {
  readonly name = 'Consents1795230000000';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite';
    const { bytes, counter } = typesOf(dialect);
    const column = (name: string, type: string, options: Partial<Column> = {}): Column => ({
      name,
      type,
      ...options,
    });
    const text = (name: string, length: number, options: Partial<Column> = {}) =>
      column(name, 'varchar', { length: String(length), ...options });
    const moment = (name: string, options: Partial<Column> = {}) => column(name, 'bigint', options);
    const key = { isPrimary: true };
    const optional = { isNullable: true };
    const counted = { isPrimary: true, isGenerated: true, generationStrategy: 'increment' as const };

    await runner.createTable(
      new Table({
        name: 'consent',
        columns: [
          column('id', counter, counted),
          text('person_id', 36),
          text('kind', 16),
          text('version', 16),
          column('content', bytes),
          moment('given_at'),
          moment('withdrawn_at', optional),
        ],
        indices: [
          new TableIndex({ name: 'consent_person', columnNames: ['person_id', 'id'] }),
          new TableIndex({
            name: 'consent_standing',
            columnNames: ['person_id', 'kind'],
            isUnique: true,
            where: '"withdrawn_at" IS NULL',
          }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'request_code',
        withoutRowid: true,
        columns: [text('person_id', 36, key), text('number_index', 64), moment('expires_at')],
        indices: [
          new TableIndex({ name: 'request_code_number', columnNames: ['number_index'], isUnique: true }),
          new TableIndex({ name: 'request_code_expires', columnNames: ['expires_at'] }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'erasure_receipt',
        withoutRowid: true,
        columns: [text('number', 16, key), text('erased_on', 10)],
        indices: [new TableIndex({ name: 'erasure_receipt_on', columnNames: ['erased_on'] })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'audit',
        columns: [
          column('id', counter, counted),
          moment('at'),
          text('actor', 64),
          text('action', 32),
          text('subject', 64, optional),
        ],
        indices: [
          new TableIndex({ name: 'audit_at', columnNames: ['at'] }),
          new TableIndex({ name: 'audit_subject', columnNames: ['subject', 'at'] }),
        ],
      }),
    );
    for (const statement of neverChanged[dialect]) await runner.query(statement);
    await runner.createTable(
      new Table({
        name: 'daily_count',
        withoutRowid: true,
        columns: [text('day', 10, key), text('what', 32, key), column('n', 'integer')],
      }),
    );
    // Written out: TypeORM would copy the whole table on SQLite.
    await runner.query('ALTER TABLE "conversation" ADD COLUMN "cleared_to" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "conversation" DROP COLUMN "cleared_to"');
    for (const table of ['daily_count', 'audit', 'erasure_receipt', 'request_code', 'consent']) {
      await runner.dropTable(table);
    }
    if (runner.dataSource.options.type === 'postgres') {
      await runner.query('DROP FUNCTION "audit_never_changed"');
    }
  }
}
