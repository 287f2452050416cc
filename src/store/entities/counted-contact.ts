import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** Under what a person was counted for a month, so that they are counted once. One row for each person. */
export interface CountedContact {
  personId: string;
  /** `YYYY-MM` in the organisation's zone: the last month that they were counted for. */
  month: string;
  /** The standpoint that they were counted under, sealed with the person's key. */
  standpoint: Buffer;
}

export const countedContactSchema = (dialect: Dialect) =>
  new EntitySchema<CountedContact>({
    name: 'counted_contact',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      month: { type: 'varchar', length: 7 },
      standpoint: { type: typesOf(dialect).bytes },
    },
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
