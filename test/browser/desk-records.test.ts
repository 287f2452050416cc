import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { Taken } from '../../src/desk/api';
import { RoomLinks } from '../../src/people';
import type { Seat } from '../desk/desk-scene';
import { carriedBy, follow, offersOf, tap, write } from '../e2e/screens';
import { openBrowser } from '../support/browser';
import type { Phone } from '../support/line-double';
import { waitFor } from '../support/wait-for';
import type { WebBrowser } from '../support/web-browser';
import { type DeskPageScene, openDeskPageScene } from './desk-page-scene';
import { findBarriers } from './find-barriers';

/** Invented, and like nothing that would be there by chance. */
const said = {
  writer: '夜は眠れず 屋根裏 Xw9',
  other: '朝は起きている 小箱 Zq7',
  note: '急がずに Rt5 を待つ',
  correction: '待つのは Kp3 のほう',
  tag: '電話は苦手',
  to: '小窓の会 Lm8',
};

let browser: Browser;
let desk: DeskPageScene;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDeskPageScene(browser, true);
}, 60_000);

afterAll(async () => {
  await desk.close();
  await browser.close();
});

const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

/** Looks at the page as it stands, by day at a desk and by night on a tablet. */
async function barriersOn(page: Page, screen: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [width, height, colorScheme] of [
    [1280, 800, 'light'],
    [820, 1100, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
    for (const barrier of await findBarriers(page)) found.push(`${screen} (${width}): ${barrier}`);
    if ((await page.evaluate('document.scrollingElement.scrollWidth')) !== width)
      found.push(`${screen} (${width}): wider than its window`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** What a link lets the browser save. */
async function saved(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  return readFileSync(await download.path());
}

/** Somebody on LINE. */
async function somebody(): Promise<Phone> {
  const phone = desk.scene.door.line.phone();
  await follow(phone);
  return phone;
}

/** Somebody on LINE asks for a human, and a seat takes them. The talk's id. */
async function taken(phone: Phone, seat: Seat): Promise<string> {
  await seat.page.post('/api/desk/duty', { on: true, cap: 3 });
  await write(phone, '人と話したい');
  await tap(phone, 'person/offer/join');
  const { body } = await seat.page.post<Taken>('/api/desk/next', {});
  await seat.page.post('/api/desk/duty', { on: false });
  return body.talkId;
}

/** Lets time go on until something holds on a phone. */
function passUntil(what: string, condition: () => boolean): Promise<void> {
  const { scene } = desk;
  return waitFor(what, async () => {
    if (condition()) return true;
    const underWay = await scene.elsewhere.read((tx) =>
      tx.all(`SELECT 1 AS one FROM outbox_message WHERE state = 'sending'`),
    );
    if (underWay.length === 0) scene.clock.advance(500);
    return false;
  });
}

/** The room of whoever holds a phone, opened by a link of their own. */
async function roomOf(phone: Phone): Promise<WebBrowser> {
  const { elsewhere, vault, clock, browser: open } = desk.scene;
  const token = await elsewhere.write(async (tx) => {
    const [row] = await tx.all<{ id: string }>(
      `SELECT person_id AS id FROM channel_identity WHERE address_index = $1`,
      vault.indexOf('address/line', phone.userId),
    );
    return new RoomLinks(vault).make(tx, row?.id ?? '', 'conversation', clock.now());
  });
  const room = open();
  expect((await room.post('/api/room', { token })).status).toBe(200);
  return room;
}

/** Taps the newest button of this name, once it is there. */
async function choose(room: WebBrowser, label: string): Promise<void> {
  let data: string | undefined;
  await waitFor(`“${label}”`, async () => {
    const { entries } = await room.history();
    const choices = entries.flatMap(({ what }) => (what.kind === 'said' ? what.choices : []));
    data = choices.findLast((choice) => choice.label === label)?.data;
    return data !== undefined;
  });
  await room.post('/api/messages', { id: randomUUID(), event: { kind: 'chosen', data } });
}

test('a counsellor fills in the sheet; a colleague sees it after the hand-over, and a file holds one of the two alone', async () => {
  const { scene } = desk;
  const [one, two] = [await scene.seat('高橋'), await scene.seat('鈴木')];
  const visitor = await scene.visitor('聞いてもらえますか。');
  const id = await scene.held(one, visitor);
  const here = await desk.sit(one);
  const { page } = here;
  const found: string[] = [];
  await here.open(`/desk/talks/${id}`);
  await page.getByRole('tab', { name: '手もと' }).press('ArrowRight');
  const writer = page.getByRole('tabpanel', { name: '書いている方' });
  const other = page.getByRole('tabpanel', { name: 'ご家族のこと' });
  await writer.getByLabel('いまの様子').fill(said.writer);
  await writer.getByLabel('連絡のしかた').selectOption('お手紙');
  await writer.getByText('保存しました').waitFor();
  const tag = writer.getByLabel('タグをたす');
  await tag.fill(said.tag);
  // Confirming a word of the input method adds nothing.
  await tag.dispatchEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true });
  expect(await tag.inputValue()).toBe(said.tag);
  await tag.press('Enter');
  await writer.getByRole('button', { name: `タグ「${said.tag}」をはずす` }).waitFor();
  await writer.getByLabel('見立てのメモを書く').fill(said.note);
  await writer.getByLabel('見立てのメモを書く').press('Control+Enter');
  await writer.getByText(said.note).waitFor();
  await writer.getByRole('button', { name: /メモに訂正をたす$/ }).click();
  await writer.getByLabel('見立てのメモを書く').fill(said.correction);
  await writer.getByRole('button', { name: 'メモを残す' }).click();
  await writer.getByText('訂正があります').waitFor();
  found.push(...(await barriersOn(page, 'who writes')));

  await page.getByRole('tab', { name: 'ご家族のこと' }).click();
  expect(await writer.isVisible()).toBe(false);
  await other.getByLabel('いまの様子').fill(said.other);
  await other.getByText('保存しました').waitFor();
  found.push(...(await barriersOn(page, 'their family')));
  await page.reload();
  await page.getByRole('tab', { name: '支援記録票' }).click();
  expect(await writer.getByLabel('いまの様子').inputValue()).toBe(said.writer);

  await one.page.post(`/api/desk/talks/${id}/hand-over`, { to: two.id, summary: '票に書きました。' });
  const there = await desk.sit(two);
  await there.open(`/desk/talks/${id}`);
  await there.page.getByRole('tab', { name: '支援記録票' }).click();
  const theirs = there.page.getByRole('tabpanel', { name: '書いている方' });
  await theirs.getByText(said.correction).waitFor();
  expect(await theirs.getByLabel('いまの様子').inputValue()).toBe(said.writer);
  expect(await theirs.getByLabel('連絡のしかた').inputValue()).toBe('letter');
  await theirs.getByText('高橋 ·').first().waitFor();

  const file = (await saved(there.page, '書き出す CSV · 書いている方')).toString('utf8');
  for (const text of [said.writer, said.tag, said.note, said.correction]) expect(file).toContain(text);
  expect(file).not.toContain(said.other);
  await there.page.getByRole('tab', { name: 'ご家族のこと' }).click();
  const familyFile = (await saved(there.page, '書き出す CSV · ご家族のこと')).toString('utf8');
  expect(familyFile).toContain(said.other);
  for (const text of [said.writer, said.tag, said.note]) expect(familyFile).not.toContain(text);
  expect((await saved(there.page, '書き出す PDF · ご家族のこと')).subarray(0, 5).toString()).toBe('%PDF-');
  expect(found).toEqual([]);
  expect([...here.complaints, ...there.complaints]).toEqual([]);
}, 60_000);

test('somebody on LINE is asked in their room with the very words that were shown, says yes, and takes it back', async () => {
  const seat = await desk.scene.seat('高橋');
  const phone = await somebody();
  const id = await taken(phone, seat);
  const { page, open, complaints } = await desk.sit(seat);
  const found: string[] = [];
  await open(`/desk/talks/${id}`);
  await page.getByRole('tab', { name: '支援記録票' }).click();
  await page.getByRole('tab', { name: 'つなぐ' }).click();
  await press(page, '伝えてよいか聞く');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'どこへ' }).fill(said.to);
  await dialog.getByLabel('何を').fill('これまでのお話の要点');
  await dialog.getByLabel('何のために').fill('近くで話せるように');
  found.push(...(await barriersOn(page, 'asking')));
  await dialog.getByRole('button', { name: '送る文を見る' }).click();
  const words = (await dialog.locator('.bubble').textContent()) ?? '';
  expect(words).toContain(said.to);
  found.push(...(await barriersOn(page, 'the words')));
  const before = phone.botMessages.length;
  await dialog.getByRole('button', { name: 'この文で聞く' }).click();
  const badge = page.locator('.referral .badge');
  await badge.getByText('返事を待っています').waitFor();
  expect(await page.getByRole('button', { name: 'つないだと記す' }).count()).toBe(0);

  await passUntil('the notice', () => phone.botMessages.length > before);
  expect(phone.newest?.text).not.toContain(said.to);

  const room = await roomOf(phone);
  expect(JSON.stringify((await room.history()).entries)).toContain(JSON.stringify(words));
  await choose(room, 'いいですよ');
  await badge.getByText('「いいですよ」').waitFor();
  await press(page, 'つないだと記す');
  await page.getByRole('dialog').getByRole('button', { name: 'つないだと記す' }).click();
  await page.getByText(/高橋が.*につなぎました/).waitFor();
  found.push(...(await barriersOn(page, 'passed on')));

  await choose(room, '取りやめる');
  await badge.getByText('とりやめ').waitFor();
  await page.getByText('先方にも伝えてください').waitFor();
  expect(await page.getByRole('button', { name: 'つないだと記す' }).count()).toBe(0);
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
}, 60_000);

test('a day off that a supervisor sets holds in the chat at once, and the way back to the file opens it again', async () => {
  const { scene } = desk;
  const colleague = await scene.seat('鈴木');
  await colleague.page.post('/api/desk/duty', { on: true, cap: 3 });
  const { page, open, complaints } = await desk.sit(await scene.seat('中村', 'supervisor'));
  const phone = await somebody();
  const canJoin = async () => {
    await write(phone, '人と話したい');
    return carriedBy(offersOf(phone)).includes('person/offer/join');
  };
  expect(await canJoin()).toBe(true);

  const found: string[] = [];
  await open('/desk/settings');
  const closures = page.getByRole('group', { name: 'お休みの日' });
  await closures.getByText('設定ファイルの値です').waitFor();
  await closures.getByRole('button', { name: 'お休みの日をたす' }).click();
  await closures.getByLabel('日付').fill('2026-11-20');
  await closures.getByLabel('理由（スタッフだけ）').fill('職員研修');
  await page.getByText('1か所、変えています。').waitFor();
  found.push(...(await barriersOn(page, 'settings')));
  await press(page, '保存する');
  await closures.getByText('ここで変えました（中村').waitFor();
  await page.getByText('変えたところはありません。').waitFor();
  expect(await canJoin()).toBe(false);

  await closures.getByRole('button', { name: '「お休みの日」をファイルの値に戻す' }).click();
  await press(page, '保存する');
  await closures.getByText('設定ファイルの値です').waitFor();
  expect(await canJoin()).toBe(true);
  await colleague.page.post('/api/desk/duty', { on: false });
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
}, 60_000);

test('what LINE refused is sent again after a question, and the empty list is glad', async () => {
  const { scene } = desk;
  const { page, open, complaints } = await desk.sit(await scene.seat('中村', 'administrator'));
  const phone = await somebody();
  const refused = '{"message":"A message (messages[0]) in the request body is invalid"}';
  scene.door.line.addFaults({ kind: 'status', status: 400, path: '/v2/bot/message/reply', body: refused });
  await phone.text('メニュー');
  await waitFor('the refusal', () => scene.door.line.faultsWaiting === 0);
  const found: string[] = [];
  const row = page.locator('.dead-letter');
  await waitFor('the dead letter', async () => {
    await open('/desk/dead-letters');
    await page.locator('.dead-letter, .still').first().waitFor();
    return (await row.count()) === 1;
  });
  await page.getByText('LINE：今月は').waitFor();
  found.push(...(await barriersOn(page, 'not delivered')));
  await row.getByRole('button', { name: /もう一度送る$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'もう一度送る' }).click();
  await page.getByText('みんな届いています').waitFor();
  found.push(...(await barriersOn(page, 'all delivered')));
  const before = phone.botMessages.length;
  await passUntil('the words', () => phone.botMessages.length > before);
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
}, 60_000);

test('after a heavy talk a break is suggested, until one says that one goes on', async () => {
  const { scene } = desk;
  const seat = await scene.seat('高橋');
  const visitor = await scene.visitor();
  const id = await scene.ask(visitor, 'high');
  await scene.elsewhere.write((tx) => scene.talks.assign(tx, id, seat.id, scene.clock.now()));
  await seat.page.post('/api/desk/duty', { on: true });
  await seat.page.post(`/api/desk/talks/${id}/close`, {});
  const { page, open, complaints } = await desk.sit(seat);
  await open('/desk');
  const prompt = page.getByRole('region', { name: 'おつかれさまでした' });
  await prompt.getByRole('button', { name: '休憩する' }).waitFor();
  const found = await barriersOn(page, 'rest');
  await prompt.getByRole('button', { name: 'このままつづける' }).click();
  await prompt.waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByRole('heading', { name: '相談', exact: true }).waitFor();
  expect(await prompt.count()).toBe(0);
  await seat.page.post('/api/desk/duty', { on: false });
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
}, 60_000);

test('somebody who asks for it is given their records and erased, by their number alone', async () => {
  const lead = await desk.scene.seat('みお', 'supervisor');
  const visitor = await desk.scene.visitor('納戸の明かり Ht8');
  const { body: code } = await visitor.page.post<{ number: string }>('/api/resume-code', {});
  const { page, open, complaints } = await desk.sit(lead);
  await open('/desk/requests');
  expect(await barriersOn(page, 'requests')).toEqual([]);
  const number = page.getByRole('textbox', { name: 'ご本人から聞いた番号' });

  await number.fill('0000-0000-0000');
  await press(page, 'ページを保存する');
  await page.getByText('その番号の方は、いらっしゃいません').waitFor();

  await number.fill(code.number);
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'ページを保存する')]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('納戸の明かり Ht8');

  await press(page, 'すべて消す');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('この方の記録を、すべて消しますか').waitFor();
  await dialog.getByRole('button', { name: 'すべて消す' }).click();
  await page.getByText('この番号を、ご本人にお伝えください').waitFor();
  expect(await barriersOn(page, 'erased')).toEqual([]);
  expect((await visitor.page.get('/api/session')).status).toBe(401);
  expect(complaints).toEqual([]);
});
