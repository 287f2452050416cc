import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { typesOf } from '../dialect';

const ofPerson = {
  columnNames: ['person_id'],
  referencedTableName: 'person',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
};

/** What counsellors write at the desk (what was sent under which id, what is to be sent later, drafts, snippets), and alarms that are to be told outside. */
export class Desk1795248000000 implements MigrationInterface {
  readonly name = 'Desk1795248000000';

  async up(runner: QueryRunner): Promise<void> {
    const { bytes } = typesOf(runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite');
    const text = (name: string, length: number, isPrimary = false) => ({
      name,
      type: 'varchar',
      length: String(length),
      isPrimary,
    });
    const moment = (name: string) => ({ name, type: 'bigint' });
    const entry = (name: string) => ({ name, type: 'bigint', isNullable: true });
    await runner.createTable(
      new Table({
        name: 'desk_message',
        withoutRowid: true,
        columns: [
          text('person_id', 36, true),
          text('id', 36, true),
          { name: 'message_id', type: 'bigint' },
          entry('quotes'),
        ],
        indices: [
          new TableIndex({ name: 'desk_message_message', columnNames: ['message_id'] }),
          new TableIndex({
            name: 'desk_message_quotes',
            columnNames: ['quotes'],
            where: '"quotes" IS NOT NULL',
          }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'desk_scheduled',
        withoutRowid: true,
        columns: [
          text('person_id', 36, true),
          text('id', 36, true),
          text('talk_id', 36),
          text('staff', 64),
          { name: 'content', type: bytes },
          entry('quotes'),
          moment('due_at'),
        ],
        indices: [
          new TableIndex({ name: 'desk_scheduled_due', columnNames: ['due_at'] }),
          new TableIndex({ name: 'desk_scheduled_talk', columnNames: ['talk_id'] }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'desk_draft',
        withoutRowid: true,
        columns: [
          text('person_id', 36, true),
          text('place', 96, true),
          { name: 'content', type: bytes },
          moment('updated_at'),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'snippet',
        withoutRowid: true,
        columns: [
          text('id', 36, true),
          { name: 'position', type: 'integer' },
          text('name', 60),
          { name: 'text', type: 'text' },
        ],
      }),
    );
    await this.alarmNotices(runner);
  }

  private async alarmNotices(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'alarm_notice',
        withoutRowid: true,
        columns: [
          { name: 'alarm_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'way', type: 'varchar', length: '8', isPrimary: true },
          { name: 'attempts', type: 'integer' },
          { name: 'due_at', type: 'bigint' },
        ],
        indices: [new TableIndex({ name: 'alarm_notice_due', columnNames: ['due_at'] })],
        foreignKeys: [
          {
            columnNames: ['alarm_id'],
            referencedTableName: 'alarm',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['alarm_notice', 'snippet', 'desk_draft', 'desk_scheduled', 'desk_message']) {
      await runner.dropTable(table);
    }
  }
}
