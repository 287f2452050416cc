import type { Browser, Page } from 'playwright-core';
import { expectGoodManners, follow, tap, write } from '../e2e/screens';
import { openBrowser } from '../support/browser';
import type { Phone } from '../support/line-double';
import { findMarks } from '../support/marked-search';
import { type DoorScene, openDoorScene } from './door-scene';

/** Invented, and like nothing that would be there by chance. */
const said = {
  person: 'それは屋根裏の Xw9 のことです',
  counsellor: 'きのうの小箱のお話 Zq7 でした',
  letter: '屋根裏から見える Kp3 の空',
  about: '小窓の Rt5 について',
  answer: '空の Lm8 を見上げてみました',
};

let browser: Browser;
let scene: DoorScene;

beforeAll(async () => {
  browser = await openBrowser();
  scene = await openDoorScene(browser, 'postgres');
}, 60_000);

afterAll(async () => {
  await scene.close();
  await browser.close();
});

test('from the first words to a number that can be called, with nothing told but by tapping', async () => {
  const { page, open, complaints } = await scene.visit();
  await open('/');
  await choose(page, '家族です');
  await choose(page, 'よび名なしで');
  await choose(page, '電話で話す');
  await page.getByText('いま、電話で話せる時間です。').last().waitFor();
  const call = page.getByRole('link', { name: /^0120-\d{3}-\d{3}にかける/ }).last();
  expect(await call.getAttribute('href')).toMatch(/^tel:0120\d{6}$/);
  expect(await page.locator('.from-person .bubble').allTextContents()).toEqual([
    '家族です',
    'よび名なしで',
    '電話で話す',
  ]);
  expect(complaints).toEqual([]);
});

describe('somebody who comes from LINE', () => {
  let phone: Phone;

  beforeEach(async () => {
    phone = scene.line.phone();
    await follow(phone);
    await scene.settled();
  });

  /** What the newest link on the phone leads to. */
  const link = async (): Promise<string> => {
    const { uri } = await phone.tapButton('ひらく');
    if (uri === null) throw new Error('The button opens nothing.');
    return uri;
  };
  const askForRoom = async (): Promise<string> => {
    await write(phone, '部屋');
    await tap(phone, 'room/what/open');
    return link();
  };
  const personId = async () => (await scene.personOf(phone.userId)) ?? '';
  const counsellorSays = async (text: string) => {
    const id = await personId();
    const words = { text, staff: 'staff-one' };
    return scene.desk.store.write((tx) => scene.desk.voice.say(tx, id, words, scene.clock.now()));
  };
  /** Everything that ever went to LINE, as it went. */
  const sentToLine = () =>
    Buffer.from(JSON.stringify(scene.line.requests.map(({ path, body }) => ({ path, body }))));

  test('finds the same conversation in the room by a link that opens once, and LINE hears nothing of it', async () => {
    const address = await askForRoom();
    const { page, open, complaints } = await scene.visit();
    await open(address);
    await page.getByRole('button', { name: 'お部屋をひらく' }).click();
    await page.locator('.from-person', { hasText: '部屋' }).first().waitFor();
    expect(page.url()).toBe(`${scene.origin}/`);
    expect(await page.getByText('LINEで', { exact: true }).count()).toBeGreaterThan(0);

    const other = await scene.visit();
    await other.open(address);
    await other.page.getByRole('button', { name: 'お部屋をひらく' }).click();
    await other.page.getByText('このリンクは、もう使えません').waitFor();
    expect(await other.context.cookies()).toEqual([]);

    const sent = scene.line.requests.length;
    await page.getByLabel('書くところ').fill(said.person);
    await page.getByRole('button', { name: '送る' }).click();
    await page.locator('.from-person[data-entry]', { hasText: said.person }).waitFor();
    await scene.settled();
    expect(await counsellorSays(said.counsellor)).toEqual({ place: 'room', noticed: false });
    // A desk of its own process is not heard live on SQLite: the look every thirty seconds finds what it said.
    scene.clock.advance(30_000);
    await page.locator('.from-counsellor', { hasText: said.counsellor }).waitFor();
    await scene.settled();
    expect(scene.line.requests).toHaveLength(sent);
    expect(findMarks(sentToLine(), said)).toEqual([]);
    expect([...complaints, ...other.complaints]).toEqual([]);
    expectGoodManners(scene.line);
  });

  test('writes a letter, gets the day it is answered by, and reads the answer that LINE only rings for', async () => {
    const { page, open, context, complaints } = await scene.visit();
    await open(await askForRoom());
    await page.getByRole('button', { name: 'お部屋をひらく' }).click();
    await page.getByRole('button', { name: 'メニュー' }).first().click();
    await page.getByRole('button', { name: 'お手紙' }).click();
    await page.getByRole('button', { name: 'お手紙を書く' }).click();
    await page.getByLabel('どんなことについて').fill(said.about);
    await page.locator('.letter-body').fill(said.letter);
    await page.getByRole('radio', { name: 'LINE' }).check();
    await page.getByRole('button', { name: '送る' }).dblclick();
    // A Friday at noon, with a holiday on the Monday: three working days.
    await page.getByText('11月26日（木）までに、お返事します').waitFor();
    await page.getByText('お返事が届いたら、LINEでお知らせします').waitFor();
    await context.close();

    const waiting = await scene.desk.store.read((tx) => scene.desk.letters.waiting(tx, 10));
    expect(waiting).toHaveLength(1);
    const [{ id } = { id: '' }] = waiting;
    const person = await personId();
    scene.clock.advance(60 * 60_000);
    const before = scene.line.requests.length;
    const answer = { body: said.answer, staff: 'staff-one' };
    const spoken = await scene.desk.store.write((tx) =>
      scene.desk.voice.answerLetter(tx, person, id, answer, scene.clock.now()),
    );
    expect(spoken).toEqual({ place: 'room', noticed: true });
    await scene.passUntil('the notice to arrive', () => scene.line.requests.length > before);
    await scene.settled();
    expect(phone.newest?.text).toContain('お知らせがあります');

    const later = await scene.visit();
    await later.open(await link());
    await later.page.getByRole('button', { name: 'お部屋をひらく' }).click();
    await later.page.getByText('お返事が届いています').waitFor();
    await later.page.getByRole('button', { name: said.about }).click();
    await later.page.locator('.is-answer', { hasText: said.answer }).waitFor();
    await later.page.getByText(said.letter).waitFor();
    await later.page.getByRole('button', { name: 'お手紙の一覧へ' }).click();
    await later.page.getByText('お返事を読みました').waitFor();
    expect(findMarks(sentToLine(), said)).toEqual([]);
    expect([...complaints, ...later.complaints]).toEqual([]);
    expectGoodManners(scene.line);
  });
});
/** Taps an answer, once it is there. */
async function choose(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).click();
}
