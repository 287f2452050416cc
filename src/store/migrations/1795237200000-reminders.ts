import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { typesOf } from '../dialect';

const ofPerson = {
  columnNames: ['person_id'],
  referencedTableName: 'person',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
};

/** What people want to be told of, what is due to be said, and an order among what is pushed. */
export class Reminders1795237200000 implements MigrationInterface {
  readonly name = 'Reminders1795237200000';

  async up(runner: QueryRunner): Promise<void> {
    const { counter } = typesOf(runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite');
    const text = (name: string, length: number, isPrimary = false) => ({
      name,
      type: 'varchar',
      length: String(length),
      isPrimary,
    });
    const moment = (name: string) => ({ name, type: 'bigint' });
    await runner.createTable(
      new Table({
        name: 'reminder_wish',
        withoutRowid: true,
        columns: [text('person_id', 36, true), text('kind', 16, true), moment('since')],
        indices: [new TableIndex({ name: 'reminder_wish_kind', columnNames: ['kind'] })],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'due_message',
        columns: [
          {
            name: 'id',
            type: counter,
            isPrimary: true,
            isGenerated: true,
            generationStrategy: 'increment' as const,
          },
          text('person_id', 36),
          text('kind', 24),
          text('subject', 100),
          text('state', 8),
          moment('due_at'),
          moment('late_at'),
        ],
        indices: [
          new TableIndex({
            name: 'due_message_once',
            columnNames: ['person_id', 'kind', 'subject'],
            isUnique: true,
          }),
          new TableIndex({ name: 'due_message_due', columnNames: ['state', 'due_at'] }),
          new TableIndex({ name: 'due_message_late', columnNames: ['late_at'] }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'seen_event',
        withoutRowid: true,
        columns: [text('id', 100, true), moment('seen_at')],
      }),
    );
    // Written out: TypeORM would copy the whole table on SQLite.
    await runner.query('ALTER TABLE "outbox_message" ADD COLUMN "rank" integer NOT NULL DEFAULT (0)');
    await runner.query('ALTER TABLE "outbox_message" ADD COLUMN "late_at" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "outbox_message" DROP COLUMN "late_at"');
    await runner.query('ALTER TABLE "outbox_message" DROP COLUMN "rank"');
    for (const table of ['seen_event', 'due_message', 'reminder_wish']) await runner.dropTable(table);
  }
}
