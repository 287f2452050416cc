import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { AuditLog } from '../../src/people';
import { openStaff } from '../../src/staff';
import { openBrowser } from '../support/browser';
import { waitFor } from '../support/wait-for';
import { type DeskPageScene, openDeskPageScene } from './desk-page-scene';
import { findBarriers } from './find-barriers';

let browser: Browser;
let desk: DeskPageScene;
const scenes: DeskPageScene[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDeskPageScene(browser);
  scenes.push(desk);
}, 60_000);

afterAll(async () => {
  for (const scene of scenes) await scene.close();
  await browser.close();
});

const PASSWORD = 'hashi-no-ue-de-yasumu';

const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

/** Looks at the page as it stands, by day and by night, at a desk and on a tablet. */
async function barriersOn(page: Page, screen: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [width, height] of [
    [1280, 800],
    [820, 1100],
  ] as const) {
    await page.setViewportSize({ width, height });
    const colorScheme = width === 1280 ? 'light' : 'dark';
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
    // Colours may fade from one scheme to the other.
    await page.evaluate(
      'Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null)))',
    );
    for (const barrier of await findBarriers(page)) found.push(`${screen} (${width}): ${barrier}`);
    if ((await page.evaluate('document.scrollingElement.scrollWidth')) !== width)
      found.push(`${screen} (${width}): wider than its window`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

test('the first administrator comes in by the link, sets up the second factor, and lets a colleague in', async () => {
  // A house of its own: there is no account yet.
  const empty = await openDeskPageScene(browser);
  scenes.push(empty);
  const { scene } = empty;
  const { links } = openStaff({
    store: scene.elsewhere,
    vault: scene.vault,
    clock: scene.clock,
    audit: new AuditLog(),
    issuer: 'test',
  });
  const { token } = await scene.elsewhere.write((tx) => links.makeSetUp(tx, scene.clock.now()));
  const { page, open, complaints } = await empty.sit(null);
  const found: string[] = [];

  await open(`/desk/set-up/${token}`);
  await page.getByLabel('表示する名前').fill('中村');
  await page.getByLabel('サインイン名').fill('nakamura');
  await page.getByLabel('パスワード', { exact: true }).fill(PASSWORD);
  found.push(...(await barriersOn(page, 'set-up')));
  await press(page, 'つくる');

  await page.getByRole('heading', { name: 'サインイン' }).waitFor();
  await page.getByLabel('サインイン名').fill('nakamura');
  await page.getByLabel('パスワード', { exact: true }).fill('something else entirely');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  found.push(...(await barriersOn(page, 'sign-in, refused')));
  scene.clock.advance(60_000);
  await page.getByLabel('パスワード', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');

  await page.getByRole('img', { name: '認証アプリで読みとるQRコード' }).waitFor();
  await page.getByText('読みとれないとき').click();
  const secret = await page.locator('.secret').textContent();
  expect(await page.locator('.recovery-codes li').count()).toBeGreaterThanOrEqual(8);
  found.push(...(await barriersOn(page, 'second factor')));
  await page.getByLabel('回復コードを控えました').check();
  const totp = new TOTP({ secret: Secret.fromBase32((secret ?? '').trim()) });
  await page.getByLabel('コード', { exact: true }).fill(totp.generate({ timestamp: scene.clock.now() }));
  await press(page, '次へ');

  await page.getByRole('heading', { name: 'わたし', exact: true }).waitFor();
  found.push(...(await barriersOn(page, 'my account')));
  await page.getByRole('link', { name: 'スタッフ' }).click();
  await press(page, 'スタッフをふやす');
  await page.getByLabel('名前', { exact: true }).fill('高橋');
  await page.getByLabel('サインイン名').fill('takahashi');
  await page.getByRole('dialog').getByRole('button', { name: 'スタッフをふやす' }).click();
  const link = await page.locator('.secret').textContent();
  expect(link).toMatch(/\/desk\/password\/\S+$/);
  await press(page, 'とじる');
  await page.getByRole('row', { name: /高橋/ }).waitFor();
  found.push(...(await barriersOn(page, 'staff')));
  await page.getByRole('link', { name: '記録' }).click();
  await page.getByRole('cell', { name: '中村' }).first().waitFor();
  found.push(...(await barriersOn(page, 'audit')));

  const colleague = await empty.sit(null);
  await colleague.open(new URL(link ?? '').pathname);
  await colleague.page.getByLabel('パスワード', { exact: true }).fill(PASSWORD);
  await press(colleague.page, 'このパスワードにする');
  await press(colleague.page, 'サインインへ');
  await colleague.page.getByLabel('サインイン名').fill('takahashi');
  await colleague.page.getByLabel('パスワード', { exact: true }).fill(PASSWORD);
  await colleague.page.keyboard.press('Enter');
  await colleague.page.getByRole('button', { name: '受付をはじめる' }).waitFor();

  expect(found).toEqual([]);
  expect([...complaints, ...colleague.complaints]).toEqual([]);
}, 60_000);

test('a counsellor takes the next person, talks, whispers, hands over; the colleague gives back', async () => {
  const { scene } = desk;
  const one = await scene.seat('高橋');
  const two = await scene.seat('鈴木');
  const visitor = await scene.visitor('少し聞いてもらえますか。');
  await scene.ask(visitor, 'high', '本人・20代');
  const here = await desk.sit(one);
  const { page } = here;
  const found: string[] = [];
  await here.open('/desk');
  await page.getByText('受付中にすると').waitFor();
  found.push(...(await barriersOn(page, 'queue')));
  await press(page, '受付をはじめる');
  await press(page, '次の方');

  const field = page.locator('#write');
  await field.waitFor();
  await field.fill('こんばんは');
  await field.press('Enter');
  expect(await field.inputValue()).toBe('こんばんは\n');
  // What a browser tells of an Enter that confirms a word of the input method.
  for (const composing of [{ isComposing: true }, { keyCode: 229 }])
    await field.dispatchEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, ...composing });
  expect(await field.inputValue()).toBe('こんばんは\n');
  await field.fill('こんばんは。無理せず頑張ってください。');
  await page.getByText('たとえば「無理のないように」').waitFor();
  // A hint changes nothing by itself, and stays away once it was seen.
  await press(page, 'このままでいい');
  expect(await field.inputValue()).toContain('頑張ってください');
  found.push(...(await barriersOn(page, 'talk')));
  await field.fill('こんばんは。書いてくださって、ありがとうございます。');
  await field.press('Control+Enter');
  await page.locator('.from-counsellor[data-entry]').getByText('書いてくださって').waitFor();
  expect(await field.inputValue()).toBe('');
  await waitFor('the words to reach the person', async () =>
    JSON.stringify((await visitor.page.history()).entries).includes('書いてくださって'),
  );

  await visitor.page.say('夜がつらいです。');
  await page.getByText('夜がつらいです。').waitFor();
  await page.getByRole('button', { name: '引用する' }).last().click();
  await page.locator('.quoting').getByText('夜がつらいです。').waitFor();

  await page.locator('#whisper').fill('少し間をおいています');
  await page.locator('#whisper').press('Control+Enter');
  await page.locator('.whispers').getByText('少し間をおいています').last().waitFor();

  await field.fill('書きかけのことば');
  await waitFor('the draft to be kept', async () => {
    const [talk] = (await scene.elsewhere.read((tx) => scene.talks.heldBy(tx, one.id))) ?? [];
    return talk !== undefined && (await scene.talk(one, talk.id)).draft === '書きかけのことば';
  });
  await page.reload();
  await field.waitFor();
  expect(await field.inputValue()).toBe('書きかけのことば');

  await press(page, '引きつぐ');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('引きつぐ相手').selectOption(two.id);
  await dialog.getByLabel('引きつぎのメモ').fill('夜の眠りのことを、ゆっくりうかがっています。');
  found.push(...(await barriersOn(page, 'hand-over')));
  await dialog.getByRole('button', { name: '引きつぐ' }).click();
  await page.getByText('引きつぎました').waitFor();

  const there = await desk.sit(two, { width: 820, height: 1100, colorScheme: 'dark' });
  await there.open('/desk');
  await there.page.locator('.queue-mine a').first().click();
  await there.page.getByText('夜の眠りのことを').waitFor();
  await there.page.getByText('少し間をおいています').waitFor();
  await press(there.page, 'ほかの操作');
  await there.page.getByRole('menuitem', { name: '自動の案内に戻す' }).click();
  await press(there.page, '自動の案内に戻す');
  await there.page.getByText('自動の案内に戻しました').waitFor();
  const history = JSON.stringify((await visitor.page.history()).entries);
  expect(history).not.toContain('少し間をおいています');
  expect(history).not.toContain('書きかけのことば');
  expect(found).toEqual([]);
  expect([...here.complaints, ...there.complaints]).toEqual([]);
}, 60_000);

test('an alarm stands on every part until somebody says that they have seen it', async () => {
  const { scene } = desk;
  const seat = await scene.seat('高橋');
  const visitor = await scene.visitor();
  const { page, open, complaints } = await desk.sit(seat);
  await open('/desk/letters');
  await page.getByText('返事を待っているお手紙はありません').waitFor();
  await visitor.page.say('今夜死にます');
  await page.getByText('死にたい気持ちの心配があります').waitFor();
  expect(await barriersOn(page, 'alarm')).toEqual([]);
  await press(page, '見ました');
  await page.getByText('死にたい気持ちの心配があります').waitFor({ state: 'hidden' });
  expect(complaints).toEqual([]);
}, 30_000);

test('a talk whose person erased everything is gone calmly, and a lost line is said and mends itself', async () => {
  const { scene } = desk;
  const seat = await scene.seat('高橋');
  const visitor = await scene.visitor('消すかもしれません。');
  const id = await scene.held(seat, visitor);
  const { page, open, context, complaints } = await desk.sit(seat);
  await open(`/desk/talks/${id}`);
  await page.getByText('消すかもしれません。').waitFor();
  await context.setOffline(true);
  await page.getByText('この端末がネットにつながっていません').waitFor();
  await page.locator('#write').fill('つながったら読んでください。');
  await page.locator('#write').press('Control+Enter');
  await page.getByText('つながったら送ります').waitFor();
  await context.setOffline(false);
  await page.locator('.from-counsellor[data-entry]').getByText('つながったら読んでください。').waitFor();

  await visitor.page.say('消す');
  await waitFor('the question before erasing', async () =>
    JSON.stringify((await visitor.page.history()).entries).includes('erase/sure/erase'),
  );
  await visitor.page.post('/api/messages', {
    id: randomUUID(),
    event: { kind: 'chosen', data: 'erase/sure/erase' },
  });
  await page.getByRole('heading', { name: 'この方の記録はなくなりました' }).waitFor();
  await press(page, '相談の一覧へ');
  await page.getByRole('heading', { name: '相談', exact: true }).waitFor();
  expect(complaints).toEqual([]);
}, 30_000);
