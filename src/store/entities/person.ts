import { EntitySchema } from 'typeorm';

/** Somebody who wrote to us. Knows nothing that identifies them. Their key stands apart: see `StoredPersonKey`. */
export interface Person {
  /** Random UUID. */
  id: string;
  /** Whether anything may be sent without being asked. */
  noticesAllowed: boolean;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** When they last did something here; retention counts from it. Milliseconds since the epoch. */
  lastSeenAt: number;
}

export const personSchema = () =>
  new EntitySchema<Person>({
    name: 'person',
    withoutRowid: true,
    columns: {
      id: { type: 'varchar', length: 36, primary: true },
      noticesAllowed: { name: 'notices_allowed', type: 'boolean' },
      createdAt: { name: 'created_at', type: 'bigint' },
      lastSeenAt: { name: 'last_seen_at', type: 'bigint' },
    },
    indices: [{ name: 'person_last_seen', columns: ['lastSeenAt'] }],
  });
