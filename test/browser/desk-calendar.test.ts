import { resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { Booking } from '../../src/booking';
import { loadFacts } from '../../src/conversation/services';
import type { BookedSlot, BookingCalendar } from '../../src/desk/api';
import { PersonDirectory } from '../../src/people';
import type { Seat } from '../desk/desk-scene';
import { carriedBy, follow, offersIn } from '../e2e/screens';
import { openBrowser } from '../support/browser';
import { waitFor } from '../support/wait-for';
import { type DeskPageScene, openDeskPageScene } from './desk-page-scene';
import { findBarriers } from './find-barriers';

const { catalogue } = loadFacts({ flowsDir: resolve('flows'), localesDir: resolve('locales') });

let browser: Browser;
let desk: DeskPageScene;
let booking: Booking;
let supervisor: Seat;

/** Thursdays. The clock stands at Friday, 20 November 2026. */
const DAY = '2026-11-26';
const LATER = '2026-12-10';

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDeskPageScene(browser, true);
  const { scene } = desk;
  booking = new Booking({ rules: { ...catalogue.peer, timeZone: 'Asia/Tokyo' }, vault: scene.vault });
  supervisor = await scene.seat('中村', 'supervisor');
  for (const day of [DAY, LATER]) {
    const slot = { day, from: '13:00', to: '14:00', peers: 'person', seats: 2 };
    await ask('slots', slot);
  }
}, 60_000);

beforeEach(async () => {
  // One test starts the service anew, which then stands at another port.
  supervisor = await desk.scene.seat('中村', 'supervisor');
});

afterAll(async () => {
  await desk.close();
  await browser.close();
});

async function ask(path: string, body: object): Promise<void> {
  const { status } = await supervisor.page.ask('POST', `/api/desk/bookings/${path}`, JSON.stringify(body));
  if (status >= 300) throw new Error(`bookings/${path} was answered with ${status}.`);
}

/** The only slot of a day. */
async function slotOn(day: string): Promise<BookedSlot> {
  const { body } = await supervisor.page.get<BookingCalendar>(`/api/desk/bookings?from=${day}&to=${day}`);
  const [slot] = body.days[0]?.slots ?? [];
  if (!slot) throw new Error(`There is no slot on ${day}.`);
  return slot;
}

async function book(personId: string, slotId: string, way: 'online' | 'phone'): Promise<void> {
  const { scene } = desk;
  const made = await scene.elsewhere.write((tx) =>
    booking.confirm(tx, personId, slotId, { way }, scene.clock.now()),
  );
  if (typeof made === 'string') throw new Error(`The seat was refused: ${made}.`);
}

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

const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

const isFocused = (locator: Locator) => locator.evaluate((element) => element.matches(':focus'));

/** Goes on by Tab until this has the focus, as somebody without a pointer does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there.');
}

test('a peer sees the days they are set for, as soon as they are, and nothing that they cannot do', async () => {
  const peer = await desk.scene.seat('森', 'peer');
  const visitor = await desk.scene.visitor();
  const slot = await slotOn(LATER);
  await book(visitor.id, slot.id, 'online');
  const theirs = await desk.sit(peer);
  await theirs.open('/desk');
  await theirs.page.getByText('ご自分の日はまだありません').waitFor();

  const ours = await desk.sit(supervisor);
  await ours.open(`/desk/bookings/${LATER}`);
  await press(ours.page, '13:00–14:00の操作');
  await ours.page.getByRole('menuitem', { name: 'ピアを決める' }).click();
  await ours.page.getByRole('checkbox', { name: '森' }).check();
  await press(ours.page, '保存する');
  await press(ours.page, '13:00–14:00の操作');
  await ours.page.getByRole('menuitem', { name: '会議のアドレス' }).click();
  await ours.page.getByLabel('アドレス（https）').fill('https://meet.example.org/mado');
  await press(ours.page, '保存する');
  await press(ours.page, /^メモを書く/);
  await ours.page.getByRole('textbox', { name: 'ピアへのメモ' }).fill('ゆっくり話すと楽だそうです。');
  await press(ours.page, '保存する');

  const { page } = theirs;
  await page
    .locator('.day-list')
    .getByRole('link', { name: /12月10日/ })
    .click();
  await page.getByText('ゆっくり話すと楽だそうです。').waitFor();
  expect(await page.getByRole('link', { name: '会議をひらく' }).getAttribute('href')).toBe(
    'https://meet.example.org/mado',
  );
  const barriers = [...(await barriersOn(page, 'a peer’s day'))];
  await theirs.open(`/desk/bookings/${DAY}`);
  await page.getByText('この日は入っていません').waitFor();
  for (const button of [/の操作$/, /ふやす/, /メモを/]) {
    expect(await page.getByRole('button', { name: button }).count()).toBe(0);
  }
  await page.getByRole('link', { name: 'カレンダーへ' }).click();
  await press(page, 'アドレスをつくる');
  expect(await page.locator('.secret').textContent()).toMatch(/^http\S+$/);
  barriers.push(...(await barriersOn(page, 'a calendar’s address')));
  expect(barriers).toEqual([]);
  expect([...ours.complaints, ...theirs.complaints]).toEqual([]);
}, 60_000);

test('a holiday that staff must decide about stands out, in the month and on the day', async () => {
  const { page, open, complaints } = await desk.sit(supervisor);
  await open('/desk/bookings/2027-09');
  const day = page.getByRole('link', { name: '2027年9月23日(木)、秋分の日、決めてください' });
  await day.waitFor();
  const barriers = [...(await barriersOn(page, 'a month with a holiday'))];
  await day.click();
  await page.getByRole('heading', { name: '秋分の日と重なっています。どうしますか' }).waitFor();
  // The shipped rules name no times of day yet, so nothing of theirs could take place.
  await page.getByText('いつもの時間がまだ決まっていません').waitFor();
  await press(page, '時間をふやす');
  const dialog = page.getByRole('dialog', { name: '時間をふやす' });
  await dialog.getByLabel('どの立場のピアか').selectOption('person');
  await dialog.getByLabel('何組まで').fill('2');
  barriers.push(...(await barriersOn(page, 'adding')));
  await dialog.getByRole('button', { name: '時間をふやす' }).click();
  await page.getByRole('heading', { name: /^13:00–14:00/ }).waitFor();
  expect((await slotOn('2027-09-23')).seats).toBe(2);
  expect(barriers).toEqual([]);
  expect(complaints).toEqual([]);
}, 60_000);

test('the numbers of each month stand on bars, small ones are hidden, and all of it can be taken as a file', async () => {
  const { page, open, complaints } = await desk.sit(supervisor);
  await open('/desk/statistics');
  for (let count = 0; count < 6; count += 1) await desk.scene.visitor();
  await page.reload();
  const contacts = page.getByRole('region', { name: '来られた方' });
  await contacts
    .getByRole('row', { name: /^すべて/ })
    .getByRole('cell', { name: /^[6-9]$/ })
    .waitFor();
  await page.getByText('＊は5未満の数です').waitFor();
  expect(await barriersOn(page, 'statistics')).toEqual([]);
  await page.getByLabel('いつから').selectOption('2026-11');
  await waitFor(
    'one month to be shown',
    async () => (await contacts.getByRole('columnheader').count()) === 2,
  );
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSVで保存する' }).click();
  expect((await download).suggestedFilename()).toBe('madobe-2026-11-2026-11.csv');
  expect(complaints).toEqual([]);
}, 60_000);

test('a supervisor finds a day by keyboard and closes a time; the person is told, and offered another', async () => {
  const { scene } = desk;
  const phone = scene.door.line.phone();
  await follow(phone);
  const people = new PersonDirectory(scene.vault);
  const found = await scene.elsewhere.read((tx) => people.find(tx, 'line', phone.userId));
  await book(found?.id ?? '', (await slotOn(DAY)).id, 'phone');

  const { page, open, complaints } = await desk.sit(supervisor);
  await open('/desk/bookings');
  const barriers: string[] = [];
  const grid = page.getByRole('grid', { name: '2026年11月' });
  await grid.getByRole('link', { name: /^11月26日\(木\)、本人の立場のピア、時間1つ、予約1件$/ }).waitFor();
  await page.getByRole('heading', { name: 'これからの日' }).waitFor();
  barriers.push(...(await barriersOn(page, 'month')));

  await tabTo(page, grid.getByRole('link', { name: /きょう/ }));
  await page.keyboard.press('PageDown');
  await page.getByRole('grid', { name: '2026年12月' }).waitFor();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await waitFor('the keys to lead to the day', () =>
    isFocused(grid.getByRole('link', { name: /^11月26日/ })),
  );
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '11月26日(木)' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: '電話' }).getByText('LINE').waitFor();
  barriers.push(...(await barriersOn(page, 'day')));

  await tabTo(page, page.getByRole('button', { name: '13:00–14:00の操作' }));
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: 'この時間をとじる' });
  await item.waitFor();
  while (!(await isFocused(item))) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '13:00–14:00をとじますか' });
  await dialog.getByText('1人にやさしくお知らせして').waitFor();
  barriers.push(...(await barriersOn(page, 'closing')));
  await tabTo(page, dialog.getByRole('button', { name: 'とじる' }).last());
  await page.keyboard.press('Enter');
  await page.getByText('とじました。1人にお知らせします。').waitFor();
  await page.locator('.slot.is-closed').getByText('お休み').waitFor();

  // What is due is said at the next beat, and there is one when the service starts.
  await scene.door.restart();
  await waitFor('the person to be told', async () => {
    if (phone.newest?.text?.includes('ひらけなくなりました')) return true;
    const underWay = await scene.elsewhere.read((tx) =>
      tx.all(`SELECT 1 AS one FROM outbox_message WHERE state = 'sending'`),
    );
    if (underWay.length === 0) scene.clock.advance(500);
    return false;
  });
  expect(carriedBy(offersIn(phone.newest))).toContainEqual(expect.stringContaining('peer'));
  expect(barriers).toEqual([]);
  expect(complaints).toEqual([]);
}, 60_000);
