import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import type { TestDatabase } from './databases';
import { waitFor } from './wait-for';

const program = resolve('dist', 'main.js');
const commands = resolve('dist', 'cli', 'main.js');
const killPoint = resolve('test', 'support', 'kill-point.cjs');

/** Some tests start ten at once on two cores. Milliseconds. */
const START_WITHIN_MS = 60_000;

/** What a server under test is started with. */
export interface ServerSetting extends Partial<LineSetting> {
  readonly database: Pick<TestDatabase, 'location' | 'dataDir'>;
  /** 32 bytes as base64, for processes that share a database. Left out, each is given one of its own. */
  readonly masterKey?: string;
  /** Further variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Given whole, or not at all: then LINE is off. */
interface LineSetting {
  readonly lineOrigin: string;
  readonly channelSecret: string;
  readonly accessToken: string;
  /** Whether Madobe makes and keeps the master key itself. Otherwise it is given one. */
  readonly keepsKey?: boolean;
}

/** How a command ended. */
export interface CommandEnd {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** The built server as the real process it is, which can be killed and started again on the same data and port. */
export class ServerProcess {
  private child: ChildProcess | null = null;
  private errors = '';

  private constructor(
    readonly port: number,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async prepare(setting: ServerSetting): Promise<ServerProcess> {
    if (!existsSync(program)) throw new Error('The server is not built: run `npm run build` first.');
    const { location, dataDir } = setting.database;
    return new ServerProcess(await freePort(), {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      MADOBE_HOST: '127.0.0.1',
      MADOBE_DATA_DIR: dataDir,
      ...(setting.keepsKey
        ? {}
        : { MADOBE_MASTER_KEY: setting.masterKey ?? randomBytes(32).toString('base64') }),
      MADOBE_LOG_LEVEL: 'warn',
      ...(setting.lineOrigin === undefined
        ? {}
        : {
            LINE_CHANNEL_SECRET: setting.channelSecret,
            LINE_CHANNEL_ACCESS_TOKEN: setting.accessToken,
            LINE_API_ORIGIN: setting.lineOrigin,
          }),
      ...(location.dialect === 'postgres' ? { DATABASE_URL: location.url } : {}),
      ...setting.environment,
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get webhookUrl(): string {
    return `${this.origin}/line/webhook`;
  }

  /** Starts it and waits until it is ready. @param killAt a point of `kill-point.cjs` at which it is to die */
  async start(killAt?: string): Promise<void> {
    this.errors = '';
    const child = spawn(process.execPath, [...(killAt ? ['-r', killPoint] : []), program], {
      cwd: tmpdir(),
      env: {
        ...this.environment,
        PORT: String(this.port),
        ...(killAt ? { MADOBE_TEST_KILL_AT: killAt } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (text: Buffer) => {
      this.errors += text.toString();
    });
    this.child = child;
    await waitFor(
      'the server to be ready',
      async () => {
        if (child.exitCode !== null) throw new Error(`The server ended at its start: ${this.errors}`);
        return fetch(`http://127.0.0.1:${this.port}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        );
      },
      START_WITHIN_MS,
    );
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const gone = this.gone();
    this.child?.kill('SIGKILL');
    await gone;
  }

  /** Asks it to stop. Resolves with its exit status and how long it took, in milliseconds. */
  async terminate(): Promise<{ status: number | null; ms: number }> {
    const started = performance.now();
    const gone = this.gone();
    this.child?.kill('SIGTERM');
    return { status: await gone, ms: performance.now() - started };
  }

  /**
   * Runs a `madobe` command on the same data, beside the server if it runs.
   *
   * @param killAt a point of `kill-point.cjs` at which it is to die
   */
  command(words: readonly string[], killAt?: string): Promise<CommandEnd> {
    const child = spawn(process.execPath, [...(killAt ? ['-r', killPoint] : []), commands, ...words], {
      cwd: tmpdir(),
      env: { ...this.environment, ...(killAt ? { MADOBE_TEST_KILL_AT: killAt } : {}) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (text: Buffer) => {
      output += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => {
      errors += text.toString();
    });
    return new Promise((end) => child.once('close', (status) => end({ status, output, errors })));
  }

  /** Resolves when the process is no more, by whatever end, with its exit status (null when a signal ended it). */
  gone(): Promise<number | null> {
    const { child } = this;
    if (!child) return Promise.resolve(null);
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
    return new Promise((resolve) => child.once('exit', (status) => resolve(status)));
  }
}

/** A port nothing listens on now, below the range from which outgoing connections take theirs. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + (randomBytes(2).readUInt16BE() % 20_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
