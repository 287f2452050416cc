import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser';
import { type DoorScene, openDoorScene, type Visit } from './door-scene';

let browser: Browser;
let scene: DoorScene;

beforeAll(async () => {
  browser = await openBrowser();
  scene = await openDoorScene(browser, 'sqlite');
}, 60_000);

afterAll(async () => {
  await scene.close();
  await browser.close();
});

/** Invented, and like nothing that would be there by chance. */
const words = 'きょうは小箱 Zq7 のことを';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
const write = async (page: Page, text: string) => {
  await page.getByLabel('書くところ').fill(text);
  await press(page, '送る');
};

/** Opens a conversation, in which something was said. */
async function begun(text: string): Promise<Visit> {
  const visit = await scene.visit();
  await visit.open('/');
  await write(visit.page, text);
  await visit.page.locator('.from-person[data-entry] + .from-madobe').waitFor();
  return visit;
}

/** The same person on another device. */
async function alsoOn({ page, open }: Visit): Promise<Visit> {
  await open('/device');
  await press(page, '番号と合言葉をつくる');
  const number = (await page.locator('.memo-number').textContent()) ?? '';
  const secret = (await page.locator('.memo-words').textContent()) ?? '';
  const other = await scene.visit();
  await other.open('/resume');
  await other.page.getByLabel('利用者番号').fill(number);
  await other.page.getByLabel('合言葉').fill(secret);
  await press(other.page, 'ひらく');
  await other.page.getByText(words).waitFor();
  await open('/');
  return other;
}

test('わたしの情報 shows what is kept, and gives all of it as a page that a browser reads', async () => {
  const visit = await begun(words);
  await visit.open('/kept');
  const { page } = visit;
  await page.getByText('ことば：日本語').waitFor();
  await page.getByText('お知らせ：届きます').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '読める形で受けとる' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('madobe.html');
  expect(readFileSync(await download.path(), 'utf8')).toContain(words);
  expect(visit.complaints).toEqual([]);
});

test('notices are stopped by two presses, and the page says so at once', async () => {
  const visit = await begun(words);
  await visit.open('/kept');
  await press(visit.page, 'お知らせを受けとらない');
  await press(visit.page, 'はい');
  await visit.page.getByText('お知らせ：届きません').waitFor();
  expect(visit.complaints).toEqual([]);
});

test('everything erased on one device, the page on the other ends with the number that shows it', async () => {
  const visit = await begun(words);
  const other = await alsoOn(visit);
  await write(visit.page, 'ぜんぶ消す');
  await press(visit.page, 'ぜんぶ消す');
  for (const { page } of [visit, other]) {
    await page.getByText('ぜんぶ消しました').waitFor();
    await page.getByText(/\d{4}-\d{4}-\d{4}（2026-11-20）/).waitFor();
    expect(await page.getByText(words).count()).toBe(0);
    expect(await page.evaluate('localStorage.getItem("draft")')).toBeNull();
  }
  expect([...visit.complaints, ...other.complaints]).toEqual([]);
});

test('the conversation erased on one device, its words leave the page on the other', async () => {
  const visit = await begun(words);
  const other = await alsoOn(visit);
  await write(visit.page, '消す');
  await press(visit.page, 'やりとりだけ消す');
  await press(visit.page, 'お手紙は残す');
  for (const { page } of [visit, other]) {
    await page.getByText('やりとりと、おぼえていたことを消しました').waitFor();
    await page.getByText(words).waitFor({ state: 'detached' });
    expect(await page.locator('.entry').count()).toBe(1);
  }
  expect([...visit.complaints, ...other.complaints]).toEqual([]);
});
