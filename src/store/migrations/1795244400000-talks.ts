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
const ofTalk = {
  columnNames: ['talk_id'],
  referencedTableName: 'talk',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
};

/** Talks with counsellors: who waits, who has whom, what colleagues tell each other, and alarms. */
export class Talks1795244400000 implements MigrationInterface {
  readonly name = 'Talks1795244400000';

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
    const key = { isPrimary: true };
    const optional = { isNullable: true };
    const counted = { ...key, isGenerated: true, generationStrategy: 'increment' as const };

    await runner.createTable(
      new Table({
        name: 'talk',
        withoutRowid: true,
        columns: [
          text('id', 36, key),
          text('person_id', 36),
          text('state', 8),
          column('risk', 'integer'),
          text('channel', 16),
          text('language', 8),
          column('summary', bytes),
          moment('asked_at'),
          text('staff', 64, optional),
          moment('taken_at', optional),
          moment('over_at', optional),
          text('ended', 12, optional),
          moment('snoozed_until', optional),
          moment('last_in_at', optional),
          moment('last_out_at', optional),
          column('words_said', 'integer'),
          moment('next_word_at', optional),
        ],
        indices: [
          new TableIndex({
            name: 'talk_one_open',
            columnNames: ['person_id'],
            isUnique: true,
            where: `"state" <> 'over'`,
          }),
          new TableIndex({ name: 'talk_person', columnNames: ['person_id', 'asked_at'] }),
          new TableIndex({
            name: 'talk_waiting',
            columnNames: ['risk', 'asked_at', 'id'],
            where: `"state" = 'waiting'`,
          }),
          new TableIndex({ name: 'talk_held', columnNames: ['staff'], where: `"state" = 'with'` }),
          new TableIndex({
            name: 'talk_word',
            columnNames: ['next_word_at'],
            where: `"state" = 'waiting'`,
          }),
          new TableIndex({ name: 'talk_over', columnNames: ['over_at'], where: `"taken_at" IS NOT NULL` }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'talk_hand_over',
        columns: [
          column('id', counter, counted),
          text('talk_id', 36),
          text('from_staff', 64),
          text('to_staff', 64),
          column('summary', bytes),
          moment('at'),
        ],
        indices: [new TableIndex({ name: 'talk_hand_over_talk', columnNames: ['talk_id', 'id'] })],
        foreignKeys: [ofTalk],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'talk_watcher',
        withoutRowid: true,
        columns: [text('talk_id', 36, key), text('staff', 64, key), moment('since')],
        indices: [new TableIndex({ name: 'talk_watcher_staff', columnNames: ['staff'] })],
        foreignKeys: [ofTalk],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'talk_whisper',
        columns: [
          column('id', counter, counted),
          text('talk_id', 36),
          text('staff', 64),
          column('content', bytes),
          moment('at'),
        ],
        indices: [new TableIndex({ name: 'talk_whisper_talk', columnNames: ['talk_id', 'id'] })],
        foreignKeys: [ofTalk],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'staff_duty',
        withoutRowid: true,
        columns: [
          text('staff', 64, key),
          column('on_duty', 'boolean'),
          column('on_break', 'boolean'),
          column('cap', 'integer'),
          moment('updated_at'),
        ],
        indices: [new TableIndex({ name: 'staff_duty_on', columnNames: ['on_duty'] })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'alarm',
        withoutRowid: true,
        columns: [
          text('id', 36, key),
          text('person_id', 36),
          text('label', 16),
          column('urgent', 'boolean'),
          moment('raised_at'),
          text('acknowledged_by', 64, optional),
          moment('acknowledged_at', optional),
          moment('escalated_at', optional),
        ],
        indices: [
          new TableIndex({ name: 'alarm_person', columnNames: ['person_id', 'raised_at'] }),
          new TableIndex({
            name: 'alarm_open',
            columnNames: ['raised_at'],
            where: '"acknowledged_at" IS NULL',
          }),
        ],
        foreignKeys: [ofPerson],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['alarm', 'staff_duty', 'talk_whisper', 'talk_watcher', 'talk_hand_over', 'talk']) {
      await runner.dropTable(table);
    }
  }
}
