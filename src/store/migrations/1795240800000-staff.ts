import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { typesOf } from '../dialect';

const ofStaff = {
  columnNames: ['staff_id'],
  referencedTableName: 'staff',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
};

/** Accounts of the staff, and the ways in which a browser becomes theirs. */
export class Staff1795240800000 implements MigrationInterface {
  readonly name = 'Staff1795240800000';

  async up(runner: QueryRunner): Promise<void> {
    const { bytes } = typesOf(runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite');
    const text = (name: string, length: number, options: { isPrimary?: true; isNullable?: true } = {}) => ({
      name,
      type: 'varchar',
      length: String(length),
      ...options,
    });
    const moment = (name: string, options: { isNullable?: true } = {}) => ({
      name,
      type: 'bigint',
      ...options,
    });
    const key = { isPrimary: true } as const;
    const optional = { isNullable: true } as const;
    await runner.createTable(
      new Table({
        name: 'staff',
        withoutRowid: true,
        columns: [
          text('id', 36, key),
          text('login_index', 64),
          { name: 'login', type: bytes },
          { name: 'name', type: bytes },
          text('role', 16),
          text('state', 8),
          { name: 'secret', type: bytes, ...optional },
          moment('created_at'),
          moment('seen_at', optional),
        ],
        indices: [
          new TableIndex({ name: 'staff_login', columnNames: ['login_index'], isUnique: true }),
          new TableIndex({ name: 'staff_role', columnNames: ['role', 'state'] }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'staff_session',
        withoutRowid: true,
        columns: [
          text('token_index', 64, key),
          text('id', 36),
          text('staff_id', 36),
          text('stage', 8),
          moment('opened_at'),
          moment('used_at'),
        ],
        indices: [
          new TableIndex({ name: 'staff_session_staff', columnNames: ['staff_id', 'used_at'] }),
          new TableIndex({ name: 'staff_session_used', columnNames: ['used_at'] }),
        ],
        foreignKeys: [ofStaff],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'staff_factor',
        withoutRowid: true,
        columns: [
          text('id', 36, key),
          text('staff_id', 36),
          text('state', 8),
          { name: 'secret', type: bytes },
          moment('last_step'),
          moment('made_at'),
        ],
        indices: [
          new TableIndex({
            name: 'staff_factor_staff',
            columnNames: ['staff_id', 'state'],
            isUnique: true,
          }),
        ],
        foreignKeys: [ofStaff],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'staff_recovery_code',
        withoutRowid: true,
        columns: [text('code_index', 64, key), text('factor_id', 36)],
        indices: [new TableIndex({ name: 'staff_recovery_code_factor', columnNames: ['factor_id'] })],
        foreignKeys: [
          {
            columnNames: ['factor_id'],
            referencedTableName: 'staff_factor',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'staff_link',
        withoutRowid: true,
        columns: [text('token_index', 64, key), text('staff_id', 36, optional), moment('expires_at')],
        indices: [
          new TableIndex({ name: 'staff_link_staff', columnNames: ['staff_id'], isUnique: true }),
          new TableIndex({ name: 'staff_link_expires', columnNames: ['expires_at'] }),
        ],
        foreignKeys: [ofStaff],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'staff_pace',
        withoutRowid: true,
        columns: [text('subject', 64, key), { name: 'tries', type: 'integer' }, moment('next_at')],
        indices: [new TableIndex({ name: 'staff_pace_next', columnNames: ['next_at'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'staff_pace',
      'staff_link',
      'staff_recovery_code',
      'staff_factor',
      'staff_session',
      'staff',
    ];
    for (const table of tables) await runner.dropTable(table);
  }
}
