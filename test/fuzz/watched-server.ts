import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import type { TestDatabase } from '../support/databases';
import { waitFor } from '../support/wait-for';

const program = resolve('dist', 'main.js');
const probe = resolve('test', 'fuzz', 'memory-probe.cjs');

/** The built server as a process of its own, whose memory and whole output are watched. */
export class WatchedServer {
  /** All that it printed, its log among it. */
  output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => {
        this.output += text.toString();
      });
    }
  }

  static async start(database: TestDatabase): Promise<WatchedServer> {
    if (!existsSync(program)) throw new Error('The server is not built: run `npm run build` first.');
    const port = 10_000 + (randomBytes(2).readUInt16BE() % 20_000);
    const child = spawn(process.execPath, ['--expose-gc', '-r', probe, program], {
      cwd: tmpdir(),
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        MADOBE_HOST: '127.0.0.1',
        MADOBE_BASE_URL: 'https://madobe.example.org',
        MADOBE_DATA_DIR: database.dataDir,
        MADOBE_LOG_LEVEL: 'debug',
        MADOBE_TRUSTED_PROXIES: 'loopback',
        LINE_CHANNEL_SECRET: '0123456789abcdef0123456789abcdef',
        LINE_CHANNEL_ACCESS_TOKEN: 'test-channel-access-token',
        LINE_API_ORIGIN: 'http://127.0.0.1:9',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const server = new WatchedServer(child, port);
    await waitFor('the server to be ready', () => server.isReady(), 40_000);
    return server;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async isReady(): Promise<boolean> {
    if (!this.isAlive) throw new Error(`The server ended: ${this.output.slice(-500)}`);
    return fetch(`http://127.0.0.1:${this.port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** Bytes in use after everything that nobody needs was let go of. */
  async memory(): Promise<NodeJS.MemoryUsage> {
    const answered = new Promise<NodeJS.MemoryUsage>((resolve) => {
      this.child.once('message', (usage) => resolve(usage as NodeJS.MemoryUsage));
    });
    this.child.send('memory');
    return answered;
  }

  async stop(): Promise<void> {
    if (!this.isAlive) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
  }
}
