import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** What a counsellor has written and not sent. */
export interface StoredDeskDraft {
  personId: string;
  /** Where it was written: `talk/<talk>/<staff>`, or `letter/<letter>`. */
  place: string;
  /** The text, sealed with the person's key. */
  content: Buffer;
  /** Milliseconds since the epoch. */
  updatedAt: number;
}

export const deskDraftSchema = (dialect: Dialect) =>
  new EntitySchema<StoredDeskDraft>({
    name: 'desk_draft',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      place: { type: 'varchar', length: 96, primary: true },
      content: { type: typesOf(dialect).bytes },
      updatedAt: { name: 'updated_at', type: 'bigint' },
    },
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
