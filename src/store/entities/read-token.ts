import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** By what a channel is told that a message, and all before it, was read. Goes when it was told, or with the message. */
export interface StoredReadToken {
  messageId: number;
  personId: string;
  channel: string;
  /** Sealed with the person's key. */
  token: Buffer;
}

export const readTokenSchema = (dialect: Dialect) =>
  new EntitySchema<StoredReadToken>({
    name: 'read_token',
    withoutRowid: true,
    columns: {
      messageId: { name: 'message_id', type: 'bigint', primary: true },
      personId: { name: 'person_id', type: 'varchar', length: 36 },
      channel: { type: 'varchar', length: 16 },
      token: { type: typesOf(dialect).bytes },
    },
    indices: [{ name: 'read_token_person', columns: ['personId', 'messageId'] }],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
