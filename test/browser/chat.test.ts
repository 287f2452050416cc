import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser';
import { waitFor } from '../support/wait-for';
import { openPageScene, type PageScene, type PageSetting } from './page-scene';

let browser: Browser;
let scene: PageScene;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
});

afterEach(async () => {
  await scene.close();
});

/** Opens the chat and waits until it lives. */
async function openChat(setting: PageSetting = {}): Promise<PageScene> {
  scene = await openPageScene(browser, { savesData: true, ...setting });
  await scene.open('/');
  await scene.page.getByText('お立場を教えてください').waitFor();
  await waitFor('the live stream', () => scene.server.streamCount === 1);
  return scene;
}

const field = (page: Page) => page.getByLabel('書くところ');
const bubbles = (page: Page) => page.locator('.from-person .bubble').allTextContents();
const write = async (page: Page, text: string) => {
  await field(page).fill(text);
  await page.getByRole('button', { name: '送る' }).click();
};

describe('the first contact', () => {
  it('goes from the greeting to a number that can be called, by keyboard alone', async () => {
    const { page, server } = await openChat();
    server.answer = () => [
      {
        kind: 'said',
        messages: [
          {
            kind: 'card',
            title: '相談の電話',
            body: '無料です。',
            buttons: [{ kind: 'phone', label: '0120-000-111にかける', number: '0120-000-111' }],
          },
        ],
        choices: [{ data: 'move/menu', label: 'メニュー' }],
      },
    ];
    await page.getByRole('button', { name: '家族です' }).focus();
    await page.keyboard.press('Enter');
    const call = page.getByRole('link', { name: '0120-000-111にかける' });
    await call.waitFor();
    expect(await call.getAttribute('href')).toBe('tel:0120000111');
    expect(server.posted.map(({ event }) => event)).toEqual([
      { kind: 'chosen', data: 'first-contact/hello/family' },
    ]);
    // The buttons of the question are gone, and the keyboard is still in the conversation.
    expect(await page.getByRole('button', { name: '家族です' }).count()).toBe(0);
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('log');
  });

  it('makes nobody known before the page is a page: looking at a one-time link or at coming back opens nothing', async () => {
    scene = await openPageScene(browser);
    for (const path of ['/room/abcdef', '/resume']) {
      await scene.open(path);
      expect(scene.server.session).toBeNull();
    }
  });

  it('says kindly that it cannot be opened when not even its words can be had', async () => {
    scene = await openPageScene(browser);
    scene.server.refuse('GET /api/words/ja', 'store_unavailable');
    await scene.page.goto(scene.server.origin);
    await scene.page.getByText('いまは、うまくひらけませんでした').waitFor();
    scene.server.refuse('GET /api/words/ja', null);
    await scene.page.getByRole('link', { name: 'もう一度ひらく' }).click();
    await scene.page.getByText('お立場を教えてください').waitFor();
  });

  it('is read from its beginning', async () => {
    const { page } = await openChat();
    expect(await page.locator('.log').evaluate((log) => log.scrollTop)).toBe(0);
  });
});

describe('what is written', () => {
  it('is sent with Ctrl and Enter, and Enter alone makes a new line', async () => {
    const { page, server } = await openChat();
    await field(page).focus();
    await page.keyboard.type('一行目');
    await page.keyboard.press('Enter');
    await page.keyboard.type('二行目');
    expect(server.posted).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await waitFor('it arrives', () => server.posted.length === 1);
    expect(server.posted[0]?.event).toEqual({ kind: 'text', text: '一行目\n二行目' });
    expect(await field(page).inputValue()).toBe('');
  });

  it('is never sent while the input method is putting a word together', async () => {
    const { page, server, context } = await openChat();
    await field(page).focus();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: 'まどべ', selectionStart: 3, selectionEnd: 3 });
    await field(page).dispatchEvent('keydown', {
      key: 'Enter',
      ctrlKey: true,
      isComposing: true,
      keyCode: 229,
      bubbles: true,
    });
    await devtools.send('Input.insertText', { text: '窓辺' });
    expect(server.posted).toEqual([]);
    expect(await field(page).inputValue()).toBe('窓辺');
  });

  it('is kept as a draft when the page is opened again', async () => {
    const { page, open } = await openChat();
    await field(page).fill('書きかけのことば');
    await open('/');
    expect(await field(page).inputValue()).toBe('書きかけのことば');
  });

  it('shows at once, arrives once and stands once, though the server goes away in the middle', async () => {
    const { page, server } = await openChat();
    await server.stop();
    await write(page, '届くかな');
    await write(page, 'もうひとつ');
    await page.getByText('つながったら、送ります').first().waitFor();
    expect(await bubbles(page)).toEqual(['届くかな', 'もうひとつ']);

    server.answer = () => [{ kind: 'said', messages: [{ kind: 'text', text: '届きました。' }], choices: [] }];
    await server.start();
    await page.getByText('届きました。').nth(1).waitFor({ timeout: 20_000 });
    expect(await bubbles(page)).toEqual(['届くかな', 'もうひとつ']);
    expect(server.entries.filter(({ from }) => from === 'person')).toHaveLength(2);
    expect(await page.getByText('つながったら、送ります').count()).toBe(0);
  });

  it('is still sent after the page was opened again without a connection in between', async () => {
    const { page, server, open } = await openChat();
    server.refuse('POST /api/messages', 'store_unavailable');
    await write(page, '待っていることば');
    await page.getByText('つながったら、送ります').waitFor();
    server.refuse('POST /api/messages', null);
    await open('/');
    await waitFor('it arrives', () => server.entries.at(-1)?.from === 'person');
    await page.locator('.from-person[data-entry]').waitFor();
    expect(await bubbles(page)).toEqual(['待っていることば']);
  });

  it('can be written differently when it cannot be taken', async () => {
    const { page, server } = await openChat();
    server.refuse('POST /api/messages', 'message_too_long');
    await write(page, 'とても長いお話');
    await page.getByRole('button', { name: '書きなおす' }).click();
    expect(await field(page).inputValue()).toBe('とても長いお話');
    expect(await bubbles(page)).toEqual([]);
  });

  it('becomes a letter when it is too long for the chat', async () => {
    const { page } = await openChat();
    await field(page).fill('あ'.repeat(5001));
    expect(await page.getByRole('button', { name: '送る' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'お手紙にする' }).click();
    await page.locator('.letter-body').waitFor();
    expect(await page.locator('.letter-body').inputValue()).toBe('あ'.repeat(5001));
  });
});

describe('the live conversation', () => {
  it('misses nothing and doubles nothing when the line is cut while others speak', async () => {
    const { page, server } = await openChat();
    server.say('ひとつめ');
    await page.getByText('ひとつめ').waitFor();
    server.cutStreams();
    server.say('ふたつめ');
    server.say('みっつめ');
    await page.getByText('みっつめ').waitFor();
    const said = await page.locator('.from-madobe .bubble').allTextContents();
    expect(said.slice(-3)).toEqual(['ひとつめ', 'ふたつめ', 'みっつめ']);
  });

  it('says when the line is gone, and nothing any more when it is back', async () => {
    const { page, server } = await openChat();
    await server.stop();
    await page.getByText('いまは、つながっていません').waitFor();
    await server.start();
    await page.getByText('いまは、つながっていません').waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('shows calmly what was erased, and what came by LINE', async () => {
    const { page, server } = await openChat();
    server.add('person', { kind: 'text', text: 'LINEで書いた' }, { channel: 'line' });
    await page.getByText('LINEで', { exact: true }).waitFor();
    const { id } = server.say('消えるもの');
    await page.getByText('消えるもの').waitFor();
    server.tell('gone', { id });
    await page.getByText('ここにあったことばは、消えています').waitFor();
    expect(await page.getByText('消えるもの').count()).toBe(0);
  });

  it('loads what was said before when it is asked for, and stays where one was reading', async () => {
    const { page, server } = await openChat({
      prepare: (each) => {
        each.session = { language: 'ja', line: false, waiting: false };
        each.pageSize = 10;
        for (let count = 1; count <= 25; count += 1) each.say(`ことば${count}`);
        each.say('お立場を教えてください');
      },
    });
    expect(server.entries).toHaveLength(26);
    const top = page.getByText('ことば17', { exact: true });
    const older = page.getByRole('button', { name: '前のやりとりを見る' });
    await older.scrollIntoViewIfNeeded();
    const before = (await top.boundingBox())?.y ?? 0;
    await older.click();
    await page.getByText('ことば7', { exact: true }).waitFor({ state: 'attached' });
    expect(Math.abs(((await top.boundingBox())?.y ?? 0) - before)).toBeLessThan(80);
    await older.click();
    await page.getByText('ことば1', { exact: true }).waitFor({ state: 'attached' });
    expect(await older.count()).toBe(0);
  });

  it('ends with kind words, and keeps what was not sent', async () => {
    const { page, server } = await openChat();
    await field(page).fill('書きかけ');
    server.session = null;
    server.tell('ended', { why: 'left' });
    await page.getByText('もう残っていません').waitFor();
    await page.getByRole('button', { name: '新しくひらく' }).click();
    await field(page).waitFor();
    expect(await field(page).inputValue()).toBe('書きかけ');
  });
});

describe('hiding the page', () => {
  const hidesAt = async (hide: (page: Page) => Promise<unknown>) => {
    const { page, server, context } = await openChat({
      prepare: (each) => {
        each.values.neutralPage = 'http://neutral.test/';
      },
    });
    await context.route('http://neutral.test/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>天気</title>' }),
    );
    await hide(page);
    await page.waitForURL('http://neutral.test/');
    return { page, server };
  };

  it('leaves at once, and the back button does not show it again', async () => {
    const { page } = await hidesAt((each) => each.getByRole('button', { name: '隠す' }).click());
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain('127.0.0.1');
  });

  it('takes two presses of Escape, also out of the menu', async () => {
    await hidesAt(async (page) => {
      await page.getByRole('button', { name: 'メニュー' }).first().click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    });
  });

  it('does not show other parts of the page through the history either, until it is opened anew', async () => {
    const { page, server } = await hidesAt(async (each) => {
      await each.getByRole('button', { name: 'メニュー' }).first().click();
      await each.getByRole('button', { name: 'わたしの情報' }).click();
      await each.getByRole('heading', { name: 'わたしの情報', exact: true }).waitFor();
      await each.getByRole('button', { name: '隠す' }).click();
    });
    await page.goBack({ waitUntil: 'commit' }).catch(() => null);
    await page.waitForURL('http://neutral.test/');
    await page.goto(`${server.origin}/`);
    await page.getByText('お立場を教えてください').waitFor();
  });
});

describe('the menu', () => {
  const openMenu = (page: Page) => page.getByRole('button', { name: 'メニュー' }).first().click();

  it('holds the focus, closes by Escape and gives the focus back', async () => {
    const { page } = await openChat();
    await openMenu(page);
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('メニュー');
  });

  it('changes the page’s language, tells the conversation, and remembers it', async () => {
    const { page, server, open } = await openChat();
    await openMenu(page);
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('heading', { name: 'Menu' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await waitFor('the conversation hears of it', () => server.posted.length === 1);
    expect(server.posted[0]?.event).toEqual({ kind: 'chosen', data: 'language/choose/en' });
    server.session = { language: 'en', line: false, waiting: false };
    await open('/');
    await page.getByPlaceholder('You can write here').waitFor();
  });

  it('makes the letters larger, and remembers it', async () => {
    const { page, open } = await openChat();
    const size = () => page.evaluate<number>('parseFloat(getComputedStyle(document.body).fontSize)');
    const before = await size();
    await openMenu(page);
    await page.getByRole('radio', { name: 'いちばん大きい' }).check();
    expect(await size()).toBe(before * 1.5);
    await open('/');
    expect(await size()).toBe(before * 1.5);
  });

  it('shows in the conversation where a voice answers now', async () => {
    const { page, server } = await openChat();
    await openMenu(page);
    await page.getByRole('button', { name: '声で話せるところ' }).click();
    await waitFor('it is asked for', () => server.posted.length === 1);
    expect(server.posted[0]?.event).toEqual({ kind: 'chosen', data: 'move/crisis' });
  });

  it('forgets everything on this device after one gentle question', async () => {
    const { page, server } = await openChat();
    await field(page).fill('書きかけ');
    await openMenu(page);
    await page.getByRole('button', { name: 'この端末から消す' }).click();
    await page.getByRole('button', { name: '消す', exact: true }).click();
    await page.getByText('もう残っていません').waitFor();
    expect(server.session).toBeNull();
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });
});

describe('coming back', () => {
  it('shows the number and its words once', async () => {
    const { page, open } = await openChat();
    await open('/device');
    await page.getByRole('button', { name: '番号と合言葉をつくる' }).click();
    await page.getByText('つき あさがお ことり すなはま').waitFor();
    await page.getByRole('button', { name: 'とじる' }).click();
    await open('/device');
    expect(await page.getByText('4821-7350').count()).toBe(0);
  });

  it('prints only what is to be kept, and not what it is for', async () => {
    const { page, open } = await openChat();
    await open('/device');
    await page.getByRole('button', { name: '番号と合言葉をつくる' }).click();
    await page.getByText('4821-7350').waitFor();
    await page.emulateMedia({ media: 'print' });
    const printed = await page.evaluate<string>('document.body.innerText');
    expect(printed.split('\n').filter((line) => line.trim() !== '')).toEqual([
      'メモ',
      '4821-7350',
      'つき あさがお ことり すなはま',
    ]);
  });

  it('by a one-time link leaves nothing of the link in the address', async () => {
    const { page, open } = await openChat();
    await open('/room/secret-token');
    await page.getByRole('button', { name: 'お部屋をひらく' }).click();
    await page.getByText('お立場を教えてください').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain('secret-token');
  });

  it('by a link about a letter leads to the letters', async () => {
    const { page, open, server } = await openChat();
    server.session = { language: 'ja', line: true, waiting: false, opens: 'letters' };
    await open('/room/secret-token');
    await page.getByRole('button', { name: 'お部屋をひらく' }).click();
    await page.getByRole('heading', { name: 'お手紙' }).waitFor();
  });
});

describe('a letter', () => {
  it('is written, kept, sent once, received with a date, and found again', async () => {
    const { page, open, server } = await openChat();
    await open('/letters/new');
    await page.getByLabel('どんなことについて').fill('夜のこと');
    await page.locator('.letter-body').fill('はじめて書きます。');
    await page.getByText('書きかけを残しました').waitFor();
    expect(server.draft?.body).toBe('はじめて書きます。');
    await page.getByRole('button', { name: '送る' }).click();
    await page.getByText('11月27日（金）までに、お返事します').waitFor();
    expect(server.draft).toBeNull();
    await page.getByRole('button', { name: 'お手紙の一覧へ' }).click();
    await page.getByRole('button', { name: '夜のこと' }).click();
    await page.getByText('はじめて書きます。').waitFor();
    expect(server.letters).toHaveLength(1);
  });

  it('is still there when it could not be sent', async () => {
    const { page, open, server } = await openChat();
    await open('/letters/new');
    await page.locator('.letter-body').fill('はじめて書きます。');
    server.refuse('POST /api/letters', 'store_unavailable');
    await page.getByRole('button', { name: '送る' }).click();
    await page.getByRole('alert').waitFor();
    server.refuse('POST /api/letters', null);
    await page.getByRole('button', { name: 'もう一度ためす' }).click();
    await page.getByText('お手紙を受けとりました').waitFor();
    expect(server.letters.map(({ body }) => body)).toEqual(['はじめて書きます。']);
  });
});
