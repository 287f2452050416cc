import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Clock } from '../clock';
import { MadobeError } from '../errors';
import type { Dialect } from './dialect';
import { entitiesOf, keyEntitiesOf } from './entities';
import { attachKeysFile, hasKeyTables } from './keys-file';
import { migrations } from './migrations';
import { PostgresStore } from './postgres-store';
import { SQLITE_FILE } from './sqlite-files';
import { SqliteStore } from './sqlite-store';
import type { Store } from './store';
import { unlockVault } from './unlock-vault';
import type { Vault } from './vault';

/** Where the data is: a PostgreSQL server, or a file in the data directory. */
export type StoreLocation =
  | {
      readonly dialect: 'postgres';
      readonly url: string /** Connections of this process. */;
      readonly poolSize: number;
    }
  | { readonly dialect: 'sqlite'; readonly dataDir: string };

/** The wait blocks the process, and LINE waits two seconds for it. */
const BUSY_TIMEOUT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Silence after which a connection is asked whether it still stands. */
const KEEP_ALIVE_AFTER_MS = 30_000;
/** Names the advisory lock under which processes starting together migrate one after another. */
const MIGRATION_LOCK = 0x6d61_646f;
/** Pages in the write-ahead log before they are carried over into the database: 16 MiB. */
const CHECKPOINT_PAGES = 4_096;

/** TypeORM's data source for a location: entities, migrations, pragmas. Not yet connected. */
export function createDataSource(location: StoreLocation): DataSource {
  return new DataSource(optionsOf(location));
}

function optionsOf(location: StoreLocation): DataSourceOptions {
  const shared = {
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each' as const,
    // TypeORM's logger would print parameters, which are people's data.
    logging: false as const,
  };
  if (location.dialect === 'postgres') {
    return {
      ...shared,
      entities: [...entitiesOf('postgres'), ...keyEntitiesOf('postgres')],
      type: 'postgres',
      url: location.url,
      parseInt8: true,
      poolSize: location.poolSize,
      connectTimeoutMS: CONNECT_TIMEOUT_MS,
      // A server whose machine vanished is noticed in a minute instead of hours.
      extra: { keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS },
      // An idle connection that the server closed is replaced by the pool; without a handler Node would exit.
      poolErrorHandler: () => undefined,
      installExtensions: false,
    };
  }
  mkdirSync(location.dataDir, { recursive: true, mode: 0o700 });
  return {
    ...shared,
    // TypeORM looks for tables in the database alone; statements find those of keys without it.
    entities: entitiesOf('sqlite'),
    type: 'better-sqlite3',
    database: join(location.dataDir, SQLITE_FILE),
    enableWAL: true,
    timeout: BUSY_TIMEOUT_MS,
    prepareDatabase: (database: Database.Database) => {
      // FULL: a commit that was acknowledged survives a power cut. NORMAL would lose the last ones.
      database.pragma('synchronous = FULL');
      // A checkpoint writes every changed page once; doing it rarely lets many turns share one write.
      database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      // Deleted words are overwritten, not just unlinked.
      database.pragma('secure_delete = ON');
      attachKeysFile(database, location.dataDir);
      // What the last process left in the logs may hold the key of somebody who has been erased since.
      database.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}

/** Whether there is anything to open: false for a data directory in which no server was started yet. */
export function storeExists(location: StoreLocation): boolean {
  return location.dialect === 'postgres' || existsSync(join(location.dataDir, SQLITE_FILE));
}

/** Whether nothing of ours is in a database yet: no file, or on PostgreSQL no table. Rejects with `store_unavailable`. */
export async function storeIsEmpty(location: StoreLocation): Promise<boolean> {
  if (location.dialect === 'sqlite') return !storeExists(location);
  const source = await connect(location);
  try {
    return !(await source.query(`SELECT to_regclass('migration') AS found`))[0]?.found;
  } finally {
    await source.destroy();
  }
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
 * Connects, migrates, and opens the vault with the keys that the store holds: a wrong master key, or keys that do not
 * belong to the database, are refused (`key_mismatch`, `keys_of_another_database`) before anything is written with them.
 */
export async function openStore(location: StoreLocation, vault: Vault, clock: Clock): Promise<Store> {
  const source = await connect(location);
  try {
    await migrate(source, location.dialect);
    if (location.dialect === 'sqlite' && !hasKeyTables(connectionOf(source))) {
      throw new MadobeError('keys_of_another_database');
    }
  } catch (problem) {
    await source.destroy();
    throw problem;
  }
  const store: Store =
    location.dialect === 'postgres'
      ? new PostgresStore(source, location.url, clock)
      : new SqliteStore(source, connectionOf(source));
  try {
    await unlockVault(store, vault, clock);
  } catch (problem) {
    await store.close();
    throw problem;
  }
  return store;
}

/** The connection that TypeORM holds on SQLite. */
function connectionOf(source: DataSource): Database.Database {
  return (source.driver as unknown as { databaseConnection: Database.Database }).databaseConnection;
}

async function connect(location: StoreLocation): Promise<DataSource> {
  try {
    return await createDataSource(location).initialize();
  } catch (problem) {
    throw new MadobeError('store_unavailable', { cause: problem });
  }
}

async function migrate(source: DataSource, dialect: Dialect): Promise<readonly string[]> {
  if (dialect === 'sqlite') {
    const done = (await source.runMigrations()).map(({ name }) => name);
    // What a migration took out of the files is in their logs until then.
    if (done.length > 0) connectionOf(source).pragma('wal_checkpoint(TRUNCATE)');
    return done;
  }
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
