import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Dialect, migrateStore, type StoreLocation } from '../../src/store';

/** An empty place for a store, gone when the test file ends. */
export interface TestDatabase {
  readonly location: StoreLocation;
  /** The data directory; made for PostgreSQL too, where only the key file would stand in it. */
  readonly dataDir: string;
  remove(): Promise<void>;
}

const POOL_SIZE = 10;

/** A fresh, empty database of a dialect: a new directory, and for PostgreSQL a new database in the run's server. */
export function createTestDatabase(dialect: Dialect): Promise<TestDatabase> {
  return createDatabase(dialect, '');
}

/**
 * The same with every migration done where that is dear: on PostgreSQL it is a copy of a database that the run migrates
 * once. For tests that are not about migrations.
 */
export async function createMigratedDatabase(dialect: Dialect): Promise<TestDatabase> {
  if (dialect === 'sqlite') return createDatabase(dialect, '');
  await makeTemplate();
  return createDatabase(dialect, `TEMPLATE ${TEMPLATE}`);
}

const TEMPLATE = 'madobe_migrated';
let template: Promise<void> | null = null;

/** Once in a run, whichever test file comes first: the others wait for it at an advisory lock. */
function makeTemplate(): Promise<void> {
  template ??= withClient(async (client) => {
    await client.query('SELECT pg_advisory_lock(1)');
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (found.rowCount !== 0) return;
    await client.query('DROP DATABASE IF EXISTS madobe_migrating');
    await client.query('CREATE DATABASE madobe_migrating');
    await migrateStore({ dialect: 'postgres', url: `${serverUrl()}/madobe_migrating`, poolSize: 2 });
    await client.query(`ALTER DATABASE madobe_migrating RENAME TO ${TEMPLATE}`);
  });
  return template;
}

async function createDatabase(dialect: Dialect, how: string): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'madobe-test-'));
  if (dialect === 'sqlite') {
    return {
      location: { dialect, dataDir },
      dataDir,
      remove: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  }
  const name = `madobe_${randomBytes(8).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} ${how}`);
  return {
    location: { dialect, url: `${serverUrl()}/${name}`, poolSize: POOL_SIZE },
    dataDir,
    remove: async () => {
      rmSync(dataDir, { recursive: true, force: true });
      await administer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Runs the same tests on both databases. */
export function onBothDatabases(define: (dialect: Dialect) => void): void {
  describe.each(['sqlite', 'postgres'] as const)('on %s', define);
}

function serverUrl(): string {
  const url = process.env.MADOBE_TEST_PG_URL;
  if (!url) throw new Error('The PostgreSQL of the test run is not there: run the tests with Jest.');
  return url;
}

async function administer(statement: string): Promise<void> {
  await withClient((client) => client.query(statement));
}

async function withClient(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: `${serverUrl()}/postgres` });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
