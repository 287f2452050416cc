import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { DoorScene, VisitSetting } from './door-scene';

interface Picture extends VisitSetting {
  readonly file: string;
  /** Goes to what is shown. */
  show(page: Page, scene: DoorScene): Promise<unknown>;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

/** The pictures of the READMEs. */
const pictures: readonly Picture[] = [
  {
    file: 'web-chat-phone.png',
    width: 390,
    height: 800,
    scale: 1.5,
    isPhone: true,
    colorScheme: 'light',
    show: (page) => page.getByText('よければ、お立場を教えてください').waitFor(),
  },
  {
    file: 'web-chat-desktop-dark.png',
    width: 1120,
    height: 868,
    colorScheme: 'dark',
    async show(page) {
      await press(page, '家族です');
      await press(page, 'よび名なしで');
      await press(page, '電話で話す');
      await page.getByText('相談の電話').last().waitFor();
    },
  },
];

const READ = path.resolve('docs', 'pictures');
/** Set to a folder, such as `docs/pictures`, they are taken again. */
const target = process.env.MADOBE_TAKE_PICTURES;

test.each(pictures.map(({ file }) => file))(
  '%s is there, small, and told in words to who cannot see it',
  (file) => {
    expect(statSync(path.join(READ, file)).size).toBeLessThan(200_000);
    for (const readme of ['README.md', 'README.ja.md']) {
      expect(readFileSync(readme, 'utf8')).toMatch(
        new RegExp(
          `alt="[^"]{15,}"[^>]*src="docs/pictures/${file}"|src="docs/pictures/${file}"[^>]*alt="[^"]{15,}"`,
        ),
      );
    }
  },
);

if (target !== undefined) {
  test('they are taken again', async () => {
    // The whole service is loaded for this alone.
    const { openBrowser } = jest.requireActual<typeof import('../support/browser')>('../support/browser');
    const { openDoorScene } = jest.requireActual<typeof import('./door-scene')>('./door-scene');
    mkdirSync(target, { recursive: true });
    const browser = await openBrowser();
    for (const { file, show, ...setting } of pictures) {
      const scene = await openDoorScene(browser, 'sqlite');
      const { page, open } = await scene.visit({ ...setting, withFont: true });
      await open('/');
      await show(page, scene);
      await scene.settled();
      // The font comes in parts, once they are shown.
      await page.waitForLoadState('networkidle');
      await page.evaluate('document.fonts.ready');
      await page.screenshot({ path: path.join(target, file), animations: 'disabled', caret: 'hide' });
      await scene.close();
    }
    await browser.close();
  }, 60_000);
}
