import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** What was said in one go, either way, in the order it was stored: a person's message, or what Madobe said in a turn. */
export interface StoredMessage {
  id: number;
  personId: string;
  channel: string;
  /** `in`: the person said it. `out`: Madobe said it, or a counsellor. */
  direction: 'in' | 'out';
  /**
   * JSON, sealed with the person's key: of `in` the event, of `out` the messages and choices. Null once it was unsent:
   * the row is the content-free mark.
   */
  content: Buffer | null;
  /** Keyed hash of the channel's message id; null where the channel gave none (what we send, taps). */
  channelRef: string | null;
  /** The inbox event of the turn it belongs to, which ties an answer to what it answers; null outside turns. */
  turn: number | null;
  /** The counsellor who said it, by an opaque name; null for everything else. */
  staff: string | null;
  /** When it happened at the person's side, or was said. Milliseconds since the epoch. */
  happenedAt: number;
}

export const messageSchema = (dialect: Dialect) =>
  new EntitySchema<StoredMessage>({
    name: 'message',
    columns: {
      id: { type: typesOf(dialect).counter, primary: true, generated: 'increment' },
      personId: { name: 'person_id', type: 'varchar', length: 36 },
      channel: { type: 'varchar', length: 16 },
      direction: { type: 'varchar', length: 3 },
      content: { type: typesOf(dialect).bytes, nullable: true },
      channelRef: { name: 'channel_ref', type: 'varchar', length: 64, nullable: true },
      turn: { type: 'bigint', nullable: true },
      happenedAt: { name: 'happened_at', type: 'bigint' },
      staff: { type: 'varchar', length: 64, nullable: true },
    },
    indices: [
      { name: 'message_person', columns: ['personId', 'id'] },
      { name: 'message_channel_ref', columns: ['channelRef'], where: '"channel_ref" IS NOT NULL' },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
