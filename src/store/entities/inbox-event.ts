import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** `pending` waits for its turn · `done` remains only so that a redelivery is recognised, and is nobody's · `failed` waits for staff. */
export const inboxStates = ['pending', 'done', 'failed'] as const;

/** An event that a channel delivered and that was acknowledged: it is answered, whatever happens to the process. */
export interface InboxEvent {
  /** Order of acceptance. */
  id: number;
  channel: string;
  /** The channel's own id of the event; unique per channel, which is what makes a redelivery harmless. */
  eventId: string;
  /** Null once it is done: what is left of it belongs to nobody. */
  personId: string | null;
  state: (typeof inboxStates)[number];
  /** `InboundEvent` as JSON, sealed with the person's key; null once done. */
  payload: Buffer | null;
  /** When it happened at the person's side. Turns are taken in this order. Milliseconds since the epoch. */
  happenedAt: number;
  /** When it was committed here. Milliseconds since the epoch. */
  acceptedAt: number;
  /** Turns that were tried and failed. */
  attempts: number;
  /** Not before this moment is the next turn tried. Milliseconds since the epoch. */
  dueAt: number;
}

export const inboxEventSchema = (dialect: Dialect) =>
  new EntitySchema<InboxEvent>({
    name: 'inbox_event',
    columns: {
      id: { type: typesOf(dialect).counter, primary: true, generated: 'increment' },
      channel: { type: 'varchar', length: 16 },
      eventId: { name: 'event_id', type: 'varchar', length: 64 },
      personId: { name: 'person_id', type: 'varchar', length: 36, nullable: true },
      state: { type: 'varchar', length: 8 },
      payload: { type: typesOf(dialect).bytes, nullable: true },
      happenedAt: { name: 'happened_at', type: 'bigint' },
      acceptedAt: { name: 'accepted_at', type: 'bigint' },
      attempts: { type: 'integer' },
      dueAt: { name: 'due_at', type: 'bigint' },
    },
    indices: [
      { name: 'inbox_event_once', columns: ['channel', 'eventId'], unique: true },
      {
        name: 'inbox_event_waiting',
        columns: ['personId', 'happenedAt', 'id'],
        where: '"person_id" IS NOT NULL',
      },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'SET NULL' },
    ],
  });
