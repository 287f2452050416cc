import { EntitySchema } from 'typeorm';

/** A number that a person tells the organisation when somebody there is to act for them. At most one each, for some days. */
export interface RequestCode {
  personId: string;
  /** Keyed hash of the number. */
  numberIndex: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export const requestCodeSchema = () =>
  new EntitySchema<RequestCode>({
    name: 'request_code',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      numberIndex: { name: 'number_index', type: 'varchar', length: 64 },
      expiresAt: { name: 'expires_at', type: 'bigint' },
    },
    indices: [
      { name: 'request_code_number', columns: ['numberIndex'], unique: true },
      { name: 'request_code_expires', columns: ['expiresAt'] },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
