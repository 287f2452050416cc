import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MadobeError } from '../errors';
import { KEYS_FILE, SQLITE_FILE } from './sqlite-files';

/**
 * Copies the database and the keys of a data directory into another folder, whatever a server does to them meanwhile: each
 * copy is what was committed at one moment, whole, and without the remains of what was deleted. The keys are copied after
 * the database, so that nobody is in the one without the other but those who were erased in between. The folder must
 * exist and hold neither.
 *
 * @throws `store_unavailable` when one of the two is missing or cannot be read
 */
export function copySqlite(dataDir: string, into: string): void {
  for (const file of [SQLITE_FILE, KEYS_FILE]) {
    const from = join(dataDir, file);
    if (!existsSync(from)) throw new MadobeError('store_unavailable');
    const database = new Database(from, { readonly: true });
    try {
      database.prepare('VACUUM INTO ?').run(join(into, file));
    } catch (cause) {
      throw new MadobeError('store_unavailable', { cause });
    } finally {
      database.close();
    }
  }
}

/** Whether SQLite finds every page of database and keys in a folder sound. */
export function isSoundSqlite(dataDir: string): boolean {
  return [SQLITE_FILE, KEYS_FILE].every((file) => {
    const database = new Database(join(dataDir, file), { readonly: true, fileMustExist: true });
    try {
      return database.pragma('integrity_check', { simple: true }) === 'ok';
    } catch {
      return false;
    } finally {
      database.close();
    }
  });
}
