import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { typesOf } from '../dialect';

const ofPerson = {
  columnNames: ['person_id'],
  referencedTableName: 'person',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
};

/** Records (支援記録票) with notes of assessment, and what people were asked before something of them is passed on. */
export class Records1795255200000 implements MigrationInterface {
  readonly name = 'Records1795255200000';

  async up(runner: QueryRunner): Promise<void> {
    const { bytes, counter } = typesOf(runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite');
    const text = (name: string, length: number, isPrimary = false) => ({
      name,
      type: 'varchar',
      length: String(length),
      isPrimary,
    });
    const moment = (name: string, isNullable = false) => ({ name, type: 'bigint', isNullable });
    const content = { name: 'content', type: bytes };

    await runner.createTable(
      new Table({
        name: 'record_entry',
        withoutRowid: true,
        columns: [
          text('person_id', 36, true),
          text('subject', 8, true),
          text('kind', 8, true),
          text('name', 64, true),
          content,
          text('staff', 64),
          moment('updated_at'),
        ],
        indices: [new TableIndex({ name: 'record_entry_updated', columnNames: ['updated_at'] })],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'record_note',
        columns: [
          { name: 'id', type: counter, isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          text('person_id', 36),
          text('subject', 8),
          text('staff', 64),
          content,
          moment('corrects', true),
          moment('at'),
        ],
        indices: [
          new TableIndex({ name: 'record_note_person', columnNames: ['person_id', 'id'] }),
          new TableIndex({ name: 'record_note_at', columnNames: ['at'] }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'referral',
        withoutRowid: true,
        columns: [
          text('person_id', 36, true),
          text('id', 16, true),
          text('state', 9),
          text('version', 16),
          content,
          text('staff', 64),
          moment('asked_at'),
          moment('answered_at', true),
          moment('withdrawn_at', true),
          moment('done_at', true),
          { ...text('done_by', 64), isNullable: true },
        ],
        indices: [
          new TableIndex({
            name: 'referral_asked',
            columnNames: ['person_id'],
            isUnique: true,
            where: `"state" = 'asked'`,
          }),
          new TableIndex({ name: 'referral_asked_at', columnNames: ['asked_at'] }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['referral', 'record_note', 'record_entry']) await runner.dropTable(table);
  }
}
