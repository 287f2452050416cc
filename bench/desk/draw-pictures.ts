import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext } from 'playwright-core';
import {
  type ContentLocation,
  type DemoAccount,
  loadConfig,
  loadContent,
  loadMeaning,
  makeDemo,
  startMadobe,
} from '../../src/app';
import type { LetterList, Queue } from '../../src/desk/api';
import { silentLog } from '../../src/log';
import { standAt } from '../../test/browser/own-page';
import { openBrowser } from '../../test/support/browser';
import { FakeClock } from '../../test/support/fake-clock';
import { WebBrowser } from '../../test/support/web-browser';

/**
 * Draws the pictures of `docs/desk.ja.md` from the demo, which is the same people at the same time of day each time it is
 * made. To be run after the build; the folder to draw into is its one argument.
 */

/** A Friday in the afternoon. */
const AT = '2026-11-20T14:20:00+09:00';
const SIZE = { width: 1_280, height: 800 };
const root = path.resolve(process.cwd());

async function main(): Promise<void> {
  const into = path.resolve(process.argv[2] ?? path.join(root, 'docs', 'pictures'));
  mkdirSync(into, { recursive: true });
  const loaded = loadConfig();
  if (!('config' in loaded)) throw new Error('The configuration is faulty.');
  const config = {
    ...loaded.config,
    port: 0,
    host: '127.0.0.1',
    flowsDirectory: path.join(root, 'flows'),
    localesDirectory: path.join(root, 'locales'),
    webDirectory: path.join(root, 'dist', 'web'),
    deskDirectory: path.join(root, 'dist', 'desk-page'),
  };
  const clock = FakeClock.at(AT);
  const folder = mkdtempSync(path.join(tmpdir(), 'madobe-pictures-'));
  let known: ReturnType<typeof readOnce> | null = null;
  const read = (location: ContentLocation) => {
    known ??= readOnce(location);
    return known;
  };
  const demo = await makeDemo(config, folder, { clock, read });
  const madobe = await startMadobe(demo.config, { clock, read, log: silentLog });
  const browser = await openBrowser();
  try {
    const origin = `http://127.0.0.1:${madobe.port}`;
    const sit = (login: string) => sitDown(browser, demo.accounts, { origin, login, now: clock.now() });
    const leader = await sit('shizuka');
    await leader.draw('/desk', path.join(into, 'desk-queue.png'), '待っている方');
    await leader.press('見ました');
    const counsellor = await sit('minori');
    const { mine } = await counsellor.get<Queue>('queue');
    const talk = mine.find(({ nickname }) => nickname === 'ことり');
    await counsellor.draw(`/desk/talks/${talk?.id}`, path.join(into, 'desk-talk.png'), '同僚だけのメモ');
    const { letters } = await counsellor.get<LetterList>('letters');
    const letter = letters.find(({ nickname }) => nickname === 'なぎ');
    await counsellor.draw(`/desk/letters/${letter?.id}`, path.join(into, 'desk-letter.png'), 'お返事を送る');
  } finally {
    await browser.close();
    await madobe.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOnce(location: ContentLocation) {
  return {
    content: loadContent(location, { isSound: true }),
    meaning: loadMeaning(location.flowsDirectory),
  };
}

/** Somebody of the demo at their screen. */
async function sitDown(
  browser: Browser,
  accounts: readonly DemoAccount[],
  at: { readonly origin: string; readonly login: string; readonly now: number },
) {
  const { origin, login, now } = at;
  const account = accounts.find((each) => each.login === login);
  if (!account) throw new Error(`The demo has nobody who signs in as ${login}.`);
  const { password, secondFactor } = account;
  const hand = new WebBrowser(origin);
  await hand.post('/api/desk/sign-in', { login, password });
  if (secondFactor) {
    const totp = new TOTP({ secret: Secret.fromBase32(secondFactor.secret) });
    // The code of this moment was used up when the factor was made.
    await hand.post('/api/desk/sign-in/code', { code: totp.generate({ timestamp: now + 30_000 }) });
  }
  const context: BrowserContext = await browser.newContext({
    viewport: SIZE,
    colorScheme: 'light',
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  });
  await standAt(context, now);
  for (const [name, value] of hand.cookies) {
    await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Strict' }]);
  }
  const page = await context.newPage();
  return {
    get: async <Body>(part: string) => (await hand.get<Body>(`/api/desk/${part}`)).body,
    press: async (name: string) => {
      const button = page.getByRole('button', { name, exact: true });
      await button.click();
      await button.waitFor({ state: 'hidden' });
    },
    draw: async (address: string, file: string, words: string) => {
      await page.goto(origin + address);
      await page.getByText(words).first().waitFor();
      await page.evaluate('document.fonts.ready');
      await page.screenshot({ path: file });
    },
  };
}

void main();
