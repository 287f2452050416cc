import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { KEYS_FILE } from './sqlite-files';

/**
 * Opens the file of keys beside the database, on the same connection. Its tables are named without a prefix, as on
 * PostgreSQL: no other table has their names.
 *
 * One COMMIT writes both files, each for itself, the database first. A process killed in between leaves a person without
 * a key, or a key without a person; `people` knows what to do with either.
 */
export function attachKeysFile(database: Database.Database, dataDir: string): void {
  database.prepare('ATTACH DATABASE ? AS keys').run(join(dataDir, KEYS_FILE));
  database.pragma('keys.journal_mode = WAL');
  // Set for each file; the driver's own default for a write-ahead log would be NORMAL.
  database.pragma('keys.synchronous = FULL');
  database.pragma('keys.secure_delete = ON');
}

/** Whether the file of keys holds tables: not when it was lost, and an empty one was made by opening it. */
export function hasKeyTables(database: Database.Database): boolean {
  return database.prepare(`SELECT 1 FROM keys.sqlite_master WHERE name = 'person_key'`).get() !== undefined;
}
