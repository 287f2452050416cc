import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Clock, Timer } from '../clock';
import { type LiveBus, type LiveNotice, liveTopics } from './live-events';

const CHANNEL = 'madobe_live';
/** Notices that one statement tells. */
const BATCH = 500;
/** Notices kept while the server is away; older ones are let go, since listeners look for themselves in the end. */
const KEPT = 10_000;
const RETRY_FIRST_MS = 250;
const RETRY_LONGEST_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Tells the other processes on the same PostgreSQL what was committed here, and hears what was committed there, over
 * one connection of its own that is made when first needed and made again whenever it is lost.
 *
 * NOTIFY is sent after the commit and not in the transaction: in it, PostgreSQL makes all such commits wait for each
 * other, one fsync after another. What a process does not get to tell because it dies in between is found by those who
 * look for themselves.
 */
export class PostgresLiveRelay {
  /** Tells our own notices, which the bus has had already, from those of others. */
  private readonly origin = randomUUID();
  private client: Client | null = null;
  private connecting: Promise<void> | null = null;
  private telling: Promise<void> | null = null;
  private retry: Timer | null = null;
  private retryMs = RETRY_FIRST_MS;
  private waiting: string[] = [];
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly bus: LiveBus,
    private readonly clock: Clock,
  ) {}

  /** Begins to hear what others tell. */
  open(): void {
    if (this.closed || this.client || this.connecting || this.retry) return;
    this.connecting = this.connect().finally(() => {
      this.connecting = null;
    });
  }

  /** Tells others, soon. */
  tell(notices: readonly LiveNotice[]): void {
    if (notices.length === 0 || this.closed) return;
    for (const { topic, payload } of notices) {
      this.waiting.push(JSON.stringify([this.origin, topic, payload]));
    }
    if (this.waiting.length > KEPT) this.waiting = this.waiting.slice(-KEPT);
    if (this.client) this.tellWaiting(this.client);
    else this.open();
  }

  /** Tells what is waiting if it can, then lets go of the connection. */
  async close(): Promise<void> {
    this.closed = true;
    this.retry?.cancel();
    await this.connecting;
    await this.telling;
    await this.client?.end().catch(() => undefined);
    this.client = null;
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'madobe-live',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    client.on('notification', ({ payload }) => this.hear(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      await client.end().catch(() => undefined);
      this.tryAgainLater();
      return;
    }
    this.client = client;
    this.retryMs = RETRY_FIRST_MS;
    // Whatever others told until now went past us.
    this.bus.missed();
    this.tellWaiting(client);
  }

  private tellWaiting(client: Client): void {
    this.telling ??= this.tellAll(client).finally(() => {
      this.telling = null;
    });
  }

  private async tellAll(client: Client): Promise<void> {
    while (this.waiting.length > 0 && this.client === client) {
      const batch = this.waiting.splice(0, BATCH);
      try {
        await client.query('SELECT pg_notify($1, notice) FROM unnest($2::text[]) AS notice', [
          CHANNEL,
          batch,
        ]);
      } catch {
        this.waiting.unshift(...batch);
        this.lose(client);
      }
    }
  }

  private lose(client: Client): void {
    if (this.client !== client) return;
    this.client = null;
    void client.end().catch(() => undefined);
    this.tryAgainLater();
  }

  private tryAgainLater(): void {
    if (this.closed || this.retry) return;
    this.retry = this.clock.after(this.retryMs, () => {
      this.retry = null;
      this.open();
    });
    this.retryMs = Math.min(this.retryMs * 2, RETRY_LONGEST_MS);
  }

  private hear(text: string | undefined): void {
    const notice = parseNotice(text ?? '');
    if (notice && notice.origin !== this.origin) this.bus.dispatch([notice]);
  }
}

/** Null for what another version tells that this one does not know. */
function parseNotice(text: string): (LiveNotice & { readonly origin: string }) | null {
  try {
    const [origin, name, payload] = JSON.parse(text) as unknown[];
    const topic = liveTopics.find((each) => each === name);
    return topic && typeof origin === 'string' && typeof payload === 'string'
      ? { origin, topic, payload }
      : null;
  } catch {
    return null;
  }
}
