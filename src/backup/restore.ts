import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { MadobeError } from '../errors';
import { KEYS_FILE, lockDataDirectory, SQLITE_FILE, storeIsEmpty } from '../store';
import { peopleInCopy } from './back-up';
import { countPeople } from './count-people';
import { runPostgresTool } from './postgres-tools';
import { putInPlace } from './put-in-place';
import type { StorePlace } from './store-place';
import { inWorkingFolder } from './working-folder';

/** The files of a backup. */
export interface BackupFiles {
  readonly database: string;
  /** Null: the keys of today stand in the data directory already. Only on SQLite. */
  readonly keys: string | null;
}

/** What was put back. */
export interface Restored {
  readonly people: number;
}

/**
 * Puts a backup where there is nothing yet. It is opened with the keys and the master key before it is in place, so when
 * this rejects, a data directory is as it was before; a PostgreSQL database may hold part of it and is to be made anew.
 *
 * The keys of today are the right ones: people who were erased since the backup stay gone.
 *
 * @throws `restore_not_empty`, `restore_keys_twice`, `restore_file_missing`, `data_directory_in_use`, `backup_unsound`,
 *   `key_mismatch`, `keys_of_another_database`, `backup_tool_missing`, `backup_tool_failed`
 */
export async function restore(target: StorePlace, files: BackupFiles): Promise<Restored> {
  for (const file of [files.database, files.keys]) {
    if (file !== null && !existsSync(file)) throw new MadobeError('restore_file_missing');
  }
  return target.location.dialect === 'sqlite'
    ? restoreFiles(target, target.location.dataDir, files)
    : restoreDump(target, target.location.url, files);
}

function restoreFiles(
  { vault, clock }: StorePlace,
  dataDir: string,
  { database, keys }: BackupFiles,
): Promise<Restored> {
  return inWorkingFolder(dataDir, 'restore', async (folder) => {
    const lock = lockDataDirectory(dataDir);
    try {
      const [databaseHere, keysHere] = [join(dataDir, SQLITE_FILE), join(dataDir, KEYS_FILE)];
      if (existsSync(databaseHere)) throw new MadobeError('restore_not_empty');
      if (keys !== null && existsSync(keysHere)) throw new MadobeError('restore_keys_twice');
      const keysFrom = keys ?? keysHere;
      if (!existsSync(keysFrom)) throw new MadobeError('restore_file_missing');
      copyFileSync(database, join(folder, SQLITE_FILE));
      copyFileSync(keysFrom, join(folder, KEYS_FILE));
      const people = await peopleInCopy(folder, vault, clock);
      if (keys !== null) putInPlace(keys, keysHere);
      renameSync(join(folder, SQLITE_FILE), databaseHere);
      return { people };
    } finally {
      lock.release();
    }
  });
}

async function restoreDump(
  { location, vault, clock, environment }: StorePlace,
  url: string,
  { database, keys }: BackupFiles,
): Promise<Restored> {
  if (keys === null) throw new MadobeError('restore_file_missing');
  if (!(await storeIsEmpty(location))) throw new MadobeError('restore_not_empty');
  const fill = (file: string, ...options: string[]) =>
    runPostgresTool('pg_restore', { url, environment }, [
      ...options,
      '--exit-on-error',
      '--no-owner',
      '--no-privileges',
      `--dbname=${databaseIn(url)}`,
      file,
    ]);
  await fill(database, '--single-transaction');
  await fill(keys, '--single-transaction', '--data-only');
  return { people: await countPeople(location, vault, clock) };
}

function databaseIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}
