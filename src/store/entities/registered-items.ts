import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** What a person wants counsellors to know, all of it optional, and where they want to be answered. */
export interface StoredRegisteredItems {
  personId: string;
  /** `RegisteredItems` as JSON, sealed with the person's key. */
  content: Buffer;
  /** Milliseconds since the epoch. */
  updatedAt: number;
}

export const registeredItemsSchema = (dialect: Dialect) =>
  new EntitySchema<StoredRegisteredItems>({
    name: 'registered_items',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      content: { type: typesOf(dialect).bytes },
      updatedAt: { name: 'updated_at', type: 'bigint' },
    },
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
