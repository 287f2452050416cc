import { EntitySchema } from 'typeorm';

/** How often a resume number was tried lately, and when it may be tried again. Numbers that nobody has are counted too. */
export interface ResumePace {
  /** Keyed hash of the number that was tried, or `all` for everybody together. */
  subject: string;
  /** Tries since it was last left alone for a day, or since one of them was right. */
  tries: number;
  /** Milliseconds since the epoch. */
  nextAt: number;
}

export const resumePaceSchema = () =>
  new EntitySchema<ResumePace>({
    name: 'resume_pace',
    withoutRowid: true,
    columns: {
      subject: { type: 'varchar', length: 64, primary: true },
      tries: { type: 'integer' },
      nextAt: { name: 'next_at', type: 'bigint' },
    },
    indices: [{ name: 'resume_pace_next', columns: ['nextAt'] }],
  });
