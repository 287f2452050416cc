import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser';
import { type DoorScene, openDoorScene } from './door-scene';
import { type OtherSite, openOtherSite } from './other-site';
import { listenForComplaints } from './own-page';

let browser: Browser;
let site: OtherSite;
let scene: DoorScene;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  browser = await openBrowser();
  site = await openOtherSite(
    () => `<!doctype html><html lang="ja"><head><title>みどりの相談センター</title>
      <script src="${scene.origin}/embed.js" async></script></head>
      <body><main><h1>みどりの相談センター</h1></main></body></html>`,
  );
  scene = await openDoorScene(browser, 'sqlite', { embedOrigins: [site.origin] });
}, 60_000);

afterAll(async () => {
  await scene.close();
  await site.close();
  await browser.close();
});

beforeEach(async () => {
  ({ page } = await scene.visit({ width: 1000, height: 800 }));
  complaints = listenForComplaints(
    page,
    (url) => url.startsWith(scene.origin) || url.startsWith(site.origin),
  );
});

const button = () => page.getByRole('button', { name: '窓辺をひらく' });
const chat = () => page.frameLocator('iframe');

describe('the window on an organisation’s own site', () => {
  test('holds a talk by keyboard, is put away by Escape, and goes on with it after the site was left', async () => {
    await page.goto(site.origin);
    await button().focus();
    await page.keyboard.press('Enter');
    await chat().getByRole('button', { name: '家族です' }).focus();
    await page.keyboard.press('Enter');
    await chat().getByText('ご家族のことを思って').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.shadowRoot?.activeElement?.ariaLabel')).toBe(
      '窓辺をひらく',
    );

    await page.reload();
    await button().click();
    await chat().getByText('ご家族のことを思って').waitFor();
    expect(await chat().locator('.from-person').allTextContents()).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('keeps its session for that site alone: no script reads it, and the window at home knows nothing of it', async () => {
    await page.goto(site.origin);
    await button().click();
    await chat().getByRole('button', { name: '本人です' }).click();
    await chat().getByText('教えてくださって').waitFor();
    const cookies = await page.context().cookies(scene.origin);
    expect(cookies).toMatchObject([
      { name: '__Host-madobe-framed', httpOnly: true, secure: true, sameSite: 'None' },
    ]);
    await page.goto(scene.origin);
    await page.getByRole('button', { name: '本人です' }).waitFor();
    expect(await page.locator('.from-person').count()).toBe(0);
  });
});

describe('a site that nobody named', () => {
  test('gets neither the conversation into a frame nor anything out of it', async () => {
    const other = await openOtherSite(
      () => `<!doctype html><title>x</title><iframe src="${scene.origin}/embed"></iframe>
        <iframe src="${scene.origin}/"></iframe>`,
    );
    await page.goto(other.origin, { waitUntil: 'load' });
    const refused = complaints.filter((each) => /frame-ancestors/.test(each));
    expect(refused).toHaveLength(2);
    const read = await page.evaluate<string, string>(
      (address) =>
        fetch(`${address}/api/session`, { credentials: 'include' }).then(
          (answer) => `read ${answer.status}`,
          () => 'refused',
        ),
      scene.origin,
    );
    expect(read).toBe('refused');
    expect(await page.context().cookies()).toEqual([]);
    await other.close();
  });
});
