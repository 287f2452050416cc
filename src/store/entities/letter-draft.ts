import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** The letter a person is writing. One each; it is nobody else's until they send it. */
export interface StoredLetterDraft {
  personId: string;
  /** JSON, sealed with the person's key: the parts with the messages they came in, what it is about, where to answer. */
  content: Buffer;
  /** Milliseconds since the epoch. */
  updatedAt: number;
}

export const letterDraftSchema = (dialect: Dialect) =>
  new EntitySchema<StoredLetterDraft>({
    name: 'letter_draft',
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
