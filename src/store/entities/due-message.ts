import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** `due` waits for its time · `said` went into the outbox · `dropped` is not wanted any more. None of them goes back. */
export const dueStates = ['due', 'said', 'dropped'] as const;

/** One occurrence of a rule for one person: it is said at most once, whatever clocks and processes do. */
export interface DueMessage {
  id: number;
  personId: string;
  /** Which rule it is an occurrence of. */
  kind: string;
  /** What it is about, free of content: with person and kind it names the occurrence. */
  subject: string;
  state: (typeof dueStates)[number];
  /** Not before this moment. Milliseconds since the epoch. */
  dueAt: number;
  /** From this moment on it is not said any more: it would be about what is past. Milliseconds since the epoch. */
  lateAt: number;
}

export const dueMessageSchema = (dialect: Dialect) =>
  new EntitySchema<DueMessage>({
    name: 'due_message',
    columns: {
      id: { type: typesOf(dialect).counter, primary: true, generated: 'increment' },
      personId: { name: 'person_id', type: 'varchar', length: 36 },
      kind: { type: 'varchar', length: 24 },
      subject: { type: 'varchar', length: 100 },
      state: { type: 'varchar', length: 8 },
      dueAt: { name: 'due_at', type: 'bigint' },
      lateAt: { name: 'late_at', type: 'bigint' },
    },
    indices: [
      { name: 'due_message_once', columns: ['personId', 'kind', 'subject'], unique: true },
      { name: 'due_message_due', columns: ['state', 'dueAt'] },
      { name: 'due_message_late', columns: ['lateAt'] },
    ],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
