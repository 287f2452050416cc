import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** What a counsellor told the colleague who takes over. */
export interface StoredTalkHandOver {
  id: number;
  talkId: string;
  /** Both by their opaque names. */
  fromStaff: string;
  toStaff: string;
  /** Sealed with the person's key. */
  summary: Buffer;
  /** Milliseconds since the epoch. */
  at: number;
}

export const talkHandOverSchema = (dialect: Dialect) =>
  new EntitySchema<StoredTalkHandOver>({
    name: 'talk_hand_over',
    columns: {
      id: { type: typesOf(dialect).counter, primary: true, generated: 'increment' },
      talkId: { name: 'talk_id', type: 'varchar', length: 36 },
      fromStaff: { name: 'from_staff', type: 'varchar', length: 64 },
      toStaff: { name: 'to_staff', type: 'varchar', length: 64 },
      summary: { type: typesOf(dialect).bytes },
      at: { type: 'bigint' },
    },
    indices: [{ name: 'talk_hand_over_talk', columns: ['talkId', 'id'] }],
    foreignKeys: [
      { target: 'talk', columnNames: ['talk_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
