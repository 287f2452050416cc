import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createDataSource } from '../../src/store';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { runWith, type Variables, withVariables } from './command-with-server';
import { run } from './memory-terminal';

function variablesFor({ dataDir, location }: TestDatabase): Variables {
  return {
    MADOBE_DATA_DIR: dataDir,
    DATABASE_URL: location.dialect === 'postgres' ? location.url : undefined,
  };
}

/** The tables of a database, by name. */
async function tablesOf({ location }: TestDatabase): Promise<readonly string[]> {
  const source = await createDataSource(location).initialize();
  try {
    const rows: { name: string }[] = await source.query(
      location.dialect === 'postgres'
        ? "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
        : "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    return rows.map(({ name }) => name).sort();
  } finally {
    await source.destroy();
  }
}

onBothDatabases((dialect) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase(dialect);
  });
  afterEach(() => database.remove());
  const migrate = () => runWith(variablesFor(database), ['migrate']);

  it('makes the tables of an empty database and names each migration it did', async () => {
    const { output, errors, status } = await migrate();
    expect(output).toMatch(/^(done: \w+\n)+$/);
    expect(errors).toBe('');
    expect(status).toBe(0);
    expect(await tablesOf(database)).toEqual(
      expect.arrayContaining(['conversation', 'inbox_event', 'message', 'outbox_message', 'person']),
    );
  });

  it('changes nothing when it is run again, and says so', async () => {
    await migrate();
    const before = await tablesOf(database);
    expect(await migrate()).toEqual({ output: 'The database is up to date.\n', errors: '', status: 0 });
    expect(await tablesOf(database)).toEqual(before);
  });

  it('leaves each migration done once when two are run at the same time', async () => {
    const both = await withVariables(variablesFor(database), () =>
      Promise.all([run(['migrate']), run(['migrate'])]),
    );
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    const done = both.flatMap(({ output }) => output.match(/done: \w+/g) ?? []);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done).size).toBe(done.length);
  });
});

describe('madobe migrate', () => {
  it('says that the database cannot be reached, and neither where it is nor its password', async () => {
    const { output, errors, status } = await runWith(
      { DATABASE_URL: 'postgres://madobe:an-invented-password@127.0.0.1:9/nowhere' },
      ['migrate'],
    );
    expect(output).toBe('');
    expect(errors).toContain('The database could not be reached or written');
    expect(errors).not.toContain('password');
    expect(errors).not.toContain('nowhere');
    expect(status).toBe(1);
  });

  it('lists the faults of the configuration instead, when there are any', async () => {
    const { errors, status } = await runWith({ DATABASE_URL: 'mysql://madobe', PORT: 'eighty' }, ['migrate']);
    expect(errors.split('\n').map((line) => line.split(':')[0])).toEqual(['PORT', 'DATABASE_URL', '']);
    expect(errors).not.toContain('mysql');
    expect(status).toBe(1);
  });

  it('finds the server in the built package too', async () => {
    const database = await createTestDatabase('sqlite');
    try {
      const program = path.resolve(__dirname, '../../dist/cli/main.js');
      const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'migrate'], {
        cwd: database.dataDir,
        env: { PATH: process.env.PATH, MADOBE_DATA_DIR: database.dataDir },
        encoding: 'utf8',
      });
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
      expect(stdout).toMatch(/^done: /);
    } finally {
      await database.remove();
    }
  });
});
