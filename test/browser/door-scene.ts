import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Dialect } from '../../src/store';
import { type Desk, openDesk } from '../e2e/desk';
import { openScene, type Scene } from '../e2e/scene';
import { TlsFront } from '../support/tls-front';
import { listenForComplaints, saveData, standAt } from './own-page';

/** Where the page goes when it is hidden. Played by the browser itself: nobody else is asked. */
export const NEUTRAL_PAGE = 'https://www.jma.go.jp/bosai/forecast/';

/** The whole service behind TLS as people reach it, with LINE's double, a desk, and a clock that a test moves. */
export interface DoorScene extends Omit<Scene, 'close'> {
  /** `https://127.0.0.1:…` */
  readonly origin: string;
  readonly front: TlsFront;
  readonly desk: Desk;
  /** Opens a browser of somebody's own: other cookies than every other's. */
  visit(setting?: VisitSetting): Promise<Visit>;
  close(): Promise<void>;
}

export interface VisitSetting {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** How many pixels of the screen one of the page has. */
  readonly scale?: number;
  /** The font is fetched. Without it the page is the same in every other way, and sooner there. */
  readonly withFont?: boolean;
  /** Held in a hand: there is no keyboard, and fingers point. */
  readonly isPhone?: boolean;
}

/** One browser, and a page in it. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about, on all of its pages: blocked by policy, thrown, or asked of other hosts. */
  readonly complaints: readonly string[];
  /** Opens an address and waits until the page stands. @param address a path, or a whole address */
  open(address: string): Promise<void>;
  /** Another page of the same browser. */
  openTab(address: string): Promise<Page>;
}

/** @param options.embedOrigins sites that may frame the chat */
export async function openDoorScene(
  browser: Browser,
  dialect: Dialect,
  options: { readonly embedOrigins?: readonly string[] } = {},
): Promise<DoorScene> {
  const front = await TlsFront.open();
  const { origin } = front;
  const scene = await openScene(dialect, {
    config: { baseUrl: origin, embedOrigins: options.embedOrigins ?? [] },
  });
  front.leadTo(scene.door.madobe.port);
  const desk = await openDesk(scene);
  const contexts: BrowserContext[] = [];
  return {
    ...scene,
    origin,
    front,
    desk,
    async visit(setting = {}) {
      const context = await browser.newContext({
        viewport: { width: setting.width ?? 390, height: setting.height ?? 720 },
        colorScheme: setting.colorScheme ?? 'light',
        deviceScaleFactor: setting.scale ?? 1,
        isMobile: setting.isPhone ?? false,
        hasTouch: setting.isPhone ?? false,
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
        reducedMotion: 'reduce',
        ignoreHTTPSErrors: true,
      });
      contexts.push(context);
      if (setting.withFont !== true) await saveData(context);
      await standAt(context, scene.clock.now());
      await context.route(`${NEUTRAL_PAGE}**`, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>天気</title>' }),
      );
      const complaints: (readonly string[])[] = [];
      const openTab = async () => {
        const page = await context.newPage();
        page.setDefaultTimeout(10_000);
        complaints.push(
          listenForComplaints(page, (url) => url.startsWith(origin) || url.startsWith(NEUTRAL_PAGE)),
        );
        return page;
      };
      const go = async (page: Page, address: string) => {
        await page.goto(new URL(address, origin).href);
        await page.locator('h1').first().waitFor({ state: 'attached' });
      };
      const page = await openTab();
      return {
        context,
        page,
        get complaints() {
          return complaints.flat();
        },
        open: (address) => go(page, address),
        async openTab(address) {
          const tab = await openTab();
          await go(tab, address);
          return tab;
        },
      };
    },
    async close() {
      for (const context of contexts) await context.close();
      await desk.close();
      await scene.close();
      await front.close();
    },
  };
}
