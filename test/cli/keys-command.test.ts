import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { KeptMasterKeys } from '../../src/store';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { runWith, type Variables } from './command-with-server';
import { run } from './memory-terminal';

const key = () => randomBytes(32).toString('base64');

onBothDatabases((dialect) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase(dialect);
  });
  afterEach(() => database.remove());

  const rotate = (set: Variables = {}, ...more: string[]) => {
    const { location, dataDir } = database;
    const DATABASE_URL = location.dialect === 'postgres' ? location.url : undefined;
    return runWith(
      { MADOBE_DATA_DIR: dataDir, DATABASE_URL, MADOBE_MASTER_KEY_PREVIOUS: undefined, ...set },
      ['keys', 'rotate', ...more],
    );
  };
  const migrate = (set: Variables = {}) => {
    const { location, dataDir } = database;
    const DATABASE_URL = location.dialect === 'postgres' ? location.url : undefined;
    return runWith({ MADOBE_DATA_DIR: dataDir, DATABASE_URL, ...set }, ['migrate']);
  };

  it('replaces the key that Madobe keeps, says so, and says what to do with the new one', async () => {
    await migrate();
    const before = new KeptMasterKeys(database.dataDir).read().current;
    const { output, errors, status } = await rotate();
    expect(output).toContain('The master key is a new one; 0 people’s keys were wrapped by it.');
    expect(output).toContain('Copy master.key to a safe place again');
    expect([errors, status]).toEqual(['', 0]);
    const after = new KeptMasterKeys(database.dataDir).read();
    expect([after.current.equals(before), after.previous]).toEqual([false, null]);
  });

  it('prints neither key, in words or for a machine', async () => {
    await migrate();
    const { output } = await rotate({}, '--json');
    expect(JSON.parse(output)).toEqual({ outcome: 'done', generation: 2, rewrapped: 0, masterKey: 'kept' });
    expect(output).not.toContain(
      new KeptMasterKeys(database.dataDir).read().current.bytes.toString('base64'),
    );
  });

  it('takes a key that was given, and says when the old one is needed no more', async () => {
    const [old, next] = [key(), key()];
    expect(await rotate({ MADOBE_MASTER_KEY: old })).toMatchObject({ status: dialect === 'sqlite' ? 1 : 2 });
    await migrate();
    const refused = await rotate({ MADOBE_MASTER_KEY: old });
    expect(refused.errors).toContain('Set a new one, with this one in MADOBE_MASTER_KEY_PREVIOUS');
    expect(refused.status).toBe(2);

    const both = { MADOBE_MASTER_KEY: next, MADOBE_MASTER_KEY_PREVIOUS: old };
    const { output, status } = await rotate(both);
    expect(output).toContain('The master key is a new one');
    expect(output).toContain('MADOBE_MASTER_KEY_PREVIOUS is no longer needed');
    expect(status).toBe(0);
    const again = await rotate(both);
    expect(again.output).toContain('Everything is wrapped by MADOBE_MASTER_KEY already.');
    expect(again.status).toBe(0);
    expect(readdirSync(database.dataDir)).not.toContain('master.key');
  });

  it('refuses a wrong previous key and changes nothing: the right one still works afterwards', async () => {
    const [old, next] = [key(), key()];
    await migrate();
    await rotate({ MADOBE_MASTER_KEY: old });
    const wrong = await rotate({ MADOBE_MASTER_KEY: next, MADOBE_MASTER_KEY_PREVIOUS: key() });
    expect(wrong.errors).toContain('The master key is not the one this database was written with');
    expect(wrong.status).toBe(1);
    const right = await rotate({ MADOBE_MASTER_KEY: next, MADOBE_MASTER_KEY_PREVIOUS: old });
    expect(right.status).toBe(0);
  });
});

describe('madobe keys rotate', () => {
  it('has nothing to do where there is no database, and makes none', async () => {
    const database = await createTestDatabase('sqlite');
    try {
      const { errors, status } = await runWith({ MADOBE_DATA_DIR: database.dataDir }, ['keys', 'rotate']);
      expect(errors).toBe('There is no database yet, so there is nothing to rotate.\n');
      expect(status).toBe(1);
      expect(readdirSync(database.dataDir)).toEqual([]);
    } finally {
      await database.remove();
    }
  });

  it('tells in its help how a given key is changed', async () => {
    const { output, status } = await run(['keys', 'rotate', '--help']);
    expect(output).toContain('MADOBE_MASTER_KEY_PREVIOUS');
    expect(output).toContain('run it again');
    expect(status).toBe(0);
  });
});
