import { spawn } from 'node:child_process';
import { MadobeError } from '../errors';
import type { StorePlace } from './store-place';

/** PostgreSQL's own programs. They have to be at least as new as the server. */
export type PostgresTool = 'pg_dump' | 'pg_restore';

/**
 * Runs one of PostgreSQL's programs on a database, to its end. The address goes through the environment, since the list
 * of processes shows what stands on a command line.
 *
 * @param url `postgres://…`
 * @returns what it printed
 * @throws `backup_tool_missing` when it is not installed, `backup_tool_failed` when it did not do it
 */
export function runPostgresTool(
  tool: PostgresTool,
  { url, environment }: { readonly url: string; readonly environment: StorePlace['environment'] },
  options: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const program = spawn(tool, options, {
      env: { ...environment, ...environmentOf(url) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed: Buffer[] = [];
    const said: Buffer[] = [];
    program.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    program.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    program.on('error', (cause) => reject(new MadobeError('backup_tool_missing', { cause })));
    program.on('close', (status) => {
      if (status === 0) return resolve(Buffer.concat(printed).toString('utf8'));
      reject(new MadobeError('backup_tool_failed', { cause: new Error(reasonIn(Buffer.concat(said))) }));
    });
  });
}

/** What PostgreSQL's programs take from the environment (libpq), for an address as `DATABASE_URL` holds it. */
export function environmentOf(url: string): Readonly<Record<string, string>> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const given = {
    PGHOST: searchParams.get('host') ?? hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

/** The first line of what it said against it: names of tables and versions, never rows. */
function reasonIn(said: Buffer): string {
  return said.toString('utf8').split('\n')[0] ?? '';
}
