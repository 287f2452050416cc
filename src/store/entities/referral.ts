import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** That a person was asked whether something of their record may be passed on, and what became of it. */
export interface StoredReferral {
  personId: string;
  /** Random; buttons carry it. */
  id: string;
  /** `asked`, `given`, `declined` or `withdrawn`. */
  state: string;
  /** Names the exact words they were asked with: a hash of them. */
  version: string;
  /** Whose record, to whom, what, what for, and the words with their language, as JSON; sealed with the person's key. */
  content: Buffer;
  /** Who asked, by their opaque name. */
  staff: string;
  /** Milliseconds since the epoch, as are all that follow. */
  askedAt: number;
  answeredAt: number | null;
  withdrawnAt: number | null;
  doneAt: number | null;
  /** Who passed it on; null while nobody did. */
  doneBy: string | null;
}

export const referralSchema = (dialect: Dialect) =>
  new EntitySchema<StoredReferral>({
    name: 'referral',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      id: { type: 'varchar', length: 16, primary: true },
      state: { type: 'varchar', length: 9 },
      version: { type: 'varchar', length: 16 },
      content: { type: typesOf(dialect).bytes },
      staff: { type: 'varchar', length: 64 },
      askedAt: { name: 'asked_at', type: 'bigint' },
      answeredAt: { name: 'answered_at', type: 'bigint', nullable: true },
      withdrawnAt: { name: 'withdrawn_at', type: 'bigint', nullable: true },
      doneAt: { name: 'done_at', type: 'bigint', nullable: true },
      doneBy: { name: 'done_by', type: 'varchar', length: 64, nullable: true },
    },
    indices: [
      { name: 'referral_asked', columns: ['personId'], unique: true, where: `"state" = 'asked'` },
      { name: 'referral_asked_at', columns: ['askedAt'] },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
