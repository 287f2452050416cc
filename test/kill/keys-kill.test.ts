import { join } from 'node:path';
import Database from 'better-sqlite3';
import { systemClock } from '../../src/clock';
import { KeptMasterKeys } from '../../src/store';
import { tapOnly } from '../e2e/screens';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { LineDouble, type Phone } from '../support/line-double';
import { ServerProcess } from '../support/server-process';
import { waitFor } from '../support/wait-for';

const channelSecret = '0123456789abcdef0123456789abcdef';
const accessToken = 'test-channel-access-token';
/** Longer than a lease: on PostgreSQL, what a killed process had in hand is taken over when its lease is over. */
const RECOVERY_MS = 30_000;

interface Scene {
  readonly database: TestDatabase;
  readonly line: LineDouble;
  readonly server: ServerProcess;
}

const open: Scene[] = [];

async function openScene(dialect: 'sqlite' | 'postgres'): Promise<Scene> {
  const database = await createTestDatabase(dialect);
  const line = await LineDouble.start({
    clock: systemClock,
    channelSecret,
    accessToken,
    redelivery: true,
    redeliveryDelaysMs: Array.from({ length: 100 }, () => 200),
  });
  const server = await ServerProcess.prepare({
    database,
    lineOrigin: line.origin,
    channelSecret,
    accessToken,
    keepsKey: true,
  });
  await line.setWebhookUrl(server.webhookUrl);
  const scene = { database, line, server };
  open.push(scene);
  return scene;
}

afterEach(async () => {
  await Promise.all(
    open.splice(0).map(async ({ database, line, server }) => {
      await server.kill();
      await line.stop();
      await database.remove();
    }),
  );
});

/** Says something, and waits for what is said to it. */
async function talk(phone: Phone, text: string): Promise<readonly string[]> {
  const before = phone.botMessages.length;
  await phone.text(text);
  await waitFor(`an answer to ${text}`, () => phone.botMessages.length > before, RECOVERY_MS);
  return phone.botMessages.slice(before).map((message) => message.text);
}

/** What is answered to the menu's word, however often it is asked for. */
async function menusOf(line: LineDouble): Promise<readonly string[]> {
  const phone = line.phone();
  await phone.follow();
  await phone.waitForAnswer();
  const menus = [];
  for (let turn = 0; turn < 6; turn += 1) menus.push((await talk(phone, 'メニュー')).join());
  return menus;
}

/** How many people and how many keys the two files hold. */
function countIn({ dataDir }: TestDatabase): { people: number; keys: number } {
  const file = new Database(join(dataDir, 'madobe.sqlite'));
  file.prepare('ATTACH DATABASE ? AS keys').run(join(dataDir, 'keys.sqlite'));
  const count = (table: string) =>
    file.prepare<[], { n: number }>(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n ?? 0;
  const counts = { people: count('person'), keys: count('person_key') };
  file.close();
  return counts;
}

onBothDatabases((dialect) => {
  /** Between each pair of steps of a rotation, in their order. */
  const points = [
    'before statement /INSERT INTO key_generation/',
    'before commit /INSERT INTO key_generation/',
    'after commit /INSERT INTO key_generation/',
    'before statement /UPDATE person_key/',
    'before commit /UPDATE person_key/',
    'after commit /UPDATE person_key/',
    'before statement /DELETE FROM key_generation/',
    'before commit /DELETE FROM key_generation/',
    'after commit /DELETE FROM key_generation/',
  ];

  test('a rotation killed between any two steps is finished by the next, beside a server that goes on', async () => {
    const { database, line, server } = await openScene(dialect);
    await server.start();
    const phones = [line.phone(), line.phone(), line.phone()];
    for (const phone of phones) {
      await phone.follow();
      await phone.waitForAnswer();
    }
    const menus = await menusOf(line);
    const seen = new Set<string>();
    const keyOfNow = () => new KeptMasterKeys(database.dataDir).read().current.bytes.toString('hex');
    for (const point of points) {
      const killed = await server.command(['keys', 'rotate'], point);
      expect({ point, status: killed.status }).toEqual({ point, status: null });
      const newcomer = line.phone();
      phones.push(newcomer);
      await newcomer.follow();
      await newcomer.waitForAnswer();
      for (const phone of phones) expect(menus).toContain((await talk(phone, 'メニュー')).join());
      const done = await server.command(['keys', 'rotate', '--json']);
      expect({ point, status: done.status, errors: done.errors }).toEqual({ point, status: 0, errors: '' });
      expect(new KeptMasterKeys(database.dataDir).read().previous).toBeNull();
      seen.add(keyOfNow());
    }
    expect(seen.size).toBe(points.length);
    await server.terminate();
    await server.start();
    for (const phone of phones) expect(menus).toContain((await talk(phone, 'メニュー')).join());
    expect(line.violations).toEqual([]);
  }, 180_000);

  test('a rotation that was killed is finished by the next start of the server', async () => {
    const { database, line, server } = await openScene(dialect);
    await server.start();
    const phone = line.phone();
    await phone.follow();
    await phone.waitForAnswer();
    await server.command(['keys', 'rotate'], 'before statement /UPDATE person_key/');
    expect(new KeptMasterKeys(database.dataDir).read().previous).not.toBeNull();
    await server.kill();
    await server.start();
    expect(new KeptMasterKeys(database.dataDir).read().previous).toBeNull();
    expect(await talk(phone, 'メニュー')).toHaveLength(1);
  }, 60_000);
});

/**
 * A kill falls between the two files about every second time; before or after both, all the same must hold. What is
 * between is certain in test/people/keys-apart.test.ts.
 */
const TRIES = 6;

describe('on sqlite, killed inside the commit that writes both files', () => {
  test('a first contact is answered once', async () => {
    for (let turn = 0, isBetween = false; turn < TRIES && !isBetween; turn += 1) {
      const { database, line, server } = await openScene('sqlite');
      await server.start('between commit /INSERT INTO person_key.*\\s.*key_generation g/');
      const phone = line.phone();
      await phone.follow();
      await server.gone();
      const { people, keys } = countIn(database);
      expect(keys).toBeLessThanOrEqual(people);
      isBetween = keys < people;
      await server.start();
      const greeting = await phone.waitForAnswer();
      expect(greeting.length).toBeGreaterThan(0);
      await talk(phone, 'メニュー');
      expect(countIn(database)).toEqual({ people: 1, keys: 1 });
      expect(line.violations).toEqual([]);
    }
  }, 120_000);

  test('an erasure is done, the key with it, and the goodbye is said once', async () => {
    for (let turn = 0, isBetween = false; turn < TRIES && !isBetween; turn += 1) {
      const { database, line, server } = await openScene('sqlite');
      await server.start('between commit /DELETE FROM person_key WHERE person_id/');
      const phone = line.phone();
      await phone.follow();
      await phone.waitForAnswer();
      await talk(phone, '消す');
      const before = phone.botMessages.length;
      await tapOnly(phone, 'erase/sure/erase');
      await server.gone();
      const { people, keys } = countIn(database);
      expect(people).toBeLessThanOrEqual(keys);
      isBetween = people < keys;
      await server.start();
      await waitFor('the goodbye', () => phone.botMessages.length > before, RECOVERY_MS);
      expect(countIn(database)).toEqual({ people: 0, keys: 0 });
      await talk(phone, 'メニュー');
      const texts = phone.botMessages.slice(before).map(({ text }) => text);
      expect(texts.length).toBeGreaterThan(1);
      expect(new Set(texts).size).toBe(texts.length);
    }
  }, 120_000);
});
