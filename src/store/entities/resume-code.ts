import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** How a person comes back on another device. At most one each; a new one replaces it. */
export interface ResumeCode {
  personId: string;
  /** Keyed hash of the number (利用者番号). */
  numberIndex: string;
  /** The argon2id hash of the words, sealed with the system's key: a stolen database gives nothing to try words on. */
  secret: Buffer;
  /** Milliseconds since the epoch. */
  madeAt: number;
}

export const resumeCodeSchema = (dialect: Dialect) =>
  new EntitySchema<ResumeCode>({
    name: 'resume_code',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      numberIndex: { name: 'number_index', type: 'varchar', length: 64 },
      secret: { type: typesOf(dialect).bytes },
      madeAt: { name: 'made_at', type: 'bigint' },
    },
    indices: [{ name: 'resume_code_number', columns: ['numberIndex'], unique: true }],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
