import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** A counsellor's message that is said at its time, unless it is taken back or its talk is over by then. */
export interface StoredDeskScheduled {
  personId: string;
  /** UUID, made by the page. */
  id: string;
  talkId: string;
  /** Who wrote it. */
  staff: string;
  /** The text, sealed with the person's key. */
  content: Buffer;
  /** The row of `message` it answers; null: none. */
  quotes: number | null;
  /** Milliseconds since the epoch. */
  dueAt: number;
}

export const deskScheduledSchema = (dialect: Dialect) =>
  new EntitySchema<StoredDeskScheduled>({
    name: 'desk_scheduled',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      id: { type: 'varchar', length: 36, primary: true },
      talkId: { name: 'talk_id', type: 'varchar', length: 36 },
      staff: { type: 'varchar', length: 64 },
      content: { type: typesOf(dialect).bytes },
      quotes: { type: 'bigint', nullable: true },
      dueAt: { name: 'due_at', type: 'bigint' },
    },
    indices: [
      { name: 'desk_scheduled_due', columns: ['dueAt'] },
      { name: 'desk_scheduled_talk', columns: ['talkId'] },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
