import { EntitySchema } from 'typeorm';

/** A one-time link into a person's room that has not been used. At most one for each purpose; its use deletes it. */
export interface RoomLink {
  personId: string;
  /** `conversation` or `letters`: what the room shows first. */
  purpose: string;
  /** Keyed hash of the token in the link. */
  tokenIndex: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export const roomLinkSchema = () =>
  new EntitySchema<RoomLink>({
    name: 'room_link',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      purpose: { type: 'varchar', length: 16, primary: true },
      tokenIndex: { name: 'token_index', type: 'varchar', length: 64 },
      expiresAt: { name: 'expires_at', type: 'bigint' },
    },
    indices: [
      { name: 'room_link_token', columns: ['tokenIndex'], unique: true },
      { name: 'room_link_expires', columns: ['expiresAt'] },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
