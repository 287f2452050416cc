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
const ofSlot = {
  columnNames: ['slot_id'],
  referencedTableName: 'booking_slot',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
};
const ofSeat = {
  columnNames: ['slot_id', 'seat'],
  referencedTableName: 'booking_seat',
  referencedColumnNames: ['slot_id', 'seat'],
  onDelete: 'CASCADE',
};

/** Talks with peers: when they are, who has a seat, and who waits for one. */
export class Booking1795233600000 implements MigrationInterface {
  readonly name = 'Booking1795233600000';

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
        name: 'booking_slot',
        withoutRowid: true,
        columns: [
          text('id', 12, key),
          text('origin', 32, optional),
          text('day', 10),
          text('from_time', 5),
          text('to_time', 5),
          moment('starts_at'),
          moment('ends_at'),
          text('peers', 8),
          text('state', 8),
          text('decided_by', 64, optional),
          column('stranded', 'boolean'),
          column('meeting', bytes, optional),
        ],
        indices: [
          new TableIndex({ name: 'booking_slot_origin', columnNames: ['origin'], isUnique: true }),
          new TableIndex({ name: 'booking_slot_day', columnNames: ['day'] }),
          new TableIndex({ name: 'booking_slot_starts', columnNames: ['starts_at'] }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'booking_slot_peer',
        withoutRowid: true,
        columns: [text('slot_id', 12, key), text('staff', 64, key)],
        foreignKeys: [ofSlot],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'booking_seat',
        withoutRowid: true,
        columns: [text('slot_id', 12, key), column('seat', 'integer', key)],
        foreignKeys: [ofSlot],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'booking',
        withoutRowid: true,
        columns: [
          text('id', 36, key),
          text('slot_id', 12),
          column('seat', 'integer'),
          text('person_id', 36),
          text('state', 8),
          moment('until', optional),
          text('way', 8, optional),
          moment('made_at'),
          column('revision', 'integer'),
          column('note', bytes, optional),
        ],
        indices: [
          new TableIndex({ name: 'booking_one_per_seat', columnNames: ['slot_id', 'seat'], isUnique: true }),
          new TableIndex({
            name: 'booking_once_each',
            columnNames: ['person_id', 'slot_id'],
            isUnique: true,
          }),
          new TableIndex({
            name: 'booking_one_hold',
            columnNames: ['person_id'],
            isUnique: true,
            where: `"state" = 'held'`,
          }),
        ],
        foreignKeys: [ofSeat, ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'booking_wait',
        withoutRowid: true,
        columns: [
          text('slot_id', 12, key),
          text('person_id', 36, key),
          moment('since'),
          column('passed', 'integer'),
        ],
        indices: [new TableIndex({ name: 'booking_wait_person', columnNames: ['person_id'] })],
        foreignKeys: [ofSlot, ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'calendar_feed',
        withoutRowid: true,
        columns: [text('staff', 64, key), text('token_index', 64)],
        indices: [
          new TableIndex({ name: 'calendar_feed_token', columnNames: ['token_index'], isUnique: true }),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'calendar_feed',
      'booking_wait',
      'booking',
      'booking_seat',
      'booking_slot_peer',
      'booking_slot',
    ]) {
      await runner.dropTable(table);
    }
  }
}
