import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Clock, Timer } from '../clock';
import { MadobeError } from '../errors';
import {
  LiveBus,
  type LiveListener,
  type LiveNotice,
  type LiveTopic,
  type StopListening,
} from './live-events';
import { PostgresClockHold } from './postgres-clock-hold';
import { PostgresLiveRelay } from './postgres-live-relay';
import type { SqlValue, Store, Tx, Work } from './store';

/** SQLSTATEs after which doing the same work again may succeed: serialisation failure, deadlock. */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_TRIES = 5;
/** A server that does not answer by then cannot be worked with, though the connection may stand. Milliseconds. */
const REACHABLE_WITHIN_MS = 2_000;

/** PostgreSQL. Each piece of work has its own connection and transaction; the server groups the commits itself. */
export class PostgresStore implements Store {
  readonly dialect = 'postgres';
  private closed = false;

  private readonly bus = new LiveBus();
  private readonly relay: PostgresLiveRelay;
  private readonly clockHold: PostgresClockHold;

  /** @param url of the same server, for the connection on which live notices go */
  constructor(
    private readonly source: DataSource,
    url: string,
    private readonly clock: Clock,
  ) {
    this.relay = new PostgresLiveRelay(url, this.bus, clock);
    this.clockHold = new PostgresClockHold(url);
  }

  async write<T>(work: Work<T>): Promise<T> {
    if (this.closed) throw new MadobeError('store_unavailable');
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.transact(work);
      } catch (problem) {
        if (RETRYABLE.has(sqlStateOf(problem)) && tried < MAX_TRIES) continue;
        throw isUnavailable(problem) ? new MadobeError('store_unavailable', { cause: problem }) : problem;
      }
    }
  }

  read<T>(work: Work<T>): Promise<T> {
    return this.write(work);
  }

  listen(topic: LiveTopic, listener: LiveListener): StopListening {
    this.relay.open();
    return this.bus.listen(topic, listener);
  }

  async purge(): Promise<void> {}

  async isReachable(): Promise<boolean> {
    let timer: Timer | null = null;
    const late = new Promise<boolean>((resolve) => {
      timer = this.clock.after(REACHABLE_WITHIN_MS, () => resolve(false));
    });
    const answers = this.read((tx) => tx.all('SELECT 1')).then(
      () => true,
      () => false,
    );
    return Promise.race([answers, late]).finally(() => timer?.cancel());
  }

  keepsClock(): Promise<boolean> {
    return this.closed ? Promise.resolve(false) : this.clockHold.isOurs();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.clockHold.close();
    await this.relay.close();
    await this.source.destroy();
  }

  private async transact<T>(work: Work<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      const client: PoolClient = await runner.connect().catch((cause: unknown) => {
        throw new MadobeError('store_unavailable', { cause });
      });
      await runner.startTransaction();
      try {
        const tx = new PostgresTx(runner, client);
        const result = await work(tx);
        await runner.commitTransaction();
        this.bus.dispatch(tx.notices);
        this.relay.tell(tx.notices);
        return result;
      } catch (problem) {
        // On a broken connection the rollback fails too; the server has done it, and the first problem is the one to tell.
        await runner.rollbackTransaction().catch(() => undefined);
        throw problem;
      }
    } finally {
      await runner.release();
    }
  }
}

class PostgresTx implements Tx {
  readonly dialect = 'postgres';
  readonly notices: LiveNotice[] = [];

  constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
  ) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async all<Row>(statement: string, ...values: SqlValue[]): Promise<Row[]> {
    const { rows } = await this.client.query({ name: nameOf(statement), text: statement, values });
    return rows as Row[];
  }

  async run(statement: string, ...values: SqlValue[]): Promise<number> {
    const { rowCount } = await this.client.query({ name: nameOf(statement), text: statement, values });
    return rowCount ?? 0;
  }

  notify(topic: LiveTopic, payload: string): void {
    this.notices.push({ topic, payload });
  }
}

const names = new Map<string, string>();

/** The name under which a statement is prepared once per connection: the same text has the same name. */
function nameOf(statement: string): string {
  let name = names.get(statement);
  if (!name) {
    name = createHash('sha256').update(statement).digest('base64url').slice(0, 24);
    names.set(statement, name);
  }
  return name;
}

function sqlStateOf(problem: unknown): string {
  const code = (problem as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/**
 * Whether the server could not be reached or is going away, as opposed to the work being wrong. SQLSTATE classes 08
 * (connection), 53 (resources), 57 (operator intervention) and 58 (system error); without a SQLSTATE, it is the
 * network that spoke.
 */
function isUnavailable(problem: unknown): boolean {
  if (problem instanceof MadobeError || !(problem instanceof Error)) return false;
  const state = sqlStateOf(problem);
  if (/^[0-9A-Z]{5}$/.test(state)) return /^(08|53|57|58)/.test(state);
  return /^E[A-Z]+$/.test(state) || /connection|terminated|timeout/i.test(problem.message);
}
