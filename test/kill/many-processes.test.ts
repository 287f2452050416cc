import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderMessages } from '../../src/channels/line/render-messages';
import { systemClock } from '../../src/clock';
import { openPersonKey, openStore, type Store, Vault } from '../../src/store';
import { type JsonObject, LineDouble, type Phone } from '../support/line-double';
import { readableText } from '../support/line-double/screen';
import { OwnPostgres } from '../support/own-postgres';
import { RoundRobin } from '../support/round-robin';
import { ServerProcess } from '../support/server-process';
import { waitFor } from '../support/wait-for';

/*
 * 2,000 people write to four processes on one PostgreSQL while processes are killed and the database is taken away. Each
 * takes two turns, begun one right after the other without waiting for an answer, so that there is an order to be kept
 * between processes: 4,000 turns, about half a minute for two cores that have nothing else to do.
 */
const PEOPLE = 2_000;
const AT_ONCE = 60;
const LINE = '電話';
const TURNS = 2;
const PROCESSES = 4;
const KILLS = 6;
/** People who are through when the database goes. */
const OUTAGE_AT = PEOPLE / 2;

const channelSecret = '0123456789abcdef0123456789abcdef';
const accessToken = 'test-channel-access-token';
const metricsToken = 'test-metrics-token-of-enough-characters';
/** Longer than a lease, than an outage, and than several servers that start on a busy machine. */
const PATIENCE_MS = 240_000;

const masterKey = randomBytes(32);
const vault = new Vault(masterKey);
const dataDir = mkdtempSync(join(tmpdir(), 'madobe-many-'));
/** The run's own, so that a run can be done again: `jest --seed`. */
const random = randomFrom(jest.getSeed());

let postgres: OwnPostgres;
let line: LineDouble;
let balancer: RoundRobin;
let processes: readonly ServerProcess[];
let store: Store;

beforeAll(async () => {
  postgres = await OwnPostgres.open();
  line = await LineDouble.start({
    clock: systemClock,
    channelSecret,
    accessToken,
    redelivery: true,
    // However busy the machine is: LINE's two seconds are not what is looked at here, and giving up would only make more work.
    webhookDeadlineMs: 20_000,
    redeliveryDelaysMs: Array.from({ length: 500 }, () => 500),
  });
  processes = await Promise.all(
    Array.from({ length: PROCESSES }, () =>
      ServerProcess.prepare({
        database: { location: { dialect: 'postgres', url: postgres.url, poolSize: 1 }, dataDir },
        masterKey: masterKey.toString('base64'),
        lineOrigin: line.origin,
        channelSecret,
        accessToken,
        environment: { MADOBE_METRICS_TOKEN: metricsToken },
      }),
    ),
  );
  balancer = await RoundRobin.open(processes.map(({ port }) => port));
  await line.setWebhookUrl(`${balancer.origin}/line/webhook`);
  await Promise.all(processes.map((each) => each.start()));
}, PATIENCE_MS);

afterAll(async () => {
  await store?.close();
  await Promise.all((processes ?? []).map((each) => each.kill()));
  await balancer?.close();
  await line?.stop();
  await postgres?.close();
  rmSync(dataDir, { recursive: true, force: true });
}, PATIENCE_MS);

test('many processes, killed at random, and a database that goes away, lose nothing, double nothing and keep everybody’s order', async () => {
  const began = performance.now();
  const phones = Array.from({ length: PEOPLE }, () => line.phone());
  let through = 0;
  const [unlucky, ...waiting] = phones;
  if (!unlucky) throw new Error('Nobody is there.');
  const lives = Array.from({ length: AT_ONCE }, async () => {
    for (let phone = waiting.pop(); phone; phone = waiting.pop()) {
      await live(phone);
      through += 1;
    }
  });
  const driven = Promise.all(lives);
  const killed = killAtRandom(() => through);
  const outage = takeDatabaseAway(() => through, unlucky);
  await Promise.all([driven, killed, outage]);
  const drivenMs = performance.now() - began;

  store = await openStore({ dialect: 'postgres', url: postgres.url, poolSize: 4 }, vault, systemClock);
  await waitFor('nothing to be left on the way', async () => (await left()) === 0, PATIENCE_MS);
  const kept = await keptByAddress();
  const wrong = phones.flatMap((phone) => faultsOf(phone, kept.get(addressIndex(phone)) ?? null));
  const clocks = await Promise.all(processes.map((each) => metricOf(each, 'madobe_clock_kept')));
  const counts = {
    seed: jest.getSeed(),
    people: PEOPLE,
    turns: await count(`inbox_event WHERE state = 'done'`),
    turnsPerSecond: Math.round((PEOPLE * TURNS) / (drivenMs / 1_000)),
    kills: await killed,
    refusedWhileTheDatabaseWasAway: await outage,
    webhooksBrokenOff: balancer.brokenOff,
    redelivered: line.acks.length - PEOPLE * TURNS,
    handedToEach: balancer.handed,
    pushed: line.quota.used,
    refusedReplies: line.refusedReplies.length,
    lost: wrong.filter((each) => each === 'lost').length,
    doubled: wrong.filter((each) => each === 'doubled').length,
    outOfOrder: wrong.filter((each) => each === 'out of order').length,
    seconds: Math.round(drivenMs / 1_000),
  };
  process.stdout.write(`many processes: ${JSON.stringify(counts)}\n`);

  expect(counts).toMatchObject({
    turns: PEOPLE * TURNS,
    kills: KILLS,
    lost: 0,
    doubled: 0,
    outOfOrder: 0,
  });
  expect(await count('person')).toBe(PEOPLE);
  expect(await count(`message WHERE direction = 'in'`)).toBe(PEOPLE * TURNS);
  expect(await count(`message WHERE direction = 'out'`)).toBe(PEOPLE * TURNS);
  expect(await count('outbox_message')).toBe(0);
  expect(line.violations).toEqual([]);
  expect(line.retryKeyMismatches).toEqual([]);
  // All did their share, and one kept the clock.
  for (const handed of balancer.handed) expect(handed).toBeGreaterThan(0);
  expect(clocks.reduce((sum, each) => sum + each, 0)).toBe(1);
}, 600_000);

/** One person: comes in and writes at once, without waiting for the greeting. */
async function live(phone: Phone): Promise<void> {
  const { acknowledged } = await phone.follow();
  // LINE promises no order where it delivers again, so the line comes after that.
  if (!acknowledged) await phone.waitForAnswer(PATIENCE_MS);
  await phone.text(LINE);
  await phone.waitForAnswer(PATIENCE_MS);
}

/** Kills processes while people write, never all of them, and starts each again at once. Resolves with how many. */
async function killAtRandom(through: () => number): Promise<number> {
  const up = new Set(processes);
  const coming: Promise<void>[] = [];
  for (let kills = 0; kills < KILLS; kills += 1) {
    // All within the first three quarters, at moments that nobody has chosen.
    const at = PEOPLE * 0.75 * ((kills + random()) / KILLS);
    await waitFor('people to be through', () => through() >= at && up.size > 1, PATIENCE_MS);
    const victim = [...up][Math.floor(random() * up.size)];
    if (!victim) throw new Error('No process is up.');
    up.delete(victim);
    await victim.kill();
    coming.push(comeBack(victim).then(() => void up.add(victim)));
  }
  await Promise.all(coming);
  return KILLS;
}

/** Starts a process again, as whatever looks after it would: also when it ends because the database is away. */
async function comeBack(victim: ServerProcess): Promise<void> {
  await waitFor(
    'the process to start',
    () =>
      victim.start().then(
        () => true,
        () => false,
      ),
    PATIENCE_MS,
  );
}

/**
 * Stops PostgreSQL until that was noticed everywhere, and somebody wrote in vain, then starts it again. Resolves with how
 * many webhooks were refused when they have their answers, too.
 */
async function takeDatabaseAway(through: () => number, unlucky: Phone): Promise<number> {
  await waitFor('half of the people to be through', () => through() >= OUTAGE_AT, PATIENCE_MS);
  const refusedBefore = refusals();
  await postgres.stop();
  // Whoever is up says that it lives and that nothing can be taken; LINE is not told that anything was.
  await waitFor(
    'every process to say that it is not ready',
    async () => {
      const answers = await Promise.all(
        processes.map(async ({ origin }) => [
          await status(origin, '/healthz'),
          await status(origin, '/readyz'),
        ]),
      );
      const alive = answers.filter(([health]) => health === 200);
      return alive.length > 0 && alive.every(([, ready]) => ready === 503);
    },
    PATIENCE_MS,
  );
  const life = live(unlucky);
  await waitFor('webhooks to be refused', () => refusals() > refusedBefore, PATIENCE_MS);
  const refused = refusals() - refusedBefore;
  await postgres.start();
  await life;
  return refused;
}

/** Webhooks that were answered 503, for LINE to deliver them again. */
function refusals(): number {
  return line.acks.filter((ack) => ack.status === 503).length;
}

function status(origin: string, path: string): Promise<number | null> {
  return fetch(origin + path).then(
    (response) => response.status,
    () => null,
  );
}

async function metricOf({ origin }: ServerProcess, name: string): Promise<number> {
  const response = await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(await response.text())?.[1]);
}

async function count(what: string): Promise<number> {
  const [row] = await store.read((tx) =>
    tx.all<{ n: number }>(`SELECT CAST(COUNT(*) AS integer) AS n FROM ${what}`),
  );
  return row?.n ?? 0;
}

async function left(): Promise<number> {
  return (await count(`inbox_event WHERE state <> 'done'`)) + (await count('outbox_message'));
}

/** What was kept of a person's conversation, oldest first. */
interface Kept {
  /** What they did: a word for each line. */
  readonly heard: readonly string[];
  /** What they were told, as each message can be read on the screen. */
  readonly said: readonly string[];
}

function addressIndex(phone: Phone): string {
  return vault.indexOf('address/line', phone.userId);
}

async function keptByAddress(): Promise<ReadonlyMap<string, Kept>> {
  const found = new Map<string, Kept>();
  await store.read(async (tx) => {
    const rows = await tx.all<{ address: string; person: string; direction: string; content: Uint8Array }>(
      `SELECT c.address_index AS address, m.person_id AS person, m.direction, m.content
         FROM message m JOIN channel_identity c ON c.person_id = m.person_id ORDER BY m.person_id, m.id`,
    );
    for (const { address, person, direction, content } of rows) {
      const key = await openPersonKey(tx, vault, person);
      if (!key) throw new Error('Somebody’s key is gone.');
      const what = JSON.parse(key.open('message.content', content));
      const { heard, said } = found.get(address) ?? { heard: [], said: [] };
      found.set(
        address,
        direction === 'in'
          ? { heard: [...heard, what.text ?? what.kind], said }
          : {
              heard,
              said: [
                ...said,
                ...renderMessages(what).map((each) => readableText(each as unknown as JsonObject)),
              ],
            },
      );
    }
  });
  return found;
}

/** What is not as it should be with somebody: the screen shows what was kept, all of it, once, in its order. */
function faultsOf(phone: Phone, kept: Kept | null): readonly ('lost' | 'doubled' | 'out of order')[] {
  const shown = phone.botMessages.map(({ text }) => text);
  if (!kept) return ['lost'];
  if (kept.heard.length < TURNS || shown.length < kept.said.length) return ['lost'];
  if (kept.heard.length > TURNS || shown.length > kept.said.length) return ['doubled'];
  const isInOrder =
    kept.heard.join() === ['followed', LINE].join() &&
    shown.every((text, index) => text === kept.said[index]);
  return isInOrder ? [] : ['out of order'];
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
