import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import type { TestDatabase } from '../support/databases';

/** A row as the driver gives it: names as in the table, bytes as buffers. */
export type Row = Readonly<Record<string, unknown>>;

/** The tables of a running service, seen from outside over a connection of one's own: what is committed, no more. */
export interface DatabaseView {
  rows(statement: string): Promise<readonly Row[]>;
  /** How many rows each table has. */
  counts(): Promise<Readonly<Record<string, number>>>;
  /** Every row of every table, for comparing. */
  dump(): Promise<Readonly<Record<string, readonly Row[]>>>;
  /** The same without what the clock counts each minute for statistics, which is no answer to anybody. */
  dumpOfTurns(): Promise<Readonly<Record<string, readonly Row[]>>>;
  /** Everything that could be read by somebody who steals the disk: raw files, or all columns as bytes and as text. */
  rawBytes(): Promise<Readonly<Record<string, Buffer>>>;
  close(): Promise<void>;
}

/**
 * Tables whose rows hang on nobody: what the installation is, how far was counted, how often codes were tried, that the schedule of events was
 * looked at, and the link by which the first of the staff may come in.
 */
export const tablesOfNobody: readonly string[] = [
  'counted_up_to',
  'installation',
  'key_generation',
  'resume_pace',
  'seen_event',
  'staff_link',
];

const countedByTheClock: readonly string[] = ['counted_contact', 'counted_up_to', 'daily_count'];

/** The migrations' own book, and the database's: no part of what is kept. */
const books = /^(migration|typeorm_metadata)$|^sqlite_/;

export async function viewDatabase(database: TestDatabase): Promise<DatabaseView> {
  const connection = await connect(database);
  const dump = async () => {
    const entries: [string, readonly Row[]][] = [];
    for (const table of await connection.tables())
      if (!books.test(table))
        entries.push([table, await connection.rows(`SELECT * FROM ${table} ORDER BY 1, 2`)]);
    return Object.fromEntries(entries);
  };
  return {
    rows: connection.rows,
    dump,
    dumpOfTurns: async () => {
      const rows = Object.entries(await dump());
      return Object.fromEntries(rows.filter(([table]) => !countedByTheClock.includes(table)));
    },
    counts: async () =>
      Object.fromEntries(Object.entries(await dump()).map(([table, rows]) => [table, rows.length])),
    rawBytes: async () => {
      const files = Object.fromEntries(
        readdirSync(database.dataDir).map((name) => [name, readFileSync(join(database.dataDir, name))]),
      );
      return database.location.dialect === 'sqlite' ? files : { ...files, ...(await columnsOf(connection)) };
    },
    close: connection.close,
  };
}

interface Connection {
  /** All tables there are, whatever they are called. */
  tables(): Promise<readonly string[]>;
  rows(statement: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

async function connect({ location }: TestDatabase): Promise<Connection> {
  if (location.dialect === 'sqlite') {
    const file = new Database(join(location.dataDir, 'madobe.sqlite'), { readonly: true });
    file.prepare('ATTACH DATABASE ? AS keys').run(join(location.dataDir, 'keys.sqlite'));
    return {
      tables: async () => {
        const found = file.prepare<[], { name: string }>(
          `SELECT name FROM main.sqlite_master WHERE type = 'table'
           UNION SELECT name FROM keys.sqlite_master WHERE type = 'table' ORDER BY name`,
        );
        return found.all().map(({ name }) => name);
      },
      rows: async (statement) => file.prepare<[], Row>(statement).all(),
      close: async () => void file.close(),
    };
  }
  const client = new Client({ connectionString: location.url, application_name: 'view' });
  await client.connect();
  return {
    tables: async () => {
      const found = await client.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
      );
      return found.rows.map(({ name }) => name);
    },
    rows: async (statement) => (await client.query<Row>(statement)).rows,
    close: () => client.end(),
  };
}

/** All tables: each value as its bytes, and each row as text. */
async function columnsOf(connection: Connection): Promise<Record<string, Buffer>> {
  const all: Record<string, Buffer> = {};
  for (const name of await connection.tables()) {
    const rows = await connection.rows(`SELECT t.*, t::text AS whole_row FROM "${name}" t`);
    const values = rows.flatMap((row) => Object.values(row).map(bytesOf));
    all[`table ${name}`] = Buffer.concat(values.flatMap((value) => [value, Buffer.of(0)]));
  }
  return all;
}

function bytesOf(value: unknown): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(String(value), 'utf8');
}
