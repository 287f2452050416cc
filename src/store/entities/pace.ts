import { EntitySchema } from 'typeorm';

/** How often something was tried lately, and when it may be tried again. What nobody has is counted too. */
export interface StoredPace {
  /** Keyed hash of what was tried, or a name for everything together. */
  subject: string;
  /** Tries since it was last left alone for a day, or since one of them was right. */
  tries: number;
  /** Milliseconds since the epoch. */
  nextAt: number;
}

/** @param table `resume_pace`: people's resume codes. `staff_pace`: sign-ins of staff */
export const paceSchema = (table: 'resume_pace' | 'staff_pace') =>
  new EntitySchema<StoredPace>({
    name: table,
    withoutRowid: true,
    columns: {
      subject: { type: 'varchar', length: 64, primary: true },
      tries: { type: 'integer' },
      nextAt: { name: 'next_at', type: 'bigint' },
    },
    indices: [{ name: `${table}_next`, columns: ['nextAt'] }],
  });
