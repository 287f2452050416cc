import type { Browser, Page } from 'playwright-core';
import { AuditLog } from '../../src/people';
import { openStaff, type Role, type Staff } from '../../src/staff';
import { openStore, type Store, Vault } from '../../src/store';
import { follow, questionOn, tap, write } from '../e2e/screens';
import { openBrowser } from '../support/browser';
import type { Phone } from '../support/line-double';
import { waitFor } from '../support/wait-for';
import { type DoorScene, openDoorScene, type Visit } from './door-scene';

/** Invented, and like nothing that would be there by chance. */
const said = {
  person: '屋根裏の Xw9 のことです',
  counsellor: '小箱のお話 Zq7 を読みました',
  whisper: '見守り Kp3 でいましょう',
  summary: '引きつぎ Rt5 です',
  colleague: 'つづきの Lm8 をどうぞ',
  letter: '小窓から見える Hb2 の空',
  about: '小窓の Jd6 について',
  answer: '空の Vn4 を見上げてみました',
};

/** In the browser: keeps what would have been heard and shown, and has its user look at another window. */
const listening = `
  globalThis.heard = [];
  globalThis.Notification = class {
    static permission = 'granted';
    static requestPermission = async () => 'granted';
    constructor(title, { body }) { globalThis.heard.push(title + ' ' + body); }
    close() {}
  };
  globalThis.OscillatorNode = class extends globalThis.OscillatorNode {
    start(at) { globalThis.heard.push('tone'); super.start(at); }
  };
  Object.defineProperty(document, 'hidden', { get: () => true });
`;

let browser: Browser;
let scene: DoorScene;
let store: Store;
let staff: Staff;

/** Somebody of the staff, with the desk open in a browser of their own. */
interface Seat extends Visit {
  readonly id: string;
  readonly name: string;
}

beforeAll(async () => {
  browser = await openBrowser();
  scene = await openDoorScene(browser, 'sqlite');
  const { config, database } = scene.door;
  if (config.masterKey === null) throw new Error('The scene opens what is sealed and needs the master key.');
  const vault = new Vault(config.masterKey.export());
  store = await openStore(database.location, vault, scene.clock);
  staff = openStaff({ store, vault, clock: scene.clock, audit: new AuditLog(), issuer: 'test' });
}, 60_000);

afterAll(async () => {
  await store.close();
  await scene.close();
  await browser.close();
});

let logins = 0;
async function sit(name: string, role: Role = 'counsellor'): Promise<Seat> {
  logins += 1;
  const now = scene.clock.now();
  const { id, token } = await store.write(async (tx) => {
    const made = await staff.accounts.add(tx, 'test', { login: `seat${logins}`, name, role }, now);
    return { id: made.id, token: await staff.sessions.open(tx, made.id, 'full', now) };
  });
  const visit = await scene.visit({ width: 1_280, height: 800 });
  await visit.context.addCookies([
    {
      name: '__Host-madobe_desk',
      value: token,
      url: scene.origin,
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    },
  ]);
  return { ...visit, id, name };
}

/** The same, taking people. */
async function sitDown(name: string, role: Role = 'counsellor'): Promise<Seat> {
  const seat = await sit(name, role);
  await seat.open('/desk');
  await press(seat.page, '受付をはじめる');
  await seat.page.getByRole('button', { name: '受付を終える' }).waitFor();
  return seat;
}

async function getUp(...seats: readonly Seat[]): Promise<void> {
  for (const { page, context, open } of seats) {
    await open('/desk');
    await press(page, '受付を終える');
    await page.getByRole('button', { name: '受付をはじめる' }).waitFor();
    await context.close();
  }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const choose = (page: Page, name: string) => page.getByRole('menuitem', { name }).click();
const more = async (page: Page, name: string) => {
  await press(page, 'ほかの操作');
  await choose(page, name);
};

async function send(page: Page, text: string): Promise<void> {
  await page.locator('#write').fill(text);
  await page.locator('#write').press('Control+Enter');
  await page.locator('.from-counsellor[data-entry]').getByText(text).waitFor();
}

/** Somebody on LINE who asked for a human and waits. */
async function waiting(): Promise<Phone> {
  const phone = scene.line.phone();
  await follow(phone);
  await write(phone, '人と話したい');
  expect(questionOn(phone)).toBe('person/offer');
  await tap(phone, 'person/offer/join');
  return phone;
}

/** The room that the newest notice on a phone leads to. */
async function roomOf(phone: Phone): Promise<Visit> {
  await scene.passUntil('the notice to arrive', () =>
    JSON.stringify(phone.newest?.message).includes('/room/'),
  );
  const { uri } = await phone.tapButton('ひらく');
  const visit = await scene.visit();
  await visit.open(uri ?? '');
  await press(visit.page, 'お部屋をひらく');
  return visit;
}

test('queue, take over, talk, watch and whisper, hand over, give back, and the bot goes on', async () => {
  const one = await sitDown('みずき');
  const two = await sitDown('はると');
  const phone = await waiting();
  for (const { page } of [one, two]) await page.locator('.queue-waiting .cards li').first().waitFor();
  await press(one.page, '次の方');
  await one.page.locator('#write').waitFor();
  await two.page.getByText('いま待っている方はいません').waitFor();
  const address = new URL(one.page.url()).pathname;

  await send(one.page, said.counsellor);
  const room = await roomOf(phone);
  await room.page.locator('.from-counsellor', { hasText: said.counsellor }).waitFor();
  await room.page.getByLabel('書くところ').fill(said.person);
  await press(room.page, '送る');
  await one.page.locator('.from-person[data-entry]', { hasText: said.person }).waitFor();

  await two.page.goto(scene.origin + address);
  await press(two.page, '静かに見守る');
  await two.page.getByText('静かに見守っています').waitFor();
  expect(await two.page.locator('#write').count()).toBe(0);
  await two.page.locator('#whisper').fill(said.whisper);
  await two.page.locator('#whisper').press('Control+Enter');
  await one.page.locator('.whispers li', { hasText: said.whisper }).waitFor();
  await one.page.getByText('見守っている同僚: はると').waitFor();

  await press(one.page, '引きつぐ');
  const dialog = one.page.getByRole('dialog');
  await dialog.getByLabel('引きつぐ相手').selectOption(two.id);
  await dialog.getByLabel('引きつぎのメモ').fill(said.summary);
  await dialog.getByRole('button', { name: '引きつぐ' }).click();
  await one.page.getByText('引きつぎました').waitFor();
  // Whoever watched has it now, on the page that is open.
  await two.page.locator('#write').waitFor();
  await two.page.getByText(said.summary).waitFor();
  await send(two.page, said.colleague);
  await room.page.locator('.from-counsellor', { hasText: said.colleague }).waitFor();

  const shown = phone.botMessages.length;
  await more(two.page, '自動の案内に戻す');
  await press(two.page, '自動の案内に戻す');
  await two.page.getByText('自動の案内に戻しました').waitFor();
  await scene.passUntil(
    'the bot to go on',
    () => phone.botMessages.length > shown && phone.quickReplies.length > 0,
  );
  expect((await write(phone, 'メニュー')).length).toBeGreaterThan(0);
  const sent = JSON.stringify(scene.line.requests.map(({ body }) => body));
  for (const words of Object.values(said)) expect(sent).not.toContain(words);
  for (const unseen of [said.whisper, said.summary]) expect(await room.page.content()).not.toContain(unseen);
  expect([...one.complaints, ...two.complaints, ...room.complaints]).toEqual([]);
  await getUp(one, two);
}, 60_000);

test('snippets are filled in, a message waits for its time, a talk is put aside, and closed so that one may write again', async () => {
  const seat = await sitDown('ひかり');
  const { page } = seat;
  const phone = await waiting();
  await press(page, '次の方');
  const field = page.locator('#write');
  await field.waitFor();
  await press(page, '定型文');
  await choose(page, 'はじめのあいさつ');
  expect(await field.inputValue()).toContain('相談支援の団体のひかりです');
  await field.press('Control+Enter');
  await page.locator('.from-counsellor[data-entry]').getByText('ひかりです').waitFor();

  await field.fill(said.colleague);
  await press(page, 'あとで送る');
  await page.getByLabel('送る日時').fill('2026-11-20T11:00');
  await page.getByText('これからの日時にしてください').waitFor();
  const at = new Date(scene.clock.now() + 10 * 60_000 + 9 * 60 * 60_000).toISOString().slice(0, 16);
  await page.getByLabel('送る日時').fill(at);
  await press(page, 'この日時に送る');
  await page.locator('.talk-side').getByText(said.colleague).waitFor();
  expect(await page.locator('.from-counsellor[data-entry]').getByText(said.colleague).count()).toBe(0);
  scene.clock.advance(11 * 60_000);
  await page.locator('.from-counsellor[data-entry]').getByText(said.colleague).waitFor();

  const address = new URL(page.url()).pathname;
  await more(page, '1時間');
  await page.locator('.queue-mine').getByText('あとで').waitFor();
  await seat.open(address);
  await more(page, 'いま受ける');
  await seat.open('/desk');
  await page.locator('.queue-mine').getByText('返事ずみ').waitFor();

  await seat.open(address);
  await more(page, 'ひと区切りにする');
  await press(page, 'ひと区切りにする');
  await page.getByText('ひと区切りにしました').waitFor();
  // They write, and are met: nothing was closed for them.
  expect((await write(phone, 'こんばんは')).length).toBeGreaterThan(0);
  await write(phone, '人と話したい');
  await tap(phone, 'person/offer/join');
  await page.locator('.queue-waiting .cards li').first().waitFor();
  await press(page, '次の方');
  await field.waitFor();
  await more(page, '自動の案内に戻す');
  await press(page, '自動の案内に戻す');
  await page.getByText('自動の案内に戻しました').waitFor();
  expect(seat.complaints).toEqual([]);
  await getUp(seat);
}, 60_000);

test('a supervisor sees who carries what and gives somebody to a counsellor, who finds them at once', async () => {
  const seat = await sitDown('あかり');
  const leader = await sit('しずく', 'supervisor');
  await waiting();
  await leader.open('/desk');
  await press(leader.page, 'お名前なしさんの担当を決める');
  await choose(leader.page, 'あかり');
  await leader.page.getByText('担当を決めました').waitFor();
  await leader.page.locator('.team-member', { hasText: 'あかり' }).getByText('1 / 3人').waitFor();
  await seat.page.locator('.queue-mine a').first().click();
  await seat.page.locator('#write').waitFor();
  await more(seat.page, '自動の案内に戻す');
  await press(seat.page, '自動の案内に戻す');
  await seat.page.getByText('自動の案内に戻しました').waitFor();
  expect([...seat.complaints, ...leader.complaints]).toEqual([]);
  await leader.context.close();
  await getUp(seat);
}, 60_000);

test('one is told by sound and on the screen as one chose, and neither names anybody', async () => {
  const seat = await sit('つばさ');
  await seat.context.grantPermissions(['notifications'], { origin: scene.origin });
  await seat.context.addInitScript({ content: listening });
  const { page } = seat;
  const heard = () => page.evaluate('globalThis.heard') as Promise<readonly string[]>;
  await seat.open('/desk');
  await press(page, '受付をはじめる');
  await page.getByRole('button', { name: '受付を終える' }).waitFor();
  expect(await heard()).toEqual([]);

  await press(page, 'お知らせ');
  await page.getByLabel('画面の通知を出す').check({ force: true });
  await page.getByLabel('音で知らせる').check({ force: true });
  await waitFor('a trial of the sound', async () => (await heard()).includes('tone'));
  const before = (await heard()).length;
  const phone = await waiting();
  await waitFor('both to be told', async () => (await heard()).length > before + 1);
  const told = (await heard()).slice(before);
  expect(told).toContain('tone');
  expect(told.filter((each) => each !== 'tone')).toEqual([
    '待っている方がいます 相談デスクをひらいてください。',
  ]);

  await seat.open('/desk');
  await press(page, 'お知らせ');
  expect(await page.getByLabel('音で知らせる').isChecked()).toBe(true);
  expect(await page.getByLabel('画面の通知を出す').isChecked()).toBe(true);
  await tap(phone, 'person/stay/leave');
  await page.getByText('いま待っている方はいません').waitFor();
  await page.keyboard.press('Escape');
  expect(seat.complaints).toEqual([]);
  await getUp(seat);
}, 60_000);

test('a letter from the web chat stands at the desk with its day, is answered, and is read where it was written', async () => {
  const visitor = await scene.visit();
  await visitor.open('/');
  const { page } = visitor;
  await press(page, '本人です');
  await press(page, 'よび名なしで');
  await page.getByRole('button', { name: 'メニュー' }).first().click();
  await page.getByRole('button', { name: 'お手紙' }).click();
  await page.getByRole('button', { name: 'お手紙を書く' }).click();
  await page.getByLabel('どんなことについて').fill(said.about);
  await page.locator('.letter-body').fill(said.letter);
  await press(page, '送る');
  // A Friday, with a holiday on the Monday: three working days.
  await page.getByText('11月26日（木）までに、お返事します').waitFor();

  const seat = await sit('こずえ');
  await seat.open('/desk/letters');
  const row = seat.page.getByRole('link', { name: new RegExp(said.about) });
  await row.getByText('11月26日').waitFor();
  await row.click();
  await seat.page.getByText(said.letter).waitFor();
  await seat.page.locator('#answer').fill(said.answer);
  await press(seat.page, 'お返事を送る');
  await seat.page.getByRole('dialog').getByRole('button', { name: 'お返事を送る' }).click();
  await seat.page.locator('.is-answer', { hasText: said.answer }).waitFor();
  await seat.open('/desk/letters');
  await seat.page.getByText('返事を待っているお手紙はありません').waitFor();

  await visitor.open('/letters');
  await page.getByRole('button', { name: said.about }).click();
  await page.locator('.is-answer', { hasText: said.answer }).waitFor();
  expect([...visitor.complaints, ...seat.complaints]).toEqual([]);
}, 60_000);
