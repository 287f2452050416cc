import { EntitySchema } from 'typeorm';

/** A one-time link that sets somebody's password, or makes the first account. Its row goes when it is used. */
export interface StoredStaffLink {
  /** Keyed hash of the token in the link. */
  tokenIndex: string;
  /** Whose password; at most one link each. Null: it makes the first account. */
  staffId: string | null;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export const staffLinkSchema = () =>
  new EntitySchema<StoredStaffLink>({
    name: 'staff_link',
    withoutRowid: true,
    columns: {
      tokenIndex: { name: 'token_index', type: 'varchar', length: 64, primary: true },
      staffId: { name: 'staff_id', type: 'varchar', length: 36, nullable: true },
      expiresAt: { name: 'expires_at', type: 'bigint' },
    },
    indices: [
      { name: 'staff_link_staff', columns: ['staffId'], unique: true },
      { name: 'staff_link_expires', columns: ['expiresAt'] },
    ],
    foreignKeys: [
      { target: 'staff', columnNames: ['staff_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
