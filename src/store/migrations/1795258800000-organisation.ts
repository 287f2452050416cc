import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { typesOf } from '../dialect';

const ofPerson = {
  columnNames: ['person_id'],
  referencedTableName: 'person',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
};

/** What an organisation sets at run time, read marks that are not told yet, rest after heavy talks, and what statistics count. */
export class Organisation1795258800000 implements MigrationInterface {
  readonly name = 'Organisation1795258800000';

  async up(runner: QueryRunner): Promise<void> {
    const { bytes } = typesOf(runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite');
    const text = (name: string, length: number, isPrimary = false) => ({
      name,
      type: 'varchar',
      length: String(length),
      isPrimary,
    });
    await runner.createTable(
      new Table({
        name: 'organisation_setting',
        withoutRowid: true,
        columns: [
          text('name', 32, true),
          { name: 'value', type: 'text' },
          { name: 'set_at', type: 'bigint' },
          text('set_by', 64),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'read_token',
        withoutRowid: true,
        columns: [
          { name: 'message_id', type: 'bigint', isPrimary: true },
          text('person_id', 36),
          text('channel', 16),
          { name: 'token', type: bytes },
        ],
        indices: [new TableIndex({ name: 'read_token_person', columnNames: ['person_id', 'message_id'] })],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'staff_rest',
        withoutRowid: true,
        columns: [text('staff', 64, true), { name: 'since', type: 'bigint' }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'counted_contact',
        withoutRowid: true,
        columns: [text('person_id', 36, true), text('month', 7), { name: 'standpoint', type: bytes }],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'counted_up_to',
        withoutRowid: true,
        columns: [text('what', 16, true), { name: 'id', type: 'bigint' }],
      }),
    );
    await runner.query('ALTER TABLE "talk" ADD COLUMN "first_out_at" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "talk" DROP COLUMN "first_out_at"');
    for (const table of [
      'counted_up_to',
      'counted_contact',
      'staff_rest',
      'read_token',
      'organisation_setting',
    ]) {
      await runner.dropTable(table);
    }
  }
}
