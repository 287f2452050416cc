import { EntitySchema } from 'typeorm';

/** A browser that may act for a person until it has not been used for long, is too old, or was ended. */
export interface WebSession {
  /** Keyed hash of the token in the browser's cookie. The token itself stands nowhere. */
  tokenIndex: string;
  personId: string;
  /** Milliseconds since the epoch. */
  openedAt: number;
  /** Accurate to the minute. Milliseconds since the epoch. */
  usedAt: number;
}

export const webSessionSchema = () =>
  new EntitySchema<WebSession>({
    name: 'web_session',
    withoutRowid: true,
    columns: {
      tokenIndex: { name: 'token_index', type: 'varchar', length: 64, primary: true },
      personId: { name: 'person_id', type: 'varchar', length: 36 },
      openedAt: { name: 'opened_at', type: 'bigint' },
      usedAt: { name: 'used_at', type: 'bigint' },
    },
    indices: [
      { name: 'web_session_person', columns: ['personId', 'usedAt'] },
      { name: 'web_session_used', columns: ['usedAt'] },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
