import { Client } from 'pg';

/** Names the advisory lock that one process on a database holds at a time. */
const CLOCK_LOCK = 0x6d61_6463;
/** For connecting, and for each answer. Milliseconds. */
const ANSWER_WITHIN_MS = 5_000;

/** A holder that has not asked for so long hangs: beats ask every minute. Milliseconds. */
const SILENT_MS = 150_000;

/**
 * What makes the server let go of a holder that is not there any more: of a machine that vanished within half a minute, of
 * a process that hangs when it has been silent for too long, where the server knows that setting (PostgreSQL 14).
 */
const SESSION = `SELECT set_config(name, value, FALSE) FROM (VALUES ('tcp_keepalives_idle', '10'),
  ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3'), ('idle_session_timeout', $1))
  AS wanted (name, value) WHERE EXISTS (SELECT 1 FROM pg_settings s WHERE s.name = wanted.name)`;

/**
 * Which of several processes keeps the clock: whoever holds an advisory lock on a connection of its own. The server gives
 * it back when that connection ends, however the process does, so there is nothing to expire and no clock to compare.
 */
export class PostgresClockHold {
  private client: Client | null = null;
  private asking: Promise<boolean> | null = null;
  private closed = false;

  /** @param silentMs after so long without a question the server takes the clock away from this process */
  constructor(
    private readonly url: string,
    private readonly silentMs = SILENT_MS,
  ) {}

  /** Asks the server; takes the lock when nobody has it. Never rejects: without an answer nobody here keeps the clock. */
  isOurs(): Promise<boolean> {
    this.asking ??= this.ask().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.asking;
    await this.client?.end().catch(() => undefined);
    this.client = null;
  }

  private async ask(): Promise<boolean> {
    if (this.client && (await isAnswering(this.client))) return true;
    if (this.client) this.lose(this.client);
    return !this.closed && this.take();
  }

  private async take(): Promise<boolean> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'madobe-clock',
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
    });
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    try {
      await client.connect();
      await client.query(SESSION, [String(this.silentMs)]);
      const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [
        CLOCK_LOCK,
      ]);
      if (rows[0]?.got && !this.closed) {
        this.client = client;
        return true;
      }
    } catch {
      // Asked again at the next beat.
    }
    await client.end().catch(() => undefined);
    return false;
  }

  private lose(client: Client): void {
    if (this.client !== client) return;
    this.client = null;
    void client.end().catch(() => undefined);
  }
}

function isAnswering(client: Client): Promise<boolean> {
  return client.query('SELECT 1').then(
    () => true,
    () => false,
  );
}
