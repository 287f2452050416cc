import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type DeskScene, openDeskScene, type Seat } from '../desk/desk-scene';
import { listenForComplaints, saveData, standAt } from './own-page';

/** The service, and browsers in front of its desk. */
export interface DeskPageScene {
  readonly scene: DeskScene;
  /** Opens the desk in a browser of somebody's own. @param seat who is signed in there; null: nobody yet */
  sit(seat: Seat | null, setting?: SitSetting): Promise<SeatPage>;
  close(): Promise<void>;
}

export interface SitSetting {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly withFont?: boolean;
}

export interface SeatPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about: blocked by the page's own policy, thrown, or asked of other hosts. */
  readonly complaints: readonly string[];
  /** Opens an address of the desk and waits until the part stands. */
  open(path: string): Promise<void>;
}

/** @param withLine LINE's double stands at the door, too */
export async function openDeskPageScene(browser: Browser, withLine = false): Promise<DeskPageScene> {
  const scene = await openDeskScene('sqlite', {}, withLine);
  const contexts: BrowserContext[] = [];
  return {
    scene,
    async sit(seat, setting = {}) {
      // It is another one after a restart.
      const { origin } = scene.door;
      const context = await browser.newContext({
        viewport: { width: setting.width ?? 1280, height: setting.height ?? 800 },
        colorScheme: setting.colorScheme ?? 'light',
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      if (setting.withFont !== true) await saveData(context);
      await standAt(context, scene.clock.now());
      if (seat !== null) {
        await context.addCookies([
          { name: 'madobe_desk', value: seat.token, url: origin, httpOnly: true, sameSite: 'Strict' },
        ]);
      }
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const complaints = listenForComplaints(page, (url) => url.startsWith(origin));
      return {
        context,
        page,
        complaints,
        async open(path) {
          await page.goto(origin + path);
          await page.locator('h1').first().waitFor();
        },
      };
    },
    async close() {
      for (const context of contexts) await context.close();
      scene.closePages();
      await scene.close();
    },
  };
}
