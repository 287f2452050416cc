/** The two databases Madobe runs on. */
export type Dialect = 'sqlite' | 'postgres';

/** Column types that the two dialects spell differently. Everything else is spelt the same in both. */
export interface DialectTypes {
  /** A byte string of any length. */
  readonly bytes: 'blob' | 'bytea';
  /** A 64-bit key that the database counts up. SQLite accepts only `integer` for it, which is 64-bit there. */
  readonly counter: 'integer' | 'bigint';
}

export function typesOf(dialect: Dialect): DialectTypes {
  return dialect === 'sqlite' ? { bytes: 'blob', counter: 'integer' } : { bytes: 'bytea', counter: 'bigint' };
}
