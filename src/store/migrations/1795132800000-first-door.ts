import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  type TableColumnOptions,
  TableIndex,
} from 'typeorm';
import { typesOf } from '../dialect';

type Column = TableColumnOptions;

const personKey = (onDelete: 'CASCADE' | 'SET NULL') => ({
  columnNames: ['person_id'],
  referencedTableName: 'person',
  referencedColumnNames: ['id'],
  onDelete,
});

/** From nothing to the first door: people, their conversations, the inbox and the outbox. */
export class FirstDoor1795132800000 implements MigrationInterface {
  readonly name = 'FirstDoor1795132800000';

  async up(runner: QueryRunner): Promise<void> {
    const { bytes, counter } = typesOf(runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite');
    const column = (name: string, type: string, options: Partial<Column> = {}): Column => ({
      name,
      type,
      ...options,
    });
    const text = (name: string, length: number, options: Partial<Column> = {}) =>
      column(name, 'varchar', { length: String(length), ...options });
    const moment = (name: string, options: Partial<Column> = {}) => column(name, 'bigint', options);
    const count = (): Column =>
      column('id', counter, { isPrimary: true, isGenerated: true, generationStrategy: 'increment' });
    const optional = { isNullable: true };

    await runner.createTable(
      new Table({
        name: 'person',
        withoutRowid: true,
        columns: [
          text('id', 36, { isPrimary: true }),
          column('data_key', bytes),
          column('notices_allowed', 'boolean'),
          moment('created_at'),
          moment('last_seen_at'),
        ],
        indices: [new TableIndex({ name: 'person_last_seen', columnNames: ['last_seen_at'] })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'channel_identity',
        withoutRowid: true,
        columns: [
          text('channel', 16, { isPrimary: true }),
          text('address_index', 64, { isPrimary: true }),
          text('person_id', 36),
          column('address', bytes),
          column('reachable', 'boolean'),
        ],
        indices: [new TableIndex({ name: 'channel_identity_person', columnNames: ['person_id'] })],
        foreignKeys: [personKey('CASCADE')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'conversation',
        withoutRowid: true,
        columns: [text('person_id', 36, { isPrimary: true }), column('state', bytes), moment('updated_at')],
        foreignKeys: [personKey('CASCADE')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'message',
        columns: [
          count(),
          text('person_id', 36),
          text('channel', 16),
          text('direction', 3),
          column('content', bytes, optional),
          text('channel_ref', 64, optional),
          moment('turn', optional),
          moment('happened_at'),
        ],
        indices: [
          new TableIndex({ name: 'message_person', columnNames: ['person_id', 'id'] }),
          new TableIndex({
            name: 'message_channel_ref',
            columnNames: ['channel_ref'],
            where: '"channel_ref" IS NOT NULL',
          }),
        ],
        foreignKeys: [personKey('CASCADE')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'inbox_event',
        columns: [
          count(),
          text('channel', 16),
          text('event_id', 64),
          text('person_id', 36, optional),
          text('state', 8),
          column('payload', bytes, optional),
          moment('happened_at'),
          moment('accepted_at'),
          column('attempts', 'integer'),
          moment('due_at'),
        ],
        indices: [
          new TableIndex({
            name: 'inbox_event_once',
            columnNames: ['channel', 'event_id'],
            isUnique: true,
          }),
          new TableIndex({
            name: 'inbox_event_waiting',
            columnNames: ['person_id', 'happened_at', 'id'],
            where: '"person_id" IS NOT NULL',
          }),
        ],
        foreignKeys: [personKey('SET NULL')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'outbox_message',
        columns: [
          count(),
          text('retry_key', 36),
          text('person_id', 36, optional),
          text('channel', 16),
          moment('turn', optional),
          text('state', 8),
          column('payload', bytes),
          moment('reply_until', optional),
          column('reply_uncertain', 'boolean'),
          column('unprompted', 'boolean'),
          column('attempts', 'integer'),
          moment('due_at'),
          text('claimed_by', 36, optional),
          moment('lease_until', optional),
          text('problem', 64, optional),
          column('problem_details', bytes, optional),
          moment('created_at'),
        ],
        indices: [
          new TableIndex({ name: 'outbox_message_person', columnNames: ['person_id', 'id'] }),
          new TableIndex({ name: 'outbox_message_due', columnNames: ['state', 'due_at'] }),
        ],
        foreignKeys: [personKey('CASCADE')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'unsent_message',
        withoutRowid: true,
        columns: [text('channel_ref', 64, { isPrimary: true }), moment('unsent_at')],
        indices: [new TableIndex({ name: 'unsent_message_at', columnNames: ['unsent_at'] })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'told_place',
        withoutRowid: true,
        columns: [text('place_index', 64, { isPrimary: true }), moment('told_at')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'installation',
        columns: [
          column('id', 'integer', { isPrimary: true }),
          column('key_check', bytes),
          moment('created_at'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'installation',
      'told_place',
      'unsent_message',
      'outbox_message',
      'inbox_event',
      'message',
      'conversation',
      'channel_identity',
      'person',
    ]) {
      await runner.dropTable(table);
    }
  }
}
