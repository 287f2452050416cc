import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** An account of somebody of the staff. Never deleted, so that what they did keeps a name; disabled instead. */
export interface StoredStaff {
  id: string;
  /** Keyed hash of the sign-in name. */
  loginIndex: string;
  /** The sign-in name, sealed with the system's key. */
  login: Buffer;
  /** The name that colleagues see, sealed with the system's key. */
  name: Buffer;
  /** `counsellor`, `supervisor`, `peer` or `administrator`. */
  role: string;
  /** `active` or `disabled`. */
  state: string;
  /** The argon2id hash of the password, sealed with the system's key. Null until they set one. */
  secret: Buffer | null;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** When a session of theirs was last used, to the minute. Null before the first. Milliseconds since the epoch. */
  seenAt: number | null;
}

export const staffSchema = (dialect: Dialect) =>
  new EntitySchema<StoredStaff>({
    name: 'staff',
    withoutRowid: true,
    columns: {
      id: { type: 'varchar', length: 36, primary: true },
      loginIndex: { name: 'login_index', type: 'varchar', length: 64 },
      login: { type: typesOf(dialect).bytes },
      name: { type: typesOf(dialect).bytes },
      role: { type: 'varchar', length: 16 },
      state: { type: 'varchar', length: 8 },
      secret: { type: typesOf(dialect).bytes, nullable: true },
      createdAt: { name: 'created_at', type: 'bigint' },
      seenAt: { name: 'seen_at', type: 'bigint', nullable: true },
    },
    indices: [
      { name: 'staff_login', columns: ['loginIndex'], unique: true },
      { name: 'staff_role', columns: ['role', 'state'] },
    ],
  });
