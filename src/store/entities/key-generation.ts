import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/**
 * A master key that something is wrapped by, known by its number alone. There is one row, and a second while a rotation
 * is under way: the higher number is the one that wraps what is new.
 */
export interface KeyGeneration {
  /** Counts up from 1. */
  generation: number;
  /** The key that seals what belongs to nobody, wrapped. Null until the first start after an update from before 2026-11-21. */
  systemKey: Buffer | null;
  /** The key of the hashes by which people are found, wrapped. Null like the other. */
  indexKey: Buffer | null;
}

export const keyGenerationSchema = (dialect: Dialect) =>
  new EntitySchema<KeyGeneration>({
    name: 'key_generation',
    columns: {
      generation: { type: 'integer', primary: true },
      systemKey: { name: 'system_key', type: typesOf(dialect).bytes, nullable: true },
      indexKey: { name: 'index_key', type: typesOf(dialect).bytes, nullable: true },
    },
  });
