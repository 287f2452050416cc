import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** That a person agreed to something being kept about them, and when they took it back. One row each time they agree. */
export interface StoredConsent {
  id: number;
  personId: string;
  /** `letters`, `registered`, `notices`: what it is for. */
  kind: string;
  /** Names the exact words they agreed to: a hash of them. */
  version: string;
  /** Those words with their language, as JSON, sealed with the person's key. */
  content: Buffer;
  /** Milliseconds since the epoch. */
  givenAt: number;
  /** Milliseconds since the epoch; null while it stands. */
  withdrawnAt: number | null;
}

export const consentSchema = (dialect: Dialect) =>
  new EntitySchema<StoredConsent>({
    name: 'consent',
    columns: {
      id: { type: typesOf(dialect).counter, primary: true, generated: 'increment' },
      personId: { name: 'person_id', type: 'varchar', length: 36 },
      kind: { type: 'varchar', length: 16 },
      version: { type: 'varchar', length: 16 },
      content: { type: typesOf(dialect).bytes },
      givenAt: { name: 'given_at', type: 'bigint' },
      withdrawnAt: { name: 'withdrawn_at', type: 'bigint', nullable: true },
    },
    indices: [
      { name: 'consent_person', columns: ['personId', 'id'] },
      {
        name: 'consent_standing',
        columns: ['personId', 'kind'],
        unique: true,
        where: '"withdrawn_at" IS NULL',
      },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
