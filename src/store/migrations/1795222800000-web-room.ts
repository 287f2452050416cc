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

/** A second door: sessions, ways back into the room, letters, and what a counsellor says. */
export class WebRoom1795222800000 implements MigrationInterface {
  readonly name = 'WebRoom1795222800000';

  async up(runner: QueryRunner): Promise<void> {
    const { bytes } = typesOf(runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite');
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

    await runner.createTable(
      new Table({
        name: 'web_session',
        withoutRowid: true,
        columns: [
          text('token_index', 64, key),
          text('person_id', 36),
          moment('opened_at'),
          moment('used_at'),
        ],
        indices: [
          new TableIndex({ name: 'web_session_person', columnNames: ['person_id', 'used_at'] }),
          new TableIndex({ name: 'web_session_used', columnNames: ['used_at'] }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'resume_code',
        withoutRowid: true,
        columns: [
          text('person_id', 36, key),
          text('number_index', 64),
          column('secret', bytes),
          moment('made_at'),
        ],
        indices: [
          new TableIndex({ name: 'resume_code_number', columnNames: ['number_index'], isUnique: true }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'resume_pace',
        withoutRowid: true,
        columns: [text('subject', 64, key), column('tries', 'integer'), moment('next_at')],
        indices: [new TableIndex({ name: 'resume_pace_next', columnNames: ['next_at'] })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'room_link',
        withoutRowid: true,
        columns: [
          text('person_id', 36, key),
          text('purpose', 16, key),
          text('token_index', 64),
          moment('expires_at'),
        ],
        indices: [
          new TableIndex({ name: 'room_link_token', columnNames: ['token_index'], isUnique: true }),
          new TableIndex({ name: 'room_link_expires', columnNames: ['expires_at'] }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'room_notice',
        withoutRowid: true,
        columns: [text('person_id', 36, key), text('purpose', 16, key), moment('sent_at')],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'registered_items',
        withoutRowid: true,
        columns: [text('person_id', 36, key), column('content', bytes), moment('updated_at')],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'letter_draft',
        withoutRowid: true,
        columns: [text('person_id', 36, key), column('content', bytes), moment('updated_at')],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'letter',
        withoutRowid: true,
        columns: [
          text('person_id', 36, key),
          text('id', 36, key),
          text('channel', 16),
          column('content', bytes),
          moment('sent_at'),
          text('due_on', 10),
          column('answer', bytes, optional),
          text('answered_by', 64, optional),
          moment('answered_at', optional),
          moment('read_at', optional),
        ],
        indices: [
          new TableIndex({ name: 'letter_person', columnNames: ['person_id', 'sent_at'] }),
          new TableIndex({
            name: 'letter_waiting',
            columnNames: ['due_on', 'sent_at'],
            where: '"answered_at" IS NULL',
          }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    // Written out: TypeORM would copy the whole table on SQLite, and this one holds every message.
    await runner.query('ALTER TABLE "message" ADD COLUMN "staff" varchar(64)');
    await runner.dropIndex('channel_identity', 'channel_identity_person');
    await runner.createIndex(
      'channel_identity',
      new TableIndex({
        name: 'channel_identity_one',
        columnNames: ['person_id', 'channel'],
        isUnique: true,
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('channel_identity', 'channel_identity_one');
    await runner.createIndex(
      'channel_identity',
      new TableIndex({ name: 'channel_identity_person', columnNames: ['person_id'] }),
    );
    await runner.query('ALTER TABLE "message" DROP COLUMN "staff"');
    for (const table of [
      'letter',
      'letter_draft',
      'registered_items',
      'room_notice',
      'room_link',
      'resume_pace',
      'resume_code',
      'web_session',
    ]) {
      await runner.dropTable(table);
    }
  }
}
