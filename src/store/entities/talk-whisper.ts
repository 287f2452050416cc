import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** A note between colleagues about a talk. No person ever sees it. */
export interface StoredTalkWhisper {
  id: number;
  talkId: string;
  /** Who left it, by their opaque name. */
  staff: string;
  /** Sealed with the person's key. */
  content: Buffer;
  /** Milliseconds since the epoch. */
  at: number;
}

export const talkWhisperSchema = (dialect: Dialect) =>
  new EntitySchema<StoredTalkWhisper>({
    name: 'talk_whisper',
    columns: {
      id: { type: typesOf(dialect).counter, primary: true, generated: 'increment' },
      talkId: { name: 'talk_id', type: 'varchar', length: 36 },
      staff: { type: 'varchar', length: 64 },
      content: { type: typesOf(dialect).bytes },
      at: { type: 'bigint' },
    },
    indices: [{ name: 'talk_whisper_talk', columns: ['talkId', 'id'] }],
    foreignKeys: [
      { target: 'talk', columnNames: ['talk_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
