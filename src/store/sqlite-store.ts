import type Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { MadobeError } from '../errors';
import {
  LiveBus,
  type LiveListener,
  type LiveNotice,
  type LiveTopic,
  type StopListening,
} from './live-events';
import type { SqlValue, Store, Tx, Work } from './store';

/** Pieces of work that one commit may carry: bounds how long the first of them waits for the last. */
const MAX_GROUP = 256;

interface Job {
  readonly work: Work<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (problem: unknown) => void;
}

/**
 * SQLite, with one writer and grouped commits.
 *
 * TypeORM shares one connection, on which concurrent transactions would collide; so all work stands in one queue and
 * is done one piece after another. What has gathered in a turn of the event loop is done inside one transaction, and
 * one fsync makes all of it durable. When a piece throws, all are done again, each in its own savepoint, so that it is
 * undone alone.
 */
export class SqliteStore implements Store {
  readonly dialect = 'sqlite';
  private queue: Job[] = [];
  private draining: Promise<void> | null = null;
  private purging: Promise<void> | null = null;
  private purged: () => void = () => undefined;
  private closed = false;
  private readonly bus = new LiveBus();
  private readonly tx: SqliteTx;
  private readonly begin: Database.Statement;
  private readonly commit: Database.Statement;
  private readonly rollback: Database.Statement;
  private readonly savepoint: Database.Statement;
  private readonly release: Database.Statement;
  private readonly undo: Database.Statement;

  constructor(
    private readonly source: DataSource,
    private readonly connection: Database.Database,
  ) {
    this.tx = new SqliteTx(source, connection);
    this.begin = connection.prepare('BEGIN IMMEDIATE');
    this.commit = connection.prepare('COMMIT');
    this.rollback = connection.prepare('ROLLBACK');
    this.savepoint = connection.prepare('SAVEPOINT piece');
    this.release = connection.prepare('RELEASE piece');
    this.undo = connection.prepare('ROLLBACK TO piece');
  }

  write<T>(work: Work<T>): Promise<T> {
    if (this.closed) return Promise.reject(new MadobeError('store_unavailable'));
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ work, resolve: resolve as (result: unknown) => void, reject });
      this.draining ??= this.drain();
    });
  }

  /** Stands in the same queue: on the shared connection, a read in between would see what is not committed yet. */
  read<T>(work: Work<T>): Promise<T> {
    return this.write(work);
  }

  listen(topic: LiveTopic, listener: LiveListener): StopListening {
    return this.bus.listen(topic, listener);
  }

  async purge(): Promise<void> {
    if (this.closed) return;
    // A checkpoint cannot run inside a transaction: it is done between two groups.
    this.purging ??= new Promise((resolve) => {
      this.purged = resolve;
    });
    this.draining ??= this.drain();
    await this.purging;
  }

  async isReachable(): Promise<boolean> {
    try {
      await this.read((tx) => tx.all('SELECT 1'));
      return true;
    } catch {
      return false;
    }
  }

  async keepsClock(): Promise<boolean> {
    return !this.closed;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.draining;
    await this.source.destroy();
  }

  private async drain(): Promise<void> {
    // Whatever else arrives in this turn of the event loop shares the commit.
    await new Promise((resolve) => setImmediate(resolve));
    this.purgeIfAsked();
    while (this.queue.length > 0) {
      const group = this.queue.splice(0, MAX_GROUP);
      await this.doTogether(group);
      this.purgeIfAsked();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.draining = null;
  }

  private purgeIfAsked(): void {
    if (!this.purging) return;
    // Without a name it is done for both files.
    this.connection.pragma('wal_checkpoint(TRUNCATE)');
    this.purging = null;
    this.purged();
  }

  private async doTogether(group: readonly Job[]): Promise<void> {
    try {
      if (!(await this.doWithoutSavepoints(group))) await this.doWithSavepoints(group);
    } catch (problem) {
      this.tx.takeNotices();
      if (this.connection.inTransaction) this.rollback.run();
      for (const job of group) job.reject(new MadobeError('store_unavailable', { cause: problem }));
    }
  }

  /** The usual case: nothing throws, and no piece needs a way back of its own. False: all was undone, do it again. */
  private async doWithoutSavepoints(group: readonly Job[]): Promise<boolean> {
    const results: unknown[] = [];
    this.begin.run();
    try {
      for (const job of group) results.push(await job.work(this.tx));
    } catch {
      this.tx.takeNotices();
      if (this.connection.inTransaction) this.rollback.run();
      return false;
    }
    this.commit.run();
    for (const [index, job] of group.entries()) job.resolve(results[index]);
    this.bus.dispatch(this.tx.takeNotices());
    return true;
  }

  /** Some piece throws: each gets a savepoint, so that it is undone alone. */
  private async doWithSavepoints(group: readonly Job[]): Promise<void> {
    const settled: (() => void)[] = [];
    this.begin.run();
    for (const job of group) settled.push(await this.doAlone(job));
    this.commit.run();
    for (const settle of settled) settle();
    this.bus.dispatch(this.tx.takeNotices());
  }

  /** Does one piece in its savepoint. How it ended is told to its caller only after the commit. */
  private async doAlone(job: Job): Promise<() => void> {
    this.savepoint.run();
    const before = this.tx.notices.length;
    try {
      const result = await job.work(this.tx);
      this.release.run();
      return () => job.resolve(result);
    } catch (problem) {
      // A full disk or an I/O error makes SQLite roll back the whole transaction: then the group fails as one.
      if (!this.connection.inTransaction) throw problem;
      this.undo.run();
      this.release.run();
      this.tx.notices.length = before;
      return () => job.reject(problem);
    }
  }
}

class SqliteTx implements Tx {
  readonly dialect = 'sqlite';
  /** Told by the work of the open transaction, in order. */
  notices: LiveNotice[] = [];
  private readonly prepared = new Map<string, { statement: Database.Statement; order: readonly number[] }>();

  constructor(
    private readonly source: DataSource,
    private readonly connection: Database.Database,
  ) {}

  get manager() {
    return this.source.manager;
  }

  async all<Row>(statement: string, ...values: SqlValue[]): Promise<Row[]> {
    const { statement: prepared, order } = this.prepare(statement);
    return prepared.all(...bind(order, values)) as Row[];
  }

  async run(statement: string, ...values: SqlValue[]): Promise<number> {
    const { statement: prepared, order } = this.prepare(statement);
    return prepared.run(...bind(order, values)).changes;
  }

  notify(topic: LiveTopic, payload: string): void {
    this.notices.push({ topic, payload });
  }

  /** What was told since the last time, which is forgotten here. */
  takeNotices(): readonly LiveNotice[] {
    const taken = this.notices;
    if (taken.length > 0) this.notices = [];
    return taken;
  }

  private prepare(text: string) {
    let entry = this.prepared.get(text);
    if (!entry) {
      const order: number[] = [];
      const positional = text.replace(/\$(\d+)/g, (_, index: string) => {
        order.push(Number(index) - 1);
        return '?';
      });
      entry = { statement: this.connection.prepare(positional), order };
      this.prepared.set(text, entry);
    }
    return entry;
  }
}

/** Values in the order in which the statement names them; better-sqlite3 cannot bind booleans. */
function bind(
  order: readonly number[],
  values: readonly SqlValue[],
): (string | number | Uint8Array | null)[] {
  return order.map((index) => {
    const value = values[index];
    if (value === undefined) throw new Error(`A statement names $${index + 1}, which was not given.`);
    return typeof value === 'boolean' ? Number(value) : value;
  });
}
