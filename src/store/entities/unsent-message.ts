import { EntitySchema } from 'typeorm';

/**
 * The content-free mark of a message that its sender took back. It outlives the message, so that a redelivery
 * arriving late or out of order cannot bring the words back.
 */
export interface UnsentMessage {
  /** Keyed hash of the channel's message id. */
  channelRef: string;
  /** Milliseconds since the epoch. */
  unsentAt: number;
}

export const unsentMessageSchema = () =>
  new EntitySchema<UnsentMessage>({
    name: 'unsent_message',
    withoutRowid: true,
    columns: {
      channelRef: { name: 'channel_ref', type: 'varchar', length: 64, primary: true },
      unsentAt: { name: 'unsent_at', type: 'bigint' },
    },
    indices: [{ name: 'unsent_message_at', columns: ['unsentAt'] }],
  });
