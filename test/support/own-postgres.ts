import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

/** Above that of the run's shared server, whatever that is, and below the ports that the system gives out. */
const PORT = Number(process.env.MADOBE_TEST_PG_PORT ?? 25_432) + 500;

/** A real PostgreSQL that belongs to one test, which may take it away and bring it back with all that it held. */
export class OwnPostgres {
  readonly url = `postgres://postgres:madobe-test@127.0.0.1:${PORT}/postgres`;
  private readonly answers: AsyncIterator<string>;

  private constructor(
    private readonly child: ChildProcess,
    lines: Interface,
  ) {
    this.answers = lines[Symbol.asyncIterator]();
  }

  /** Makes an empty one and starts it. */
  static async open(): Promise<OwnPostgres> {
    const child = spawn(process.execPath, [resolve('test', 'support', 'postgres-child.mjs'), String(PORT)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const postgres = new OwnPostgres(child, createInterface({ input: child.stdout }));
    await postgres.start();
    return postgres;
  }

  async start(): Promise<void> {
    await this.tell('start');
  }

  /** Ends all connections and stops. What was committed is there at the next start. */
  async stop(): Promise<void> {
    await this.tell('stop');
  }

  /** Stops for good; nothing is left. */
  async close(): Promise<void> {
    const gone = new Promise((done) => this.child.once('exit', done));
    await this.tell('end');
    await gone;
  }

  private async tell(what: string): Promise<void> {
    this.child.stdin?.write(`${what}\n`);
    const { value } = await this.answers.next();
    if (value !== what) throw new Error(`The test’s own PostgreSQL did not ${what}.`);
  }
}
