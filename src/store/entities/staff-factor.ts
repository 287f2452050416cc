import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** A second factor: what somebody's authenticator app and we both know. At most one asked for and one that stands. */
export interface StoredStaffFactor {
  id: string;
  staffId: string;
  /** `asked` until a first code proves that the app has it, then `standing`. */
  state: string;
  /** The secret of RFC 6238, sealed with the system's key. */
  secret: Buffer;
  /** The last step of time whose code was used: no code of it or before it is taken again. */
  lastStep: number;
  /** Milliseconds since the epoch. */
  madeAt: number;
}

export const staffFactorSchema = (dialect: Dialect) =>
  new EntitySchema<StoredStaffFactor>({
    name: 'staff_factor',
    withoutRowid: true,
    columns: {
      id: { type: 'varchar', length: 36, primary: true },
      staffId: { name: 'staff_id', type: 'varchar', length: 36 },
      state: { type: 'varchar', length: 8 },
      secret: { type: typesOf(dialect).bytes },
      lastStep: { name: 'last_step', type: 'bigint' },
      madeAt: { name: 'made_at', type: 'bigint' },
    },
    indices: [{ name: 'staff_factor_staff', columns: ['staffId', 'state'], unique: true }],
    foreignKeys: [
      { target: 'staff', columnNames: ['staff_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
