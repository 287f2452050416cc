import { EntitySchema } from 'typeorm';

/** A browser that may act for somebody of the staff, or is on the way to it. */
export interface StoredStaffSession {
  /** Keyed hash of the token in the browser's cookie. The token itself stands nowhere. */
  tokenIndex: string;
  /** By which its owner names it. */
  id: string;
  staffId: string;
  /** `full`; before the second factor `code`, or `enrol` where one is still to be set up. */
  stage: string;
  /** Milliseconds since the epoch. */
  openedAt: number;
  /** Accurate to the minute. Milliseconds since the epoch. */
  usedAt: number;
}

export const staffSessionSchema = () =>
  new EntitySchema<StoredStaffSession>({
    name: 'staff_session',
    withoutRowid: true,
    columns: {
      tokenIndex: { name: 'token_index', type: 'varchar', length: 64, primary: true },
      id: { type: 'varchar', length: 36 },
      staffId: { name: 'staff_id', type: 'varchar', length: 36 },
      stage: { type: 'varchar', length: 8 },
      openedAt: { name: 'opened_at', type: 'bigint' },
      usedAt: { name: 'used_at', type: 'bigint' },
    },
    indices: [
      { name: 'staff_session_staff', columns: ['staffId', 'usedAt'] },
      { name: 'staff_session_used', columns: ['usedAt'] },
    ],
    foreignKeys: [
      { target: 'staff', columnNames: ['staff_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
