import { EntitySchema } from 'typeorm';

/** That a counsellor's page sent something under an id: the same id is said once. Free of content. */
export interface StoredDeskMessage {
  personId: string;
  /** UUID, made by the page. */
  id: string;
  /** The row of `message` it became. */
  messageId: number;
  /** The row of `message` whose beginning it repeats; null: none. */
  quotes: number | null;
}

export const deskMessageSchema = () =>
  new EntitySchema<StoredDeskMessage>({
    name: 'desk_message',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      id: { type: 'varchar', length: 36, primary: true },
      messageId: { name: 'message_id', type: 'bigint' },
      quotes: { type: 'bigint', nullable: true },
    },
    indices: [
      { name: 'desk_message_message', columns: ['messageId'] },
      { name: 'desk_message_quotes', columns: ['quotes'], where: '"quotes" IS NOT NULL' },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
