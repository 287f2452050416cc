import { EntitySchema } from 'typeorm';

/** How far a kind of rows has been counted for statistics. */
export interface CountedUpTo {
  /** What is counted, such as `message`. */
  what: string;
  /** The last id that was looked at. */
  id: number;
}

export const countedUpToSchema = () =>
  new EntitySchema<CountedUpTo>({
    name: 'counted_up_to',
    withoutRowid: true,
    columns: {
      what: { type: 'varchar', length: 16, primary: true },
      id: { type: 'bigint' },
    },
  });
