import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { backUp, type StorePlace } from '../../src/backup';
import { Vault } from '../../src/store';
import { FakeClock } from '../support/fake-clock';

/*
 * What pg_dump does is PostgreSQL's; here it is told by programs of that name what it was asked for. That a real dump
 * can be put back is tried with the client programs of the server's version, which not every machine has.
 */
describe('PostgreSQL’s own programs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'madobe-dump-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const place = (path: string): StorePlace => ({
    location: {
      dialect: 'postgres',
      url: 'postgres://somebody:geheim%21@127.0.0.1:5999/madobe?sslmode=require',
      poolSize: 1,
    },
    vault: new Vault(Buffer.alloc(32, 1)),
    clock: FakeClock.at('2027-02-28T23:59:59+09:00'),
    dataDirectory: join(folder, 'data'),
    environment: { PATH: path },
  });
  const folders = () => ({ database: join(folder, 'databases'), keys: join(folder, 'keys') });
  /** A pg_dump that writes down how it was called, and into the file it was told to. */
  const install = (script: string): string => {
    const programs = join(folder, 'programs');
    mkdirSync(programs);
    writeFileSync(join(programs, 'pg_dump'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return `${programs}${delimiter}${process.env.PATH}`;
  };

  test('are told what goes where, and the password neither on the command line nor in a file', async () => {
    const path = install(
      `for option in "$@"; do case "$option" in --file=*) file="\${option#--file=}";; esac; done
       printf '%s\\n' "$@" "$PGHOST:$PGPORT:$PGUSER:$PGDATABASE:$PGSSLMODE" > "$file"
       [ "$PGPASSWORD" = 'geheim!' ] && echo 'it knows' >> "$file"`,
    );
    const { database, keys, people } = await backUp(place(path), folders());
    expect(people).toBeNull();
    expect(database.file.endsWith('madobe-20270228T145959Z.dump')).toBe(true);
    const [asked, askedForKeys] = [database.file, keys.file].map((file) => readFileSync(file, 'utf8'));
    expect(asked).toContain('--exclude-table-data=person_key\n--exclude-table-data=key_generation\n');
    expect(askedForKeys).toContain('--data-only\n--table=person_key\n--table=key_generation\n');
    for (const text of [asked, askedForKeys]) {
      expect(text).toContain('127.0.0.1:5999:somebody:madobe:require\nit knows');
      expect(text).not.toContain('geheim');
    }
  });

  test('that fail leave nothing behind, and say why without an address', async () => {
    const path = install(`echo 'pg_dump: error: aborting because of server version mismatch' >&2; exit 1`);
    await expect(backUp(place(path), folders())).rejects.toMatchObject({ code: 'backup_tool_failed' });
    expect([
      readdirSync(folders().database),
      readdirSync(folders().keys),
      readdirSync(join(folder, 'data')),
    ]).toEqual([[], [], []]);
  });

  test('that are not installed are missed by name', async () => {
    await expect(backUp(place(folder), folders())).rejects.toMatchObject({ code: 'backup_tool_missing' });
  });
});
