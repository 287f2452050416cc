import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackupFiles, backUp, restore } from '../../src/backup';
import { givenMasterKeys, KEYS_FILE, SQLITE_FILE, Vault } from '../../src/store';
import { openScene, type Scene } from '../e2e/scene';
import { follow, questionOn, tap, textsOf, write } from '../e2e/screens';
import type { Phone } from '../support/line-double';

/** Invented, and like nothing that would be there by chance. */
const said = '縁側の風鈴 Kd4';

describe('on SQLite', () => {
  let scene: Scene;
  let folder: string;
  let phone: Phone;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'madobe-backup-'));
    scene = await openScene('sqlite');
    phone = scene.line.phone();
    await follow(phone);
    await write(phone, said);
    await scene.settled();
  });
  afterEach(async () => {
    await scene.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const place = () => {
    const { masterKey, dataDirectory } = scene.door.config;
    if (masterKey === null) throw new Error('The scene has a master key.');
    return {
      location: scene.door.database.location,
      vault: new Vault(givenMasterKeys(masterKey.export(), null)),
      clock: scene.clock,
      dataDirectory,
      environment: process.env,
    };
  };
  const folders = () => ({ database: join(folder, 'databases'), keys: join(folder, 'keys') });
  const makeBackup = async (): Promise<BackupFiles> => {
    const { database, keys } = await backUp(place(), folders());
    return { database: database.file, keys: keys.file };
  };
  /** As after a fire: the server stands still, and its files are gone. */
  const lose = async (...files: readonly string[]) => {
    await scene.door.madobe.stop();
    for (const file of files) {
      for (const ending of ['', '-wal', '-shm'])
        rmSync(join(place().dataDirectory, file + ending), { force: true });
    }
  };

  test('what was copied beside a running server and put back goes on where people left it', async () => {
    const asked = questionOn(phone);
    const files = await makeBackup();
    await lose(SQLITE_FILE, KEYS_FILE);
    expect(await restore(place(), files)).toEqual({ people: 1 });
    await scene.door.restart();
    await tap(phone, 'move/later');
    await tap(phone, 'move/resume');
    expect(questionOn(phone)).toBe(asked);
    await write(phone, 'メニュー');
    expect(questionOn(phone)).toBe('menu/choose');
  });

  test('a copy made while people write is whole', async () => {
    const writing = Array.from({ length: 20 }, async () => {
      const other = scene.line.phone();
      await follow(other);
      await write(other, said);
    });
    const files = await makeBackup();
    await Promise.all(writing);
    await lose(SQLITE_FILE, KEYS_FILE);
    expect((await restore(place(), files)).people).toBeGreaterThanOrEqual(1);
  });

  test('with the keys of today, an older copy brings back nobody who was erased since', async () => {
    const { database } = await makeBackup();
    await write(phone, '消す');
    await tap(phone, 'erase/sure/erase');
    await scene.settled();
    await lose(SQLITE_FILE);
    await restore(place(), { database, keys: null });
    await scene.door.restart();
    expect(scene.log.some((line) => line.includes('"msg":"keys.missing"'))).toBe(true);
    const answer = await write(phone, 'こんにちは');
    expect(textsOf(answer).join()).not.toContain('Kd4');
  });

  test('the newest copy of the keys takes the place of the one before, and the databases stand side by side', async () => {
    await makeBackup();
    await scene.pass(86_400_000);
    await makeBackup();
    expect(readdirSync(folders().database)).toHaveLength(2);
    expect(readdirSync(folders().keys)).toEqual(['madobe-keys.sqlite']);
    for (const file of readdirSync(folders().database))
      expect(statSync(join(folders().database, file)).mode & 0o077).toBe(0);
  });

  test('nothing that somebody wrote, and no key, can be read in the copy of the database', async () => {
    const { database } = await makeBackup();
    const bytes = readFileSync(database);
    expect(bytes.includes(said)).toBe(false);
    expect(bytes.includes('wrapped')).toBe(false);
  });

  test('database and keys into the same folder are refused, by whatever name it goes', async () => {
    mkdirSync(join(folder, 'one'));
    const together = { database: join(folder, 'one'), keys: join(folder, 'one', '..', 'one') };
    await expect(backUp(place(), together)).rejects.toMatchObject({ code: 'backup_places_together' });
    expect(readdirSync(join(folder, 'one'))).toEqual([]);
  });

  test('what a killed backup left behind is cleared away by the next', async () => {
    const left = join(place().dataDirectory, 'backup-working');
    mkdirSync(left);
    writeFileSync(join(left, SQLITE_FILE), 'half');
    await makeBackup();
    expect(existsSync(left)).toBe(false);
  });

  test('it is put back only where there is no database, and beside one set of keys', async () => {
    const files = await makeBackup();
    await scene.door.madobe.stop();
    await expect(restore(place(), files)).rejects.toMatchObject({ code: 'restore_not_empty' });
    await lose(SQLITE_FILE);
    await expect(restore(place(), files)).rejects.toMatchObject({ code: 'restore_keys_twice' });
    await lose(KEYS_FILE);
    await expect(restore(place(), { ...files, keys: null })).rejects.toMatchObject({
      code: 'restore_file_missing',
    });
    await expect(restore(place(), { ...files, database: join(folder, 'no') })).rejects.toMatchObject({
      code: 'restore_file_missing',
    });
    await restore(place(), files);
  });

  test.each([
    ['cut short', 'backup_unsound', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    [
      'with a page overwritten',
      'backup_unsound',
      (bytes: Buffer) => Buffer.from(bytes).fill(7, 8_192, 12_288),
    ],
    ['of something else', 'backup_unsound', () => Buffer.from('no database at all')],
  ])('a copy %s is refused, and nothing is changed', async (_, code, spoil) => {
    const files = await makeBackup();
    await lose(SQLITE_FILE, KEYS_FILE);
    writeFileSync(files.database, spoil(readFileSync(files.database)));
    await expect(restore(place(), files)).rejects.toMatchObject({ code });
    expect(readdirSync(place().dataDirectory).filter((file) => file.includes('.sqlite'))).toEqual([]);
  });

  test('a copy of another key is refused, and nothing is changed', async () => {
    const files = await makeBackup();
    await lose(SQLITE_FILE, KEYS_FILE);
    const vault = new Vault(Buffer.alloc(32, 1));
    await expect(restore({ ...place(), vault }, files)).rejects.toMatchObject({ code: 'key_mismatch' });
    expect(readdirSync(place().dataDirectory).filter((file) => file.includes('.sqlite'))).toEqual([]);
  });

  test('beside a running server nothing is put back', async () => {
    const files = await makeBackup();
    await expect(restore(place(), files)).rejects.toMatchObject({ code: 'data_directory_in_use' });
  });
});
