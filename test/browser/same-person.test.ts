import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser';
import { waitFor } from '../support/wait-for';
import { type DoorScene, NEUTRAL_PAGE, openDoorScene, type Visit } from './door-scene';

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

const field = (page: Page) => page.getByLabel('書くところ');
const write = async (page: Page, text: string) => {
  await field(page).fill(text);
  await page.getByRole('button', { name: '送る' }).click();
};
/** Everything that stands in the conversation, as its reader sees it. */
const log = (page: Page) => page.locator('.entry[data-entry] .bubble').allTextContents();
const lastAnswer = (page: Page) => page.locator('.from-madobe[data-entry]').last();

/** Opens a conversation, in which something was said. */
async function begun(text: string): Promise<Visit> {
  const visit = await scene.visit();
  await visit.open('/');
  await write(visit.page, text);
  await visit.page.locator('.from-person[data-entry] + .from-madobe').waitFor();
  return visit;
}

async function forget(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'メニュー' }).first().click();
  await page.getByRole('button', { name: 'この端末から消す' }).click();
  await page.getByRole('button', { name: '消す', exact: true }).click();
}

describe('coming back on another device', () => {
  const makeCode = async ({ page, open }: Visit) => {
    await open('/device');
    await page.getByRole('button', { name: '番号と合言葉をつくる' }).click();
    const number = await page.locator('.memo-number').textContent();
    const words = await page.locator('.memo-words').textContent();
    if (number === null || words === null) throw new Error('Nothing is shown to be noted down.');
    return { number, words };
  };
  const give = async (page: Page, number: string, words: string) => {
    await page.getByLabel('利用者番号').fill(number);
    await page.getByLabel('合言葉').fill(words);
    await page.getByRole('button', { name: 'ひらく', exact: true }).click();
  };

  test('by number and words opens the same conversation, and both devices go on with it', async () => {
    const first = await begun('きょうは雨でした');
    const { number, words } = await makeCode(first);
    await first.open('/');
    const second = await scene.visit();
    await second.open('/resume');
    // As it was noted down: without spaces, and in full-width digits.
    await give(
      second.page,
      number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
      words.replaceAll(/\s/g, ''),
    );
    await second.page.getByText('きょうは雨でした').waitFor();
    expect(await log(second.page)).toEqual(await log(first.page));
    await write(second.page, '電話');
    await first.page.locator('.from-person[data-entry]', { hasText: '電話' }).waitFor();
    expect([...first.complaints, ...second.complaints]).toEqual([]);
  });

  test('with other words is refused kindly, tells nothing, and takes longer with every try', async () => {
    const first = await begun('ひみつの庭のこと');
    const { number, words } = await makeCode(first);
    const { page, open, context } = await scene.visit();
    await open('/resume');
    const refusal = page.getByText('この番号と合言葉では、ひらけませんでした');
    for (let tries = 1; tries <= 5; tries += 1) {
      await give(page, number, `ちがうことば${tries}`);
      await page.getByRole('button', { name: 'ひらく', exact: true }).isEnabled();
      await refusal.waitFor();
    }
    expect(await context.cookies()).toEqual([]);
    // A number that nobody has is answered in the same words.
    await give(page, '0000-0000', words);
    await refusal.waitFor();

    // Now even the right ones wait, as long as the clock stands still.
    const answers: number[] = [];
    page.on('response', (response) => answers.push(response.status()));
    await give(page, number, words);
    await page.getByRole('button', { name: 'ひらいています' }).waitFor();
    expect(answers).toEqual([]);
    await waitFor('the wait to begin', () => scene.clock.pending > 0);
    await scene.passUntil('the wait to be over', () => answers.length > 0);
    await page.getByText('ひみつの庭のこと').waitFor();
  });
});

describe('two pages of one browser', () => {
  test('show the same, whichever of them is written in', async () => {
    const { page, openTab } = await begun('ひとつめ');
    const tab = await openTab('/');
    await tab.getByText('ひとつめ').waitFor();
    await write(tab, '電話');
    await page.locator('.from-person[data-entry]', { hasText: '電話' }).waitFor();
    await waitFor('the answer in both', async () => (await log(page)).length === (await log(tab)).length);
    expect(await log(page)).toEqual(await log(tab));
  });

  test('both forget when one of them is told to, what was being written in the other too', async () => {
    const { page, openTab, context } = await begun('ひとつめ');
    const tab = await openTab('/');
    await field(tab).fill('書きかけのことば');
    await forget(page);
    for (const each of [page, tab]) await each.getByText('もう残っていません').waitFor();
    expect(await context.cookies()).toEqual([]);
    expect(await tab.evaluate('localStorage.length')).toBe(0);
    await tab.getByRole('button', { name: '新しくひらく' }).click();
    await field(tab).waitFor();
    expect(await field(tab).inputValue()).toBe('');
    expect(await tab.getByText('ひとつめ').count()).toBe(0);
  });
});

describe('a hand that taps twice', () => {
  test('sends once', async () => {
    const { page, open } = await scene.visit();
    await open('/');
    await field(page).fill('二度押しました');
    await page.getByRole('button', { name: '送る' }).dblclick();
    await page.locator('.from-person[data-entry] + .from-madobe').waitFor();
    await scene.settled();
    expect(await page.locator('.from-person').count()).toBe(1);
  });

  test('answers one question, though the next one is there before the second tap', async () => {
    const { page, open } = await scene.visit();
    await open('/');
    await page.getByRole('button', { name: '答えない', exact: true }).click();
    await page.getByRole('button', { name: 'よび名なしで' }).waitFor();
    const offered = page.locator('.choice').first();
    await offered.hover();
    // What makes a double click is the browser's to say: quickly after the first, at about the same place.
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await scene.settled();
    expect(await page.locator('.from-person').count()).toBe(1);
    await offered.click();
    await page.locator('.from-person[data-entry]').nth(1).waitFor();
  });
});

describe('what is not sent yet', () => {
  test('is still there when the page is opened again', async () => {
    const { page, open } = await begun('はじめまして');
    await field(page).fill('書きかけのことば');
    await page.reload();
    await field(page).waitFor();
    expect(await field(page).inputValue()).toBe('書きかけのことば');
    await open('/letters/new');
    await page.locator('.letter-body').fill('書きかけのお手紙');
    await page.reload();
    await page.locator('.letter-body').waitFor();
    expect(await page.locator('.letter-body').inputValue()).toBe('書きかけのお手紙');
  });
});

describe('hiding the page', () => {
  test('leaves at once, and going back does not show the talk', async () => {
    const { page, open, complaints } = await begun('だれにも見せたくないこと');
    await open('/letters');
    await page.getByRole('button', { name: '隠す' }).click();
    await page.waitForURL(NEUTRAL_PAGE);
    for (let steps = 0; steps < 2; steps += 1) {
      await page.goBack({ waitUntil: 'commit' }).catch(() => null);
      await waitFor('the neutral page', async () => !page.url().startsWith(scene.origin));
      expect(await page.getByText('だれにも見せたくないこと').count()).toBe(0);
    }
    await open('/');
    await page.getByText('だれにも見せたくないこと').waitFor();
    await lastAnswer(page).waitFor();
    expect(complaints).toEqual([]);
  });
});
