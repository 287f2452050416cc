import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** A note of assessment. Rows are added and never changed. */
export interface StoredRecordNote {
  id: number;
  personId: string;
  /** `writer` or `other`: whom it is about. */
  subject: string;
  /** Who wrote it, by their opaque name. */
  staff: string;
  /** Sealed with the person's key, for its subject alone. */
  content: Buffer;
  /** The note that this one puts right; null: none. */
  corrects: number | null;
  /** Milliseconds since the epoch. */
  at: number;
}

export const recordNoteSchema = (dialect: Dialect) =>
  new EntitySchema<StoredRecordNote>({
    name: 'record_note',
    columns: {
      id: { type: typesOf(dialect).counter, primary: true, generated: 'increment' },
      personId: { name: 'person_id', type: 'varchar', length: 36 },
      subject: { type: 'varchar', length: 8 },
      staff: { type: 'varchar', length: 64 },
      content: { type: typesOf(dialect).bytes },
      corrects: { type: 'bigint', nullable: true },
      at: { type: 'bigint' },
    },
    indices: [
      { name: 'record_note_person', columns: ['personId', 'id'] },
      { name: 'record_note_at', columns: ['at'] },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
