import type { Entry } from '../../src/channels/web/api';
import { createMigratedDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { ServerProcess } from '../support/server-process';
import { waitFor } from '../support/wait-for';
import { type LiveConnection, WebBrowser } from '../support/web-browser';

/** Longer than a lease and a start. */
const RECOVERY_MS = 30_000;

/** Between the steps of a message on the web, in their order. */
const points: readonly (readonly [string, string])[] = [
  ['before the message is committed', 'before commit /INSERT INTO inbox_event/'],
  ['after the message is committed, before the page is told', 'after commit /INSERT INTO inbox_event/'],
  ['in the turn, before it is committed', 'before commit /INSERT INTO message/'],
  ['after the turn is committed, before the page sees it', 'after commit /INSERT INTO message/'],
];

/**
 * A page that sends a message until the server has taken it, always under the same id, and keeps a live connection,
 * coming back with the last id it saw.
 */
class PatientPage {
  readonly shown: Entry[] = [];
  private live: LiveConnection | null = null;
  private lastId: string | null = null;
  private over = false;

  constructor(readonly browser: WebBrowser) {}

  /** Opens a conversation, again and again if need be. */
  async open(): Promise<void> {
    await this.untilTaken(async () => (await this.browser.post('/api/session', {})).status);
    void this.follow();
  }

  async say(text: string): Promise<string> {
    const message = { id: crypto.randomUUID(), event: { kind: 'text', text } };
    await this.untilTaken(async () => (await this.browser.post('/api/messages', message)).status);
    return message.id;
  }

  async waitForShown(count: number): Promise<void> {
    await waitFor(`${count} entries`, () => this.shown.length >= count, RECOVERY_MS);
  }

  close(): void {
    this.over = true;
    this.live?.close();
  }

  private async untilTaken(ask: () => Promise<number>): Promise<void> {
    await waitFor('the server to take it', async () => (await ask().catch(() => 503)) < 300, RECOVERY_MS);
  }

  private async follow(): Promise<void> {
    while (!this.over) {
      // A page’s first connection asks for everything; a browser’s next ones say what came last.
      const from = this.lastId === null ? { after: 0 } : { lastEventId: this.lastId };
      this.live = await this.browser.live(from).catch(() => null);
      const { live } = this;
      if (!live) await new Promise((resolve) => setImmediate(resolve));
      let taken = 0;
      await waitFor(
        'the connection to end',
        () => {
          for (const entry of live?.entries.slice(taken) ?? []) {
            this.shown.push(entry);
            taken += 1;
          }
          this.lastId = live?.lastId ?? this.lastId;
          return !live || live.isOver || this.over;
        },
        10 * RECOVERY_MS,
      );
    }
  }
}

onBothDatabases((dialect) => {
  const open: { database: TestDatabase; server: ServerProcess; page: PatientPage }[] = [];
  const openScene = async () => {
    const database = await createMigratedDatabase(dialect);
    const server = await ServerProcess.prepare({ database });
    const page = new PatientPage(new WebBrowser(server.origin));
    open.push({ database, server, page });
    return { server, page };
  };
  afterEach(async () => {
    for (const { database, server, page } of open.splice(0)) {
      page.close();
      await server.kill();
      await database.remove();
    }
  });

  /** What the person sees: what they said and how often each was answered. */
  const expectSaidOnce = async (page: PatientPage, texts: readonly string[]) => {
    await page.waitForShown(1 + 2 * texts.length);
    const ids = page.shown.map(({ id }) => id);
    expect([...new Set(ids)]).toEqual(ids);
    expect(page.shown.map(({ from, what }) => (what.kind === 'text' ? what.text : from))).toEqual([
      'madobe',
      ...texts.flatMap((text) => [text, 'madobe']),
    ]);
    const { entries } = await page.browser.history();
    expect(entries).toEqual(page.shown);
  };

  test('killed between any two steps, the page loses nothing and shows nothing twice', async () => {
    await Promise.all(
      points.map(async ([step, point]) => {
        const { server, page } = await openScene();
        await server.start();
        await page.open();
        await page.waitForShown(1);
        await server.terminate();
        await server.start(point);
        const said = page.say('電話');
        await server.gone();
        await server.start();
        await said;
        await page.say('メニュー');
        await expectSaidOnce(page, ['電話', 'メニュー']).catch((problem: unknown) => {
          throw new Error(`Killed ${step}: ${problem instanceof Error ? problem.message : String(problem)}`);
        });
      }),
    );
  }, 240_000);

  test('killed again and again while somebody writes, it loses nothing and says nothing twice', async () => {
    const { server, page } = await openScene();
    await server.start();
    await page.open();
    const texts = ['メニュー', '電話', 'メニュー'];
    for (const [index, text] of texts.entries()) {
      const said = page.say(text);
      if (index % 2 === 1) await said;
      await server.kill();
      await server.start();
      await said;
    }
    await expectSaidOnce(page, texts);
  }, 240_000);
});
