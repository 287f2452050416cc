import type { Browser } from 'playwright-core';
import type { Letter } from '../../src/channels/web/api';
import { openBrowser } from '../support/browser';
import { waitFor } from '../support/wait-for';
import { found } from '../support/web-double/sample-conversation';
import { findBarriers } from './find-barriers';
import { openPageScene, type PageScene } from './page-scene';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
});

const letter: Letter = {
  id: '5b0c2c52-0d3b-4c0e-9f0a-2f1f3c7a9a01',
  about: '夜のこと',
  body: 'はじめて書きます。\n夜、眠れないことがあります。',
  answerIn: 'room',
  sentAt: Date.UTC(2026, 10, 10),
  dueOn: '2026-11-13',
  answeredAt: Date.UTC(2026, 10, 12),
  readAt: null,
  answer: { body: 'お手紙を、ありがとうございました。', at: Date.UTC(2026, 10, 12) },
};

const openMenu = ({ page }: PageScene) => page.getByRole('button', { name: 'メニュー' }).first().click();

/** Every screen, and how a person comes to it. */
const screens: Readonly<Record<string, (scene: PageScene) => Promise<unknown>>> = {
  'the first contact': async ({ open, page }) => {
    await open('/');
    await page.getByText('お立場を教えてください').waitFor();
  },
  'a conversation with everything in it': async ({ open, page, server }) => {
    await open('/');
    await waitFor('the live stream', () => server.streamCount === 1);
    server.add('person', { kind: 'text', text: '聞いてもらえますか。' }, { channel: 'line' });
    server.add('person', { kind: 'media', media: 'image' }, { channel: 'line' });
    server.add('person', { kind: 'gone' });
    server.add('madobe', {
      kind: 'said',
      messages: [{ kind: 'text', text: '近くの場所です。' }, found],
      choices: [],
    });
    server.add('counsellor', {
      kind: 'said',
      messages: [{ kind: 'text', text: 'はじめまして。' }],
      choices: [{ data: 'move/menu', label: 'メニュー' }],
    });
    server.tell('waiting', {});
    await page.locator('.is-preparing').waitFor();
  },
  'what could not be sent': async ({ open, page, server }) => {
    server.refuse('POST /api/messages', 'message_too_long');
    await open('/');
    await page.getByLabel('書くところ').fill('長いお話');
    await page.getByRole('button', { name: '送る' }).click();
    await page.getByRole('button', { name: '書きなおす' }).waitFor();
  },
  'a text that is too long': async ({ open, page }) => {
    await open('/');
    await page.getByLabel('書くところ').fill('あ'.repeat(5001));
    await page.getByRole('button', { name: 'お手紙にする' }).waitFor();
  },
  'the menu': async (scene) => {
    await scene.open('/');
    await openMenu(scene);
    await scene.page.getByRole('dialog').waitFor();
  },
  'the question before forgetting': async (scene) => {
    await scene.open('/');
    await scene.page.getByText('お立場を教えてください').waitFor();
    await openMenu(scene);
    await scene.page.getByRole('button', { name: 'この端末から消す' }).click();
    await scene.page.getByRole('button', { name: 'やめておく' }).waitFor();
  },
  'after forgetting': async (scene) => {
    await scene.open('/');
    await scene.page.getByText('お立場を教えてください').waitFor();
    await openMenu(scene);
    await scene.page.getByRole('button', { name: 'この端末から消す' }).click();
    await scene.page.getByRole('button', { name: '消す', exact: true }).click();
    await scene.page.getByText('もう残っていません').waitFor();
  },
  'what is kept': ({ open }) => open('/kept'),
  'a number and words': async ({ open, page }) => {
    await open('/device');
    await page.getByRole('button', { name: '番号と合言葉をつくる' }).click();
    await page.getByText('4821-7350').waitFor();
  },
  'coming back, refused': async ({ open, page, server }) => {
    server.refuse('POST /api/resume', 'resume_refused');
    await open('/resume');
    await page.getByLabel('利用者番号').fill('1234');
    await page.getByLabel('合言葉').fill('つき');
    await page.getByRole('button', { name: 'ひらく', exact: true }).click();
    await page.getByRole('alert').waitFor();
  },
  'a one-time link': ({ open }) => open('/room/abcdef'),
  'a one-time link that is used up': async ({ open, page, server }) => {
    server.refuse('POST /api/room', 'link_used_up');
    await open('/room/abcdef');
    await page.getByRole('button', { name: 'お部屋をひらく' }).click();
    await page.getByRole('alert').waitFor();
  },
  'no letters yet': async ({ open, page }) => {
    await open('/letters');
    await page.getByText('まだ、お手紙はありません').waitFor();
  },
  'the list of letters': async ({ open, page, server }) => {
    server.letters = [letter, { ...letter, id: 'b', about: null, answeredAt: null, answer: null }];
    await open('/letters');
    await page.getByText('お返事が届いています').waitFor();
  },
  'a letter and its answer': async ({ open, page, server }) => {
    server.letters = [letter];
    await open(`/letters/${letter.id}`);
    await page.getByText('相談員より').waitFor();
  },
  'writing a letter': async ({ open, page, server }) => {
    server.session = { language: 'ja', line: true, waiting: false };
    await open('/letters/new');
    await page.getByText('お返事を読むところ').waitFor();
  },
  'the receipt of a letter': async ({ open, page }) => {
    await open('/letters/new');
    await page.getByLabel('お手紙', { exact: false }).last().fill('はじめて書きます。');
    await page.getByRole('button', { name: '送る' }).click();
    await page.getByText('お手紙を受けとりました').waitFor();
  },
  'what was registered': async ({ open, page }) => {
    await open('/registered');
    await page.getByLabel('年代').waitFor();
  },
  'an address without a page': ({ open }) => open('/nothing-here'),
  'a server in trouble': async ({ open, page, server }) => {
    server.values.voiceNumber = '0120-000-000';
    server.refuse('GET /api/session', 'store_unavailable');
    await open('/');
    await page.getByRole('link', { name: '0120-000-000' }).waitFor();
  },
  'the first contact in やさしい日本語': async ({ open, page, server }) => {
    server.session = { language: 'ja-easy', line: false, waiting: false };
    await open('/');
    await page.locator('ruby').first().waitFor();
  },
  'the first contact in English': async ({ open, page, server }) => {
    server.session = { language: 'en', line: false, waiting: false };
    await open('/');
    await page.getByPlaceholder('You can write here').waitFor();
  },
};

describe.each(Object.entries(screens))('%s', (_, go) => {
  it('has no barrier at AA by day and by night, fits into 320 pixels, and asks nobody else for anything', async () => {
    const scene = await openPageScene(browser, { width: 320 });
    try {
      await go(scene);
      expect(await findBarriers(scene.page)).toEqual([]);
      await scene.page.emulateMedia({ colorScheme: 'dark' });
      expect(await findBarriers(scene.page, 'colours')).toEqual([]);
      expect(await scene.page.evaluate('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(320);
      expect(scene.complaints).toEqual([]);
    } finally {
      await scene.close();
    }
  });
});
