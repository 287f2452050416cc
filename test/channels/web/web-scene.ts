import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../../src/app';
import { WebSessions } from '../../../src/people';
import { type Dialect, openStore, type Store, Vault } from '../../../src/store';
import { FakeClock } from '../../support/fake-clock';
import { type OpenDoor, openDoor } from '../../support/open-door';
import { RecordedLog } from '../../support/recorded-log';
import { WebBrowser } from '../../support/web-browser';

/** The service with a page that says nothing, a clock that a test moves, and a hand in its database. */
export interface WebScene {
  readonly door: OpenDoor;
  readonly clock: FakeClock;
  readonly log: RecordedLog;
  readonly vault: Vault;
  /** The same data, as another process would have it. */
  readonly elsewhere: Store;
  browser(headers?: Readonly<Record<string, string>>): WebBrowser;
  /** Who the person behind a page’s session is. */
  personOf(page: WebBrowser): Promise<string>;
  /** Closes every page’s live connections. */
  closePages(): void;
  close(): Promise<void>;
}

/** A Friday at noon: the phone line is open. */
const ordinaryTime = '2026-11-20T12:00:00+09:00';

/** Opens the scene on an empty database. Tests that share it open pages of their own. */
export async function openWebScene(dialect: Dialect, config: Partial<Config> = {}): Promise<WebScene> {
  const clock = FakeClock.at(ordinaryTime);
  const log = new RecordedLog();
  const webDirectory = makePage();
  const door = await openDoor(dialect, { clock, log, config: { webDirectory, ...config } });
  const masterKey = door.config.masterKey;
  if (masterKey === null) throw new Error('The scene opens what is sealed and needs the master key.');
  const vault = new Vault(masterKey.export());
  const elsewhere = await openStore(door.database.location, vault, clock);
  const browsers: WebBrowser[] = [];
  return {
    door,
    clock,
    log,
    vault,
    elsewhere,
    browser(headers) {
      const browser = new WebBrowser(door.origin, headers);
      browsers.push(browser);
      return browser;
    },
    async personOf(page) {
      const [token = ''] = page.cookies.values();
      const found = await elsewhere.write((tx) => new WebSessions(vault).find(tx, token, clock.now()));
      if (!found) throw new Error('The page has no session.');
      return found.personId;
    },
    closePages: () => {
      for (const browser of browsers.splice(0)) browser.close();
    },
    async close() {
      await elsewhere.close();
      await door.close();
      rmSync(webDirectory, { recursive: true, force: true });
    },
  };
}

/** What a build leaves, as small as it can be: the page, a hashed file in three forms, the embedding script. */
function makePage(): string {
  const directory = mkdtempSync(join(tmpdir(), 'madobe-page-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(directory, 'embed.js'), 'void 0;');
  writeFileSync(join(directory, 'assets', 'app-0a1b2c.js'), 'void "plain";');
  writeFileSync(join(directory, 'assets', 'app-0a1b2c.js.br'), 'as brotli');
  writeFileSync(join(directory, 'assets', 'app-0a1b2c.js.gz'), 'as gzip');
  return directory;
}
