import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StoreLocation } from '../../src/store';

const program = path.resolve(__dirname, '..', '..', '..', '..', '..', 'dist', 'main.js');
const START_WITHIN_MS = 120_000;

/** The built server on a store that was filled before, with somebody signed in at its desk. */
export class BenchServer {
  private child: ChildProcess | null = null;

  constructor(
    private readonly setting: {
      readonly port: number;
      readonly location: StoreLocation;
      readonly dataDir: string;
      readonly masterKey: Buffer;
      /** The session of who asks. */
      readonly token: string;
    },
  ) {}

  async start(): Promise<void> {
    const { port, location, dataDir, masterKey } = this.setting;
    this.child = spawn(process.execPath, [program], {
      cwd: tmpdir(),
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        MADOBE_HOST: '127.0.0.1',
        MADOBE_DATA_DIR: dataDir,
        MADOBE_MASTER_KEY: masterKey.toString('base64'),
        MADOBE_LOG_LEVEL: 'error',
        ...(location.dialect === 'postgres' && { DATABASE_URL: location.url }),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const giveUpAt = performance.now() + START_WITHIN_MS;
    for (;;) {
      try {
        if ((await fetch(`http://127.0.0.1:${port}/readyz`)).ok) return;
      } catch (problem) {
        if (performance.now() > giveUpAt || this.child.exitCode !== null) throw problem;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  get(address: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.setting.port}${address}`, {
      headers: { cookie: `madobe_desk=${this.setting.token}` },
    });
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    const over = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await over;
  }
}
