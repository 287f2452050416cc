import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** Where a person is in the flows and what they told us. One row a person, replaced by every turn. */
export interface Conversation {
  personId: string;
  /** `ConversationState` as JSON, sealed with the person's key. */
  state: Buffer;
  /** Milliseconds since the epoch. */
  updatedAt: number;
  /** The newest message there was when the person had all of them erased; null when they never had. */
  clearedTo: number | null;
}

export const conversationSchema = (dialect: Dialect) =>
  new EntitySchema<Conversation>({
    name: 'conversation',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      state: { type: typesOf(dialect).bytes },
      updatedAt: { name: 'updated_at', type: 'bigint' },
      clearedTo: { name: 'cleared_to', type: 'bigint', nullable: true },
    },
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
