import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MadobeError } from '../errors';

/** Held while a process serves from a data directory. */
export interface DataDirectoryLock {
  release(): void;
}

const LOCK_FILE = 'server.lock';

/**
 * Makes sure that one server at a time works on the SQLite file of a data directory: two would both answer the same
 * event. The lock is SQLite's own on an empty database beside it, so the operating system gives it back however the
 * process ends, and no file is left behind that has to be judged stale.
 *
 * Throws `data_directory_in_use` at once when another process holds it.
 */
export function lockDataDirectory(dataDir: string): DataDirectoryLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = new Database(join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new MadobeError('data_directory_in_use', { cause });
  }
  return { release: () => void database.close() };
}
