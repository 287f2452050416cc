import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** One thing that a record says: a field of the sheet, a fact as staff have it, the tags. */
export interface StoredRecordEntry {
  personId: string;
  /** `writer` or `other`: whom it is about. */
  subject: string;
  /** `field`, `fact` or `tags`. */
  kind: string;
  /** Which field or fact; empty for the tags. */
  name: string;
  /** Sealed with the person's key, for its subject alone. */
  content: Buffer;
  /** Who wrote it last, by their opaque name. */
  staff: string;
  /** Milliseconds since the epoch. */
  updatedAt: number;
}

export const recordEntrySchema = (dialect: Dialect) =>
  new EntitySchema<StoredRecordEntry>({
    name: 'record_entry',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      subject: { type: 'varchar', length: 8, primary: true },
      kind: { type: 'varchar', length: 8, primary: true },
      name: { type: 'varchar', length: 64, primary: true },
      content: { type: typesOf(dialect).bytes },
      staff: { type: 'varchar', length: 64 },
      updatedAt: { name: 'updated_at', type: 'bigint' },
    },
    indices: [{ name: 'record_entry_updated', columns: ['updatedAt'] }],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
