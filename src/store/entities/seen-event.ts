import { EntitySchema } from 'typeorm';

/** That an event stands in the catalogue, and since when: what is new is told once, to those who want to hear of it. */
export interface SeenEvent {
  id: string;
  /** Milliseconds since the epoch. */
  seenAt: number;
}

export const seenEventSchema = () =>
  new EntitySchema<SeenEvent>({
    name: 'seen_event',
    withoutRowid: true,
    columns: {
      id: { type: 'varchar', length: 100, primary: true },
      seenAt: { name: 'seen_at', type: 'bigint' },
    },
  });
