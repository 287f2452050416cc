import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Dialect, type StoreLocation } from '../../src/store';

/** An empty place for a store, gone when the test file ends. */
export interface TestDatabase {
  readonly location: StoreLocation;
  /** The data directory; made for PostgreSQL too, where only the key file would stand in it. */
  readonly dataDir: string;
  remove(): Promise<void>;
}

const POOL_SIZE = 10;

/** A fresh, empty database of a dialect: a new directory, and for PostgreSQL a new database in the run's server. */
export async function createTestDatabase(dialect: Dialect): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'madobe-test-'));
  if (dialect === 'sqlite') {
    return {
      location: { dialect, dataDir },
      dataDir,
      remove: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  }
  const name = `madobe_${randomBytes(8).toString('hex')}`;
  await administer(`CREATE DATABASE ${name}`);
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
  const client = new Client({ connectionString: `${serverUrl()}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
