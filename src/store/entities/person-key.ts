import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/**
 * A person's data key. It stands apart from all that it seals, and in no backup of it: so its destruction is the
 * erasure, also in every copy that was made before. No foreign key holds the two together, since on SQLite they are two
 * files.
 */
export interface StoredPersonKey {
  personId: string;
  /** The data key, wrapped by the master key of its generation. */
  wrapped: Buffer;
  /** Which master key wrapped it: `key_generation.generation`. */
  generation: number;
}

export const personKeySchema = (dialect: Dialect) =>
  new EntitySchema<StoredPersonKey>({
    name: 'person_key',
    withoutRowid: true,
    columns: {
      personId: { name: 'person_id', type: 'varchar', length: 36, primary: true },
      wrapped: { type: typesOf(dialect).bytes },
      generation: { type: 'integer' },
    },
  });
