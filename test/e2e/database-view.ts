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
  /** Everything that could be read by somebody who steals the disk: raw files, or all columns as bytes and as text. */
  rawBytes(): Promise<Readonly<Record<string, Buffer>>>;
  close(): Promise<void>;
}

/** The migrations' own book is no part of it. */
const tables = [
  'audit',
  'channel_identity',
  'consent',
  'conversation',
  'daily_count',
  'erasure_receipt',
  'inbox_event',
  'installation',
  'key_generation',
  'letter',
  'letter_draft',
  'message',
  'outbox_message',
  'person',
  'person_key',
  'registered_items',
  'request_code',
  'resume_code',
  'resume_pace',
  'room_link',
  'room_notice',
  'told_place',
  'unsent_message',
  'web_session',
] as const;

export async function viewDatabase(database: TestDatabase): Promise<DatabaseView> {
  const connection = await connect(database);
  const dump = async () => {
    const entries: [string, readonly Row[]][] = [];
    for (const table of tables)
      entries.push([table, await connection.rows(`SELECT * FROM ${table} ORDER BY 1, 2`)]);
    return Object.fromEntries(entries);
  };
  return {
    rows: connection.rows,
    dump,
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
  rows(statement: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

async function connect({ location }: TestDatabase): Promise<Connection> {
  if (location.dialect === 'sqlite') {
    const file = new Database(join(location.dataDir, 'madobe.sqlite'), { readonly: true });
    file.prepare('ATTACH DATABASE ? AS keys').run(join(location.dataDir, 'keys.sqlite'));
    return {
      rows: async (statement) => file.prepare<[], Row>(statement).all(),
      close: async () => void file.close(),
    };
  }
  const client = new Client({ connectionString: location.url, application_name: 'view' });
  await client.connect();
  return {
    rows: async (statement) => (await client.query<Row>(statement)).rows,
    close: () => client.end(),
  };
}

/** All tables the database has, whatever they are called: each value as its bytes, and each row as text. */
async function columnsOf(connection: Connection): Promise<Record<string, Buffer>> {
  const names = await connection.rows(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const all: Record<string, Buffer> = {};
  for (const { name } of names) {
    const rows = await connection.rows(`SELECT t.*, t::text AS whole_row FROM "${String(name)}" t`);
    const values = rows.flatMap((row) => Object.values(row).map(bytesOf));
    all[`table ${String(name)}`] = Buffer.concat(values.flatMap((value) => [value, Buffer.of(0)]));
  }
  return all;
}

function bytesOf(value: unknown): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(String(value), 'utf8');
}
