import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock';
import { MadobeError } from '../errors';
import { copySqlite, isSoundSqlite, KEYS_FILE, SQLITE_FILE, type Vault } from '../store';
import { databaseName, keysName } from './backup-names';
import { countPeople } from './count-people';
import { runPostgresTool } from './postgres-tools';
import { putInPlace } from './put-in-place';
import type { StorePlace } from './store-place';
import { inWorkingFolder } from './working-folder';

/** Two folders that are not the same: database and keys are kept apart, so that what is erased is gone from all backups. */
export interface BackupFolders {
  /** Gets one more file each time. */
  readonly database: string;
  /** Its one file is replaced. */
  readonly keys: string;
}

/** What was made. Sizes in bytes. */
export interface Backup {
  readonly database: { readonly file: string; readonly size: number };
  readonly keys: { readonly file: string; readonly size: number };
  /** How many people are in it; null on PostgreSQL, where a dump cannot be opened. */
  readonly people: number | null;
}

/** The tables that hold keys. */
const keyTables = ['person_key', 'key_generation'];

/**
 * Backs up a database beside servers that go on working. On SQLite the copy is opened with its keys and looked through
 * before it is put anywhere; on PostgreSQL `pg_dump` makes it. The older copy of the keys stays until the new one is
 * whole; when this rejects, no file that was there before has changed.
 *
 * @throws `backup_places_together`, `backup_unsound`, `backup_tool_missing`, `backup_tool_failed`, `store_unavailable`
 */
export async function backUp(source: StorePlace, folders: BackupFolders): Promise<Backup> {
  for (const folder of [folders.database, folders.keys]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (realpathSync(folders.database) === realpathSync(folders.keys))
    throw new MadobeError('backup_places_together');
  const { dialect } = source.location;
  const files = {
    database: join(folders.database, databaseName(dialect, source.clock.now())),
    keys: join(folders.keys, keysName(dialect)),
  };
  return inWorkingFolder(source.dataDirectory, 'backup', async (folder) => {
    const people = await copyInto(folder, source);
    putInPlace(join(folder, SQLITE_FILE), files.database);
    putInPlace(join(folder, KEYS_FILE), files.keys);
    return { database: sized(files.database), keys: sized(files.keys), people };
  });
}

/** Copies both into a folder, under the names they have on SQLite. How many people are in the copy. */
async function copyInto(
  folder: string,
  { location, vault, clock, environment }: StorePlace,
): Promise<number | null> {
  if (location.dialect === 'sqlite') {
    copySqlite(location.dataDir, folder);
    return peopleInCopy(folder, vault, clock);
  }
  const dump = (file: string, ...options: string[]) =>
    runPostgresTool('pg_dump', { url: location.url, environment }, [
      '--format=custom',
      `--file=${join(folder, file)}`,
      ...options,
    ]);
  await dump(SQLITE_FILE, ...keyTables.map((table) => `--exclude-table-data=${table}`));
  await dump(KEYS_FILE, '--data-only', ...keyTables.map((table) => `--table=${table}`));
  return null;
}

/** Opens a copy as a server would. @throws `backup_unsound`, and what `openStore` throws */
export async function peopleInCopy(folder: string, vault: Vault, clock: Clock): Promise<number> {
  if (!isSoundSqlite(folder)) throw new MadobeError('backup_unsound');
  return countPeople({ dialect: 'sqlite', dataDir: folder }, vault, clock);
}

function sized(file: string): { readonly file: string; readonly size: number } {
  return { file, size: statSync(file).size };
}
