import type { Dialect } from '../store';

/** What a backup of a database on SQLite, or a dump of one on PostgreSQL, is called; several stand side by side. */
export function databaseName(dialect: Dialect, now: number): string {
  const at = new Date(now)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '');
  return `madobe-${at}.${endings[dialect]}`;
}

/** What the backup of the keys is called: there is one, and the next takes its place. */
export function keysName(dialect: Dialect): string {
  return `madobe-keys.${endings[dialect]}`;
}

const endings: Readonly<Record<Dialect, string>> = { sqlite: 'sqlite', postgres: 'dump' };
