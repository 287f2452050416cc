import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Clock } from '../clock';
import { MadobeError } from '../errors';
import type { Dialect } from './dialect';
import { entitiesOf } from './entities';
import { migrations } from './migrations';
import { PostgresStore } from './postgres-store';
import { SqliteStore } from './sqlite-store';
import type { Store } from './store';
import type { Vault } from './vault';

/** Where the data is: a PostgreSQL server, or a file in the data directory. */
export type StoreLocation =
  | {
      readonly dialect: 'postgres';
      readonly url: string /** Connections of this process. */;
      readonly poolSize: number;
    }
  | { readonly dialect: 'sqlite'; readonly dataDir: string };

const SQLITE_FILE = 'madobe.sqlite';
/** The wait blocks the process, and LINE waits two seconds for it. */
const BUSY_TIMEOUT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Names the advisory lock under which processes starting together migrate one after another. */
const MIGRATION_LOCK = 0x6d61_646f;
/** Pages in the write-ahead log before they are carried over into the database: 16 MiB. */
const CHECKPOINT_PAGES = 4_096;
const KEY_CHECK = 'madobe';

/** TypeORM's data source for a location: entities, migrations, pragmas. Not yet connected. */
export function createDataSource(location: StoreLocation): DataSource {
  return new DataSource(optionsOf(location));
}

function optionsOf(location: StoreLocation): DataSourceOptions {
  const shared = {
    entities: entitiesOf(location.dialect),
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each' as const,
    // TypeORM's logger would print parameters, which are people's data.
    logging: false as const,
  };
  if (location.dialect === 'postgres') {
    return {
      ...shared,
      type: 'postgres',
      url: location.url,
      parseInt8: true,
      poolSize: location.poolSize,
      connectTimeoutMS: CONNECT_TIMEOUT_MS,
      // An idle connection that the server closed is replaced by the pool; without a handler Node would exit.
      poolErrorHandler: () => undefined,
      installExtensions: false,
    };
  }
  mkdirSync(location.dataDir, { recursive: true, mode: 0o700 });
  return {
    ...shared,
    type: 'better-sqlite3',
    database: join(location.dataDir, SQLITE_FILE),
    enableWAL: true,
    timeout: BUSY_TIMEOUT_MS,
    prepareDatabase: (database: Database.Database) => {
      // FULL: a commit that was acknowledged survives a power cut. NORMAL would lose the last ones.
      database.pragma('synchronous = FULL');
      // A checkpoint writes every changed page once; doing it rarely lets many turns share one write.
      database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      // What the last process left in the log may hold the key of somebody who has been erased since.
      database.pragma('wal_checkpoint(TRUNCATE)');
      // Deleted words are overwritten, not just unlinked.
      database.pragma('secure_delete = ON');
    },
  };
}

/** Whether there is anything to open: false for a data directory in which no server was started yet. */
export function storeExists(location: StoreLocation): boolean {
  return location.dialect === 'postgres' || existsSync(join(location.dataDir, SQLITE_FILE));
}

/** Brings a database from wherever it is to now. Returns the names of the migrations that were run. */
export async function migrateStore(location: StoreLocation): Promise<readonly string[]> {
  const source = await connect(location);
  try {
    return await migrate(source, location.dialect);
  } finally {
    await source.destroy();
  }
}

/**
 * Connects, migrates, and makes sure that the master key is the one this database was written with: a wrong key is
 * refused (`key_mismatch`) before anything is written with it.
 */
export async function openStore(location: StoreLocation, vault: Vault, clock: Clock): Promise<Store> {
  const source = await connect(location);
  try {
    await migrate(source, location.dialect);
  } catch (problem) {
    await source.destroy();
    throw problem;
  }
  const store: Store =
    location.dialect === 'postgres'
      ? new PostgresStore(source)
      : new SqliteStore(
          source,
          (source.driver as unknown as { databaseConnection: Database.Database }).databaseConnection,
        );
  try {
    await checkKey(store, vault, clock);
  } catch (problem) {
    await store.close();
    throw problem;
  }
  return store;
}

async function connect(location: StoreLocation): Promise<DataSource> {
  try {
    return await createDataSource(location).initialize();
  } catch (problem) {
    throw new MadobeError('store_unavailable', { cause: problem });
  }
}

async function migrate(source: DataSource, dialect: Dialect): Promise<readonly string[]> {
  if (dialect === 'sqlite') return (await source.runMigrations()).map(({ name }) => name);
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      return (await source.runMigrations()).map(({ name }) => name);
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await runner.release();
  }
}

async function checkKey(store: Store, vault: Vault, clock: Clock): Promise<void> {
  await store.write(async (tx) => {
    await tx.run(
      'INSERT INTO installation (id, key_check, created_at) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING',
      vault.system.seal('installation.key_check', KEY_CHECK),
      clock.now(),
    );
    const [row] = await tx.all<{ keyCheck: Uint8Array }>(
      'SELECT key_check AS "keyCheck" FROM installation WHERE id = 1',
    );
    try {
      if (row && vault.system.open('installation.key_check', row.keyCheck) === KEY_CHECK) return;
    } catch (problem) {
      throw new MadobeError('key_mismatch', { cause: problem });
    }
    throw new MadobeError('key_mismatch');
  });
}
