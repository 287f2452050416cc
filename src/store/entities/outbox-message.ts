import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/**
 * `pending` waits until it is due · `sending` is under way, or was when its process ended · `held` waits for the
 * monthly quota · `dead` was refused or given up and waits for staff. What arrived is deleted.
 */
export const outboxStates = ['pending', 'sending', 'held', 'dead'] as const;

/** One request to a channel: the messages that go out together. */
export interface OutboxMessage {
  /** Order of sending, per person. */
  id: number;
  /** UUID, made with the row: sent as `X-Line-Retry-Key` with every push of it, so that LINE takes it once. */
  retryKey: string;
  /** Null where there is nobody to belong to: a word to a group, the goodbye after an erasure. */
  personId: string | null;
  channel: string;
  /** The inbox event that it answers; null when it answers none. */
  turn: number | null;
  state: (typeof outboxStates)[number];
  /** `OutboxContent` as JSON (with the reply token), sealed with the person's key, or the system's. */
  payload: Buffer;
  /** Until when the reply token is certainly alive; null when there is none. Milliseconds since the epoch. */
  replyUntil: number | null;
  /** A reply was attempted and its outcome is not known. */
  replyUncertain: boolean;
  /** Nobody asked for it: an `unfollow` or "やめる" cancels it. */
  unprompted: boolean;
  /** 0 what people wait for · 1 reminders · 2 news. What has the lower rank goes first. */
  rank: number;
  /** From this moment on it is not sent any more: it would be about what is past. Null: never late. Milliseconds since the epoch. */
  lateAt: number | null;
  attempts: number;
  /** Not before this moment is it tried. Milliseconds since the epoch. */
  dueAt: number;
  /** The process that sends it; null when none does. */
  claimedBy: string | null;
  /** After this moment another process may take it over. Milliseconds since the epoch. */
  leaseUntil: number | null;
  /** Code of the error table, for staff; null when nothing went wrong. */
  problem: string | null;
  /** What the channel said of it, sealed like the payload; null when it said nothing. */
  problemDetails: Buffer | null;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

export const outboxMessageSchema = (dialect: Dialect) =>
  new EntitySchema<OutboxMessage>({
    name: 'outbox_message',
    columns: {
      id: { type: typesOf(dialect).counter, primary: true, generated: 'increment' },
      retryKey: { name: 'retry_key', type: 'varchar', length: 36 },
      personId: { name: 'person_id', type: 'varchar', length: 36, nullable: true },
      channel: { type: 'varchar', length: 16 },
      turn: { type: 'bigint', nullable: true },
      state: { type: 'varchar', length: 8 },
      payload: { type: typesOf(dialect).bytes },
      replyUntil: { name: 'reply_until', type: 'bigint', nullable: true },
      replyUncertain: { name: 'reply_uncertain', type: 'boolean' },
      unprompted: { type: 'boolean' },
      rank: { type: 'integer', default: 0 },
      lateAt: { name: 'late_at', type: 'bigint', nullable: true },
      attempts: { type: 'integer' },
      dueAt: { name: 'due_at', type: 'bigint' },
      claimedBy: { name: 'claimed_by', type: 'varchar', length: 36, nullable: true },
      leaseUntil: { name: 'lease_until', type: 'bigint', nullable: true },
      problem: { type: 'varchar', length: 64, nullable: true },
      problemDetails: { name: 'problem_details', type: typesOf(dialect).bytes, nullable: true },
      createdAt: { name: 'created_at', type: 'bigint' },
    },
    indices: [
      { name: 'outbox_message_person', columns: ['personId', 'id'] },
      { name: 'outbox_message_due', columns: ['state', 'dueAt'] },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
