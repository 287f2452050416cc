import type { Browser, Page } from 'playwright-core';
import { follow, tap, write } from '../e2e/screens';
import { openBrowser } from '../support/browser';
import { type DoorScene, openDoorScene, type Visit } from './door-scene';
import { findBarriers } from './find-barriers';

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

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 860 };
/** By day and by night only colours differ, so everything is looked at once for each size. */
const looks = [
  { name: 'phone, light', size: phone, colorScheme: 'light', check: 'everything' },
  { name: 'phone, dark', size: phone, colorScheme: 'dark', check: 'colours' },
  { name: 'desktop, dark', size: desktop, colorScheme: 'dark', check: 'everything' },
  { name: 'desktop, light', size: desktop, colorScheme: 'light', check: 'colours' },
] as const;

/** Looks at the page as it stands, on a phone and a desktop, by day and by night. */
async function findAll(page: Page, screen: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, size, colorScheme, check } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    for (const barrier of await findBarriers(page, check)) found.push(`${screen} (${name}): ${barrier}`);
    if ((await page.evaluate('document.scrollingElement.scrollWidth')) !== size.width) {
      found.push(`${screen} (${name}): wider than its window`);
    }
  }
  return found;
}

/** Goes from screen to screen, and gathers what is found on each. */
class Walk {
  readonly found: string[] = [];

  constructor(readonly visit: Visit) {}

  async look(screen: string): Promise<void> {
    this.found.push(...(await findAll(this.visit.page, screen)));
  }

  /** Presses the button with these words on it; what stands under them in smaller letters does not count. */
  press(words: string): Promise<void> {
    return this.visit.page
      .getByRole('button', { name: new RegExp(`^${words}`) })
      .first()
      .click();
  }

  async openMenu(): Promise<void> {
    await this.visit.page.locator('button[aria-haspopup="dialog"]').click();
    await this.visit.page.getByRole('dialog').waitFor();
  }

  see(text: string): Promise<void> {
    return this.visit.page.getByText(text).last().waitFor();
  }
}

test('somebody new meets no barrier on any screen, and nothing is blocked or asked of others', async () => {
  const walk = new Walk(await scene.visit({ withFont: true }));
  const { page, open, complaints } = walk.visit;
  await open('/');
  await walk.see('よければ、お立場を教えてください');
  await walk.look('the first contact');
  await walk.press('家族です');
  await walk.press('よび名なしで');
  await walk.press('24時間話せる電話');
  await page
    .getByRole('link', { name: /にかける/ })
    .last()
    .waitFor();
  await walk.look('a talk with cards');
  await walk.openMenu();
  await walk.look('the menu');
  await walk.press('この端末から消す');
  await walk.look('the question before forgetting');
  await walk.press('やめておく');
  await walk.openMenu();
  await walk.press('わたしの情報');
  await walk.see('いま残しているもの');
  await walk.look('what is kept');
  await walk.openMenu();
  await walk.press('別の端末でつづける');
  await walk.press('番号と合言葉をつくる');
  await page.locator('.memo-words').waitFor();
  await walk.look('a number and words');
  await walk.press('とじる');
  await walk.openMenu();
  await page.getByRole('radio', { name: 'やさしい日本語' }).check();
  await page.keyboard.press('Escape');
  await page.locator('.from-madobe[data-entry] ruby').last().waitFor();
  await walk.look('a talk in やさしい日本語');

  await open('/resume');
  await page.getByRole('textbox').first().fill('1234');
  await page.getByRole('textbox').last().fill('つき');
  await page.getByRole('textbox').last().press('Enter');
  await page.getByRole('alert').waitFor();
  await walk.look('coming back, refused');
  await open('/room/no-such-link');
  await walk.look('a one-time link');
  await page.locator('.ways .button').first().click();
  await page.getByRole('alert').waitFor();
  await walk.look('a one-time link that is over');
  await open('/nothing-here');
  await walk.look('an address without a page');
  await open('/');
  await walk.press('English');
  await walk.see('We will go on in English');
  await page.getByPlaceholder('You can write here').waitFor();
  await walk.look('a talk in English');
  expect(walk.found).toEqual([]);
  expect(complaints).toEqual([]);
}, 60_000);

test('somebody from LINE meets none among their letters either', async () => {
  const line = scene.line.phone();
  await follow(line);
  await write(line, '部屋');
  await tap(line, 'room/what/open');
  const { uri } = await line.tapButton('ひらく');
  const walk = new Walk(await scene.visit({ withFont: true }));
  const { page, open, complaints } = walk.visit;
  await open(uri ?? '');
  await walk.press('お部屋をひらく');
  await page.getByText('LINEで', { exact: true }).first().waitFor();
  await walk.look('what was said on LINE');
  await walk.openMenu();
  await walk.press('お手紙');
  await walk.see('まだ、お手紙はありません');
  await walk.look('no letters yet');
  await walk.press('お手紙を書く');
  await page.getByRole('radio', { name: 'LINE' }).check();
  await page.locator('.letter-body').fill('はじめて書きます。');
  await walk.look('writing a letter');
  await walk.press('送る');
  await walk.see('お手紙を受けとりました');
  await walk.look('the receipt');
  const [letter] = await scene.desk.store.read((tx) => scene.desk.letters.waiting(tx, 1));
  if (letter === undefined) throw new Error('No letter waits.');
  const answer = { body: 'お手紙を、ありがとうございました。', staff: 'staff-one' };
  await scene.desk.store.write((tx) =>
    scene.desk.voice.answerLetter(tx, letter.personId, letter.id, answer, scene.clock.now()),
  );
  await walk.press('お手紙の一覧へ');
  await walk.see('お返事が届いています');
  await walk.look('the list of letters');
  await page.locator('.letter-item').click();
  await walk.see('相談員より');
  await walk.look('a letter and its answer');
  await walk.press('お手紙の一覧へ');
  await walk.press('登録していること');
  await page.getByLabel('年代').waitFor();
  await walk.look('what was registered');
  await walk.openMenu();
  await walk.press('この端末から消す');
  await walk.press('消す');
  await walk.see('もう残っていません');
  await walk.look('after forgetting');
  expect(walk.found).toEqual([]);
  expect(complaints).toEqual([]);
}, 60_000);
