import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import {
  type Config,
  type ContentLocation,
  type DemoAccount,
  isFreeForDemo,
  loadContent,
  loadMeaning,
  type MadeDemo,
  makeDemo,
  type RunningMadobe,
  readCast,
  startMadobe,
} from '../../src/app';
import type { BookingCalendar, Queue, Talk } from '../../src/desk/api';
import { silentLog } from '../../src/log';
import { lintWording, loadWordingLinter } from '../../src/wording';
import { FakeClock } from '../support/fake-clock';
import { WebBrowser } from '../support/web-browser';

/** What the server here would be started with: with a LINE and a database that a demo must leave alone. */
const config: Config = {
  port: 0,
  host: '127.0.0.1',
  dataDirectory: join(tmpdir(), 'madobe-never-there'),
  databaseUrl: 'postgres://127.0.0.1:9/never',
  roles: ['web'],
  masterKey: null,
  previousMasterKey: null,
  baseUrl: null,
  embedOrigins: [],
  trustedProxies: [],
  line: {
    channelSecret: 'secret',
    channelAccessToken: 'token',
    apiOrigin: 'http://127.0.0.1:9',
    dataApiOrigin: 'http://127.0.0.1:9',
  },
  alarm: { mail: null, webhookUrl: 'http://127.0.0.1:9' },
  timeZone: 'Asia/Tokyo',
  logLevel: 'silent',
  metricsToken: null,
  flowsDirectory: resolve('flows'),
  localesDirectory: resolve('locales'),
  webDirectory: resolve('dist', 'web'),
  deskDirectory: resolve('dist', 'desk-page'),
};
/** A Friday evening: by the shipped organisation's hours nobody would be there. */
const clock = FakeClock.at('2026-11-20T20:30:00+09:00');

let content: ReturnType<typeof readOnce> | null = null;
function readOnce(location: ContentLocation) {
  return { content: loadContent(location, { isSound: true }), meaning: loadMeaning(config.flowsDirectory) };
}
const read = (location: ContentLocation) => {
  content ??= readOnce(location);
  return content;
};

let directory: string;
let demo: MadeDemo;
let madobe: RunningMadobe;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'madobe-demo-'));
  demo = await makeDemo(config, directory, { clock, read, pastPeople: 12 });
  madobe = await startMadobe(demo.config, { clock, read, log: silentLog });
}, 120_000);

afterAll(async () => {
  await madobe?.stop();
  rmSync(directory, { recursive: true, force: true });
});

function account(login: string): DemoAccount {
  const found = demo.accounts.find((each) => each.login === login);
  if (!found) throw new Error(`The demo has nobody who signs in as ${login}.`);
  return found;
}

const browsers = new Map<string, WebBrowser>();

/** Somebody of the demo's staff at their screen. A code of a second factor is good once, so they stay signed in. */
async function signedIn(login: string): Promise<WebBrowser> {
  const known = browsers.get(login);
  if (known) return known;
  const { password, secondFactor } = account(login);
  const browser = new WebBrowser(`http://127.0.0.1:${madobe.port}`);
  await browser.post('/api/desk/sign-in', { login, password });
  if (secondFactor) {
    // The code that was shown when the factor was made is used up.
    const totp = new TOTP({ secret: Secret.fromBase32(secondFactor.secret) });
    await browser.post('/api/desk/sign-in/code', {
      code: totp.generate({ timestamp: clock.now() + 30_000 }),
    });
  }
  browsers.set(login, browser);
  return browser;
}

async function seen<Body>(login: string, path: string): Promise<Body> {
  const { status, body } = await (await signedIn(login)).get<Body>(`/api/desk/${path}`);
  if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
  return body;
}

test('somebody of every role signs in with what is told', async () => {
  expect(new Set(demo.accounts.map(({ role }) => role))).toEqual(
    new Set(['counsellor', 'supervisor', 'peer', 'administrator']),
  );
  for (const { login, name, role } of demo.accounts) {
    expect(await seen(login, 'me')).toMatchObject({ name, role });
  }
});

test('the queue shows invented people of several kinds, an open alarm, and who has whom', async () => {
  const queue = await seen<Queue>('shizuka', 'queue');
  expect(queue.waiting.map(({ risk }) => risk)).toEqual([
    'urgent',
    'high',
    'none',
    'none',
    'none',
    'none',
    'none',
  ]);
  expect(new Set(queue.waiting.map(({ channel }) => channel))).toEqual(new Set(['line', 'web']));
  expect(new Set(queue.waiting.map(({ language }) => language))).toEqual(new Set(['ja', 'ja-easy', 'en']));
  expect(queue.alarms).toMatchObject([{ nickname: 'ほたる', urgent: true }]);
  expect(queue.letters).toEqual({ waiting: 3, dueToday: 1, late: 1 });
  // The supervisor looks on at one, which was handed over.
  const [watched] = queue.mine;
  expect(watched).toMatchObject({ nickname: 'ことり', watching: true, with: { name: '佐藤 みのり' } });
  const talk = await seen<Talk>('minori', `talks/${watched?.id}`);
  expect(talk.handOvers).toMatchObject([{ from: { name: '鈴木 はる' }, to: { name: '佐藤 みのり' } }]);
  expect(talk.whispers).toHaveLength(2);
  const counsellors = queue.team.map(({ name, talks }) => [name, talks.length]);
  expect(counsellors).toEqual(
    expect.arrayContaining([
      ['佐藤 みのり', 2],
      ['鈴木 はる', 1],
    ]),
  );
});

test('talks with peers are booked, asked for and to be looked after', async () => {
  const { days } = await seen<BookingCalendar>('shizuka', 'bookings?from=2026-11-20&to=2026-12-31');
  const booked = days.flatMap(({ slots }) => slots).flatMap(({ bookings }) => bookings);
  expect(booked.map(({ state }) => state).sort()).toEqual(['asked', 'booked', 'booked']);
});

test('nothing of it reaches anybody, and its folder says what it is', () => {
  expect(demo.config).toMatchObject({
    line: null,
    databaseUrl: null,
    alarm: { mail: null, webhookUrl: null },
  });
  expect(demo.config.dataDirectory).toBe(directory);
  expect(readFileSync(join(directory, 'DEMO.txt'), 'utf8')).toContain('つくり話');
  expect(readFileSync(join(directory, 'flows', 'organisation.yaml'), 'utf8')).toContain(
    '見本の相談室（デモ）',
  );
});

test('a folder that is not empty is left as it is', async () => {
  expect(isFreeForDemo(directory)).toBe(false);
  await expect(makeDemo(config, directory, { clock, read })).rejects.toThrow('empty folder');

  const own = mkdtempSync(join(tmpdir(), 'madobe-own-'));
  writeFileSync(join(own, 'madobe.sqlite'), 'somebody’s own');
  await expect(makeDemo(config, own, { clock, read })).rejects.toThrow('empty folder');
  expect(readdirSync(own)).toEqual(['madobe.sqlite']);
  rmSync(own, { recursive: true });
});

test('what staff of the demo say presses on nobody', async () => {
  const { people, letters, past } = readCast(config.flowsDirectory);
  const texts = [
    ...people.flatMap(({ talk }) =>
      (talk?.words ?? []).flatMap((word) => {
        if ('text' in word) return word.text;
        if ('note' in word) return word.note;
        return 'hand-over' in word ? word['hand-over'] : [];
      }),
    ),
    ...letters.flatMap(({ answer }) => answer ?? []),
    ...past.answers,
    past.answer,
  ];
  const linter = loadWordingLinter(join(config.flowsDirectory, 'wording'));
  const findings = [];
  for (const text of texts) {
    for (const { name } of await lintWording(linter, text)) findings.push(`${text}: ${name.en}`);
  }
  expect(texts.length).toBeGreaterThan(15);
  expect(findings).toEqual([]);
});
