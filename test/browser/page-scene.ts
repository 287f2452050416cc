import type { Browser, BrowserContext, Page } from 'playwright-core';
import { greeting } from '../support/web-double/sample-conversation';
import { WebDouble } from '../support/web-double/web-double';
import { listenForComplaints, saveData, standAt } from './own-page';

/** A page in a real browser, and the scripted server it talks to. */
export interface PageScene {
  readonly server: WebDouble;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about: blocked by the page's own policy, thrown, or asked of other hosts. */
  readonly complaints: readonly string[];
  /** Opens an address and waits until the page stands. */
  open(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface PageSetting {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** The font is not fetched. The page is the same in every other way, and sooner there. */
  readonly savesData?: boolean;
  readonly prepare?: (server: WebDouble) => void;
}

export async function openPageScene(browser: Browser, setting: PageSetting = {}): Promise<PageScene> {
  const server = new WebDouble();
  server.greeting = [{ kind: 'said', ...greeting }];
  setting.prepare?.(server);
  await server.start();
  const context = await browser.newContext({
    viewport: { width: setting.width ?? 390, height: 720 },
    colorScheme: setting.colorScheme ?? 'light',
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  });
  if (setting.savesData === true) await saveData(context);
  await standAt(context, Date.UTC(2026, 10, 20, 3));
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  const complaints = listenForComplaints(page, (url) => url.startsWith(server.origin));
  return {
    server,
    context,
    page,
    complaints,
    async open(path) {
      await page.goto(server.origin + path);
      await page.locator('h1').first().waitFor({ state: 'attached' });
    },
    async close() {
      await context.close();
      await server.stop();
    },
  };
}
