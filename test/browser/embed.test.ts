import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../support/browser';
import { greeting } from '../support/web-double/sample-conversation';
import { WebDouble } from '../support/web-double/web-double';
import { findBarriers } from './find-barriers';
import { type OtherSite, openOtherSite } from './other-site';

let browser: Browser;
let server: WebDouble;
let site: OtherSite;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  site = await openOtherSite((path) =>
    path === '/weather'
      ? '<!doctype html><html lang="ja"><title>天気</title>'
      : `<!doctype html><html lang="ja"><head><title>みどりの相談センター</title>
         <script src="${server.origin}/embed.js" data-corner="left" data-color="#ffe08a" async></script></head>
         <body><main><h1>みどりの相談センター</h1><a href="#a">お知らせ</a></main></body></html>`,
  );
  server = new WebDouble([site.origin]);
  server.greeting = [{ kind: 'said', ...greeting }];
  server.values.neutralPage = `${site.origin}/weather`;
  await server.start();
  context = await browser.newContext({ viewport: { width: 1000, height: 800 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.setDefaultTimeout(5000);
  await page.goto(`${site.origin}/`);
});

afterEach(async () => {
  await context.close();
  await server.stop();
  await site.close();
});

const button = (name = '窓辺をひらく') => page.getByRole('button', { name });
const chat = () => page.frameLocator('iframe');

describe('the window on another site', () => {
  it('is a button that fetches nothing and keeps nothing before it is pressed', async () => {
    await button().waitFor();
    expect(page.frames()).toHaveLength(1);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate('localStorage.length + document.cookie.length')).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('stands in the corner and the colour that the site asked for, and is read well on it', async () => {
    const style = await button().evaluate((element) => {
      const { backgroundColor, color } = element.ownerDocument.defaultView?.getComputedStyle(element) ?? {};
      return { backgroundColor, color };
    });
    expect(style).toEqual({ backgroundColor: 'rgb(255, 224, 138)', color: 'rgb(27, 27, 27)' });
    expect((await button().boundingBox())?.x).toBe(16);
  });

  it('opens the conversation in a frame by keyboard, and closes by Escape with the focus back on it', async () => {
    await button().focus();
    await page.keyboard.press('Enter');
    await chat().getByText('お立場を教えてください').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.shadowRoot?.activeElement?.tagName')).toBe('BUTTON');
    await page.keyboard.press('Enter');
    await chat().getByText('お立場を教えてください').waitFor();
  });

  it('closes by its own button inside the frame', async () => {
    await button().click();
    await chat().getByRole('button', { name: 'とじる' }).click();
    await page.locator('iframe').waitFor({ state: 'hidden' });
  });

  it('takes the whole page away when it is hidden', async () => {
    await button().click();
    await chat().getByRole('button', { name: '隠す' }).click();
    await page.waitForURL(`${site.origin}/weather`);
  });

  it('takes the whole page away by two presses of Escape', async () => {
    await button().click();
    await chat().getByText('お立場を教えてください').waitFor();
    await chat().getByLabel('書くところ').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.waitForURL(`${site.origin}/weather`);
  });

  it('obeys nobody but the frame it opened', async () => {
    await button().click();
    await chat().getByText('お立場を教えてください').waitFor();
    await page.evaluate("postMessage({ madobe: 'leave', address: 'https://evil.test/' }, '*')");
    await chat().getByLabel('書くところ').fill('まだここにいる');
    expect(page.url()).toBe(`${site.origin}/`);
  });
});

describe('a site that was not allowed', () => {
  it('cannot frame the conversation', async () => {
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    const other = await openOtherSite(() => `<!doctype html><iframe src="${server.origin}/embed"></iframe>`);
    await page.goto(other.origin, { waitUntil: 'load' });
    await other.close();
    expect(complaints.join('\n')).toMatch(/frame-ancestors/);
    expect(server.session).toBeNull();
  });
});
