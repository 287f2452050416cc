import { connect } from 'node:net';
import { erasePerson, PersonDirectory } from '../../../src/people';
import { onBothDatabases } from '../../support/databases';
import { waitFor } from '../../support/wait-for';
import type { WebBrowser } from '../../support/web-browser';
import { openWebScene, type WebScene } from './web-scene';

/** Two beats: then everything is looked up again. */
const LOOK_MS = 30_000;
const BEAT_MS = 15_000;

onBothDatabases((dialect) => {
  let scene: WebScene;
  beforeAll(async () => {
    scene = await openWebScene(dialect, { line: null });
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  /** A page with a greeting. */
  const openPage = async () => {
    const page = scene.browser();
    await page.open();
    const live = await page.live({ after: 0 });
    await live.waitForEntries(1);
    return { page, live };
  };
  /** What a counsellor says in another process. */
  const sayElsewhere = async (page: WebBrowser, texts: readonly string[]) => {
    const personId = await scene.personOf(page);
    await scene.elsewhere.write(async (tx) => {
      const person = await new PersonDirectory(scene.vault).open(tx, personId);
      if (!person) throw new Error('There is nobody to say it to.');
      for (const text of texts) {
        const said = JSON.stringify({ messages: [{ kind: 'text', text }], choices: [] });
        await tx.run(
          `INSERT INTO message (person_id, channel, direction, content, staff, happened_at)
           VALUES ($1, 'web', 'out', $2, 'staff-1', $3)`,
          person.id,
          person.key.seal('message.content', said),
          scene.clock.now(),
        );
      }
      tx.notify('said', person.id);
    });
  };

  test('a page that comes back with the last id it saw gets what came since, each once', async () => {
    const { page, live } = await openPage();
    const seen = live.lastId;
    live.close();
    await page.say('電話');
    await waitFor('the answer', async () => (await page.history()).entries.length === 3);
    const back = await page.live({ lastEventId: seen });
    await back.waitForEntries(2);
    await page.say('メニュー');
    await back.waitForEntries(4);
    expect([...live.entries, ...back.entries]).toEqual((await page.history()).entries);
  });

  test('a page that says nothing of what it has gets only what comes from now on', async () => {
    const { page } = await openPage();
    const late = await page.live();
    await page.say('メニュー');
    await late.waitForEntries(2);
    expect(late.entries).toEqual((await page.history()).entries.slice(1));
  });

  test('an id from nowhere neither silences a page nor breaks it', async () => {
    const { page } = await openPage();
    const lost = await page.live({ lastEventId: '9007199254740990' });
    await page.say('メニュー');
    await lost.waitForEntries(2);
    expect((await page.live({ lastEventId: 'x; DROP TABLE' })).status).toBe(400);
    expect((await page.live({ lastEventId: '-1' })).status).toBe(400);
  });

  test('every open page of a session gets everything, in the same order', async () => {
    const { page, live } = await openPage();
    const others = [await page.live({ after: 0 }), await page.live({ after: 0 })];
    await page.say('電話');
    for (const each of [live, ...others]) await each.waitForEntries(3);
    for (const other of others) expect(other.entries).toEqual(live.entries);
  });

  test('with many pages open, the oldest makes room and is asked to come back later', async () => {
    const { page, live } = await openPage();
    const others = [];
    for (let more = 0; more < 4; more += 1) others.push(await page.live());
    await live.waitForEnd();
    expect(live.retries.at(-1)).toBeGreaterThanOrEqual(30_000);
    expect(others.some(({ isOver }) => isOver)).toBe(false);
  });

  test('what a counsellor says in another process is shown, by its own name', async () => {
    const { page, live } = await openPage();
    await sayElsewhere(page, ['ようこそ']);
    await waitFor('the words', () => {
      // On SQLite no word comes from another process; the page's regular look finds it.
      if (dialect === 'sqlite' && live.entries.length < 2) scene.clock.advance(LOOK_MS);
      return live.entries.length === 2;
    });
    expect(live.entries[1]).toMatchObject({ from: 'counsellor', channel: 'web' });
  });

  test('more than is read at once comes in order, without gaps', async () => {
    const { page, live } = await openPage();
    const texts = Array.from({ length: 130 }, (_, index) => `${index}`);
    await sayElsewhere(page, texts);
    const late = await page.live({ lastEventId: live.lastId });
    await late.waitForEntries(130);
    const said = late.entries.map(({ what }) => what.kind === 'said' && what.messages[0]);
    expect(said).toEqual(texts.map((text) => ({ kind: 'text', text })));
  });

  test('leaving on this device ends its other pages, and nothing more is shown', async () => {
    const { page, live } = await openPage();
    expect((await page.delete('/api/session')).status).toBe(204);
    await live.waitForEnd();
    expect(live.of('ended')).toMatchObject([{ data: { why: 'left' } }]);
    expect((await page.get('/api/session')).status).toBe(401);
    expect((await page.live()).status).toBe(401);
  });

  test('the conversation of somebody who left is still there for them elsewhere', async () => {
    const { page } = await openPage();
    const personId = await scene.personOf(page);
    await page.delete('/api/session');
    const kept = await scene.elsewhere.read((tx) =>
      tx.all('SELECT id FROM message WHERE person_id = $1', personId),
    );
    expect(kept).not.toEqual([]);
  });

  test('when everything is erased, open pages end and say why', async () => {
    const { live, page } = await openPage();
    const personId = await scene.personOf(page);
    await scene.elsewhere.write((tx) => erasePerson(tx, new PersonDirectory(scene.vault), personId));
    await waitFor('the end', () => {
      if (dialect === 'sqlite' && !live.isOver) scene.clock.advance(LOOK_MS);
      return live.isOver;
    });
    expect(live.of('ended')).toMatchObject([{ data: { why: 'erased' } }]);
    expect((await page.get('/api/conversation')).status).toBe(401);
  });

  test('a page that reads on is told what was erased meanwhile', async () => {
    const { page, live } = await openPage();
    await page.say('電話');
    const entries = await live.waitForEntries(3);
    await scene.elsewhere.write((tx) =>
      tx.run('UPDATE message SET content = NULL WHERE id = $1', entries[1]?.id ?? 0),
    );
    const back = await page.live({ lastEventId: live.lastId });
    await waitFor('the word', () => back.of('gone').length > 0);
    expect(back.of('gone').map(({ data }) => data)).toEqual([{ id: entries[1]?.id }]);
    expect((await page.history()).entries[1]?.what).toEqual({ kind: 'gone' });
  });

  if (dialect === 'postgres') {
    test('an answer that takes long is announced, to nobody else', async () => {
      const { page, live } = await openPage();
      const personId = await scene.personOf(page);
      const stranger = await openPage();
      await scene.elsewhere.write(async (tx) => {
        // The turn waits for the person; taking events in does not.
        await tx.all('SELECT 1 FROM person WHERE id = $1 FOR NO KEY UPDATE', personId);
        await page.say('電話');
        scene.clock.advance(2_000);
        await waitFor('the sign', () => live.of('waiting').length === 1);
        expect((await page.get('/api/session')).body).toMatchObject({ waiting: true });
      });
      await live.waitForEntries(3);
      expect(stranger.live.of('waiting')).toEqual([]);
    });
  }

  test('a silent connection is kept alive', async () => {
    const { live } = await openPage();
    const before = live.comments;
    scene.clock.advance(BEAT_MS);
    await waitFor('the beat', () => live.comments > before);
  });

  test('a page that takes nothing any more is let go, and the others do not notice', async () => {
    const { page, live } = await openPage();
    const stuck = await openStuckPage(page, scene.door.origin);
    const much = Array.from({ length: 1_200 }, () => 'あ'.repeat(5_000));
    await sayElsewhere(page, much);
    if (dialect === 'sqlite') scene.clock.advance(LOOK_MS);
    await live.waitForEntries(1 + much.length);
    for (let beats = 0; beats < 6; beats += 1) {
      const before = live.comments;
      scene.clock.advance(BEAT_MS);
      await waitFor('the beat', () => live.comments > before);
    }
    let bytes = 0;
    const ended = new Promise<void>((resolve) => stuck.once('close', () => resolve()));
    stuck.on('data', (data: Buffer) => {
      bytes += data.length;
    });
    stuck.resume();
    await ended;
    expect(bytes).toBeLessThan(much.length * 15_000);
  });

  test('when the server stops, live connections end at once and browsers come back to it', async () => {
    const { page, live } = await openPage();
    await scene.door.restart();
    await live.waitForEnd();
    expect(live.of('ended')).toEqual([]);
    const back = scene.browser();
    for (const [name, value] of page.cookies) back.cookies.set(name, value);
    const again = await back.live({ lastEventId: live.lastId });
    await back.say('メニュー');
    await again.waitForEntries(2);
  });
});

/** A live connection whose answer is never read. */
function openStuckPage(page: WebBrowser, origin: string) {
  const { hostname, port } = new URL(origin);
  const cookie = [...page.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const socket = connect(Number(port), hostname);
  socket.pause();
  socket.on('error', () => undefined);
  return new Promise<typeof socket>((resolve) => {
    socket.on('connect', () => {
      socket.write(
        `GET /api/events?after=0 HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\n\r\n`,
        () => resolve(socket),
      );
    });
  });
}
