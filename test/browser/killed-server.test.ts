import type { Browser, Page } from 'playwright-core';
import type { ConversationPage } from '../../src/channels/web/api';
import { openBrowser } from '../support/browser';
import { createMigratedDatabase, type TestDatabase } from '../support/databases';
import { ServerProcess } from '../support/server-process';
import { waitFor } from '../support/wait-for';

/** A start of the built server, and the browser's own pause before it comes back. */
const RECOVERY_MS = 30_000;

let browser: Browser;
let database: TestDatabase;
let server: ServerProcess;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  database = await createMigratedDatabase('sqlite');
  server = await ServerProcess.prepare({ database });
  await server.start();
  const context = await browser.newContext({ locale: 'ja-JP', reducedMotion: 'reduce' });
  page = await context.newPage();
  page.setDefaultTimeout(RECOVERY_MS);
});

afterEach(async () => {
  await page.context().close();
  await server.kill();
  await database.remove();
});

const LOST = 'いまは、つながっていません';
const write = async (text: string) => {
  await page.getByLabel('書くところ').fill(text);
  await page.getByRole('button', { name: '送る' }).click();
};
/** What stands on a page, each entry by its id. */
const shown = (on: Page) =>
  on.locator('.entry').evaluateAll((entries) => entries.map((each) => each.dataset.entry));
/** What the server has. */
const kept = async (): Promise<ConversationPage['entries']> => {
  const { entries } = await page.evaluate<ConversationPage>(
    `fetch('/api/conversation?limit=50').then((answer) => answer.json())`,
  );
  return entries;
};

test('killed and started again while people read and write, the page loses nothing and shows nothing twice', async () => {
  await page.goto(server.origin);
  await page.getByText('よければ、お立場を教えてください').waitFor();
  const tab = await page.context().newPage();
  await tab.goto(server.origin);
  await tab.getByText('よければ、お立場を教えてください').waitFor();

  // In the middle of a turn, as it may be.
  await write('メニュー');
  await server.kill();
  await write('電話');
  await page.getByText(LOST).waitFor();
  await page.getByText('つながったら、送ります').first().waitFor();
  await server.start();
  await page.getByText(LOST).waitFor({ state: 'detached' });
  await page.locator('.from-person[data-entry]').nth(1).waitFor();
  await page.locator('.from-person[data-entry] + .from-madobe[data-entry]').nth(1).waitFor();

  const entries = await kept();
  expect(entries.flatMap(({ what }) => (what.kind === 'text' ? [what.text] : []))).toEqual([
    'メニュー',
    '電話',
  ]);
  expect(entries.map(({ from }) => from)).toEqual(['madobe', 'person', 'madobe', 'person', 'madobe']);
  const ids = entries.map(({ id }) => String(id));
  expect(await shown(page)).toEqual(ids);
  await waitFor(
    'the other page to have come back',
    async () => (await shown(tab)).length >= ids.length,
    RECOVERY_MS,
  );
  expect(await shown(tab)).toEqual(ids);
}, 120_000);
