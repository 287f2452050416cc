import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** Somebody who wrote to us. Knows nothing that identifies them; deleting the row makes all of theirs unreadable. */
export interface Person {
  /** Random UUID. */
  id: string;
  /** The person's data key, wrapped by the master key. Its destruction is the erasure. */
  dataKey: Buffer;
  /** Whether anything may be sent without being asked. */
  noticesAllowed: boolean;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** When they last did something here; retention counts from it. Milliseconds since the epoch. */
  lastSeenAt: number;
}

export const personSchema = (dialect: Dialect) =>
  new EntitySchema<Person>({
    name: 'person',
    withoutRowid: true,
    columns: {
      id: { type: 'varchar', length: 36, primary: true },
      dataKey: { name: 'data_key', type: typesOf(dialect).bytes },
      noticesAllowed: { name: 'notices_allowed', type: 'boolean' },
      createdAt: { name: 'created_at', type: 'bigint' },
      lastSeenAt: { name: 'last_seen_at', type: 'bigint' },
    },
    indices: [{ name: 'person_last_seen', columns: ['lastSeenAt'] }],
  });
