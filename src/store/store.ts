import type { EntityManager } from 'typeorm';
import type { Dialect } from './dialect';
import type { LiveListener, LiveTopic, StopListening } from './live-events';

/** A value that can be bound to a statement. */
export type SqlValue = string | number | boolean | Uint8Array | null;

/**
 * What a piece of work sees inside its transaction.
 *
 * Statements are written once, in the SQL both databases share, with `$1`, `$2` … for values; they are prepared once
 * and kept. Rows come back as the driver gives them: keys as written in the statement, 64-bit integers as numbers,
 * booleans of SQLite as 0 and 1.
 */
export interface Tx {
  readonly dialect: Dialect;
  /** TypeORM's manager in this transaction, for work off the hot path. */
  readonly manager: EntityManager;
  /** Runs a statement that gives rows (also with RETURNING). */
  all<Row>(statement: string, ...values: SqlValue[]): Promise<Row[]>;
  /** Runs a statement for its effect; the number of rows it touched. */
  run(statement: string, ...values: SqlValue[]): Promise<number>;
  /**
   * Tells listeners something once this transaction is committed, and never when it is not. Live and no more: a notice
   * is lost when the process dies right after the commit. The payload holds ids only.
   */
  notify(topic: LiveTopic, payload: string): void;
}

/**
 * A piece of work. It waits for nothing but the transaction it is given, and never opens another inside. It may be done
 * more than once (after a neighbour's fault on SQLite, a deadlock on PostgreSQL), each time on what was there before, so
 * it changes nothing outside the transaction that it does not set anew.
 */
export type Work<T> = (tx: Tx) => Promise<T>;

/** The one place where Madobe keeps things. */
export interface Store {
  readonly dialect: Dialect;
  /**
   * Runs work in a transaction. When the promise resolves, the work is on the disk; when it rejects, none of it
   * happened, with one exception: if the connection to PostgreSQL is lost during the commit itself, it may have.
   * Callers are therefore written so that doing the same work again changes nothing.
   *
   * Rejects with what the work threw, or with `store_unavailable`.
   */
  write<T>(work: Work<T>): Promise<T>;
  /** Runs work that only reads, on committed data. */
  read<T>(work: Work<T>): Promise<T>;
  /**
   * Hears what {@link Tx.notify} told: of this process at once after the commit; on PostgreSQL also of every other
   * process on the same database, soon. What has to be certain, listeners look up again from time to time.
   */
  listen(topic: LiveTopic, listener: LiveListener): StopListening;
  /**
   * Makes what was deleted unreadable on the disk, now: SQLite keeps old pages in its write-ahead log until they are
   * carried over. Called after an erasure; a crash before it is made good at the next start. Does nothing on
   * PostgreSQL, which recycles its log itself.
   */
  purge(): Promise<void>;
  /** Whether the database answers now, within two seconds. Never rejects. */
  isReachable(): Promise<boolean>;
  /**
   * Whether this process keeps the clock: one at most among all on this database, from when it first asks until it ends,
   * stops answering or loses the database. Asked before each piece of such work, since it may have changed; two may be at
   * it for a moment after that, so the work is safe to repeat. On SQLite there is one process. Never rejects.
   */
  keepsClock(): Promise<boolean>;
  /** Finishes what was begun and lets go of the database. Work begun later is refused. Closing again does nothing. */
  close(): Promise<void>;
}
