import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** A letter (お手紙) that was sent, and its answer. */
export interface StoredLetter {
  personId: string;
  /** UUID, made where it was written: the same letter sent twice is one. */
  id: string;
  /** Where it was written: `web` or `line`. */
  channel: string;
  /** JSON, sealed with the person's key: as in the draft. */
  content: Buffer;
  /** Milliseconds since the epoch. */
  sentAt: number;
  /** The day by which it is answered, `YYYY-MM-DD` in the organisation's zone. */
  dueOn: string;
  /** The answer, sealed with the person's key; null while it waits. */
  answer: Buffer | null;
  /** Who answered, by an opaque name; null while it waits. */
  answeredBy: string | null;
  /** Milliseconds since the epoch; null while it waits. */
  answeredAt: number | null;
  /** When the person first opened the answer. Milliseconds since the epoch; null until then. */
  readAt: number | null;
}

export const letterSchema = (dialect: Dialect) =>
  new EntitySchema<StoredLetter>({
    name: 'letter',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      id: { type: 'varchar', length: 36, primary: true },
      channel: { type: 'varchar', length: 16 },
      content: { type: typesOf(dialect).bytes },
      sentAt: { name: 'sent_at', type: 'bigint' },
      dueOn: { name: 'due_on', type: 'varchar', length: 10 },
      answer: { type: typesOf(dialect).bytes, nullable: true },
      answeredBy: { name: 'answered_by', type: 'varchar', length: 64, nullable: true },
      answeredAt: { name: 'answered_at', type: 'bigint', nullable: true },
      readAt: { name: 'read_at', type: 'bigint', nullable: true },
    },
    indices: [
      { name: 'letter_person', columns: ['personId', 'sentAt'] },
      { name: 'letter_waiting', columns: ['dueOn', 'sentAt'], where: '"answered_at" IS NULL' },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
