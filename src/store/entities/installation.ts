import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** The one row that ties a database to its master key. */
export interface Installation {
  /** Always 1. */
  id: number;
  /** A known value sealed with the system key: opens only under the right master key. */
  keyCheck: Buffer;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

export const installationSchema = (dialect: Dialect) =>
  new EntitySchema<Installation>({
    name: 'installation',
    columns: {
      id: { type: 'integer', primary: true },
      keyCheck: { name: 'key_check', type: typesOf(dialect).bytes },
      createdAt: { name: 'created_at', type: 'bigint' },
    },
  });
