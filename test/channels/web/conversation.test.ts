import type { Entry } from '../../../src/channels/web/api';
import { languages, type Message } from '../../../src/flow';
import { PersonDirectory, RoomLinks } from '../../../src/people';
import { onBothDatabases } from '../../support/databases';
import { waitFor } from '../../support/wait-for';
import { openWebScene, type WebScene } from './web-scene';

const PHONE = '0120-529-528';

onBothDatabases((dialect) => {
  let scene: WebScene;
  beforeAll(async () => {
    scene = await openWebScene(dialect);
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  const outbox = () => scene.elsewhere.read((tx) => tx.all('SELECT channel FROM outbox_message'));

  test('a stranger opens the chat, is greeted, asks for the phone and gets a number to tap', async () => {
    const page = scene.browser();
    expect((await page.get('/api/session')).status).toBe(401);
    expect(await page.post('/api/session', {})).toMatchObject({ status: 201, body: { line: false } });
    expect((await page.get('/api/session')).status).toBe(200);

    const live = await page.live({ after: 0 });
    const [greeting] = await live.waitForEntries(1);
    expect(greeting).toMatchObject({ from: 'madobe', channel: 'web', what: { kind: 'said' } });
    const id = await page.say('電話');
    await live.waitForEntries(3);
    const [, asked, answer] = live.entries;
    expect(asked).toMatchObject({ from: 'person', what: { kind: 'text', text: '電話' }, postedAs: id });
    expect(numbersIn(answer)).toContain(PHONE);
    expect((await page.history()).entries).toEqual(live.entries);
    expect(await outbox()).toEqual([]);
  });

  test('a tapped button is shown by its label, and answered', async () => {
    const page = scene.browser();
    await page.open();
    const live = await page.live({ after: 0 });
    const [greeting] = await live.waitForEntries(1);
    const choice = choicesOf(greeting).find(({ data }) => data.startsWith('move/'));
    await page.post('/api/messages', {
      id: crypto.randomUUID(),
      event: { kind: 'chosen', data: choice?.data },
    });
    const entries = await live.waitForEntries(3);
    expect(entries[1]?.what).toEqual({ kind: 'chosen', label: choice?.label });
    expect((await page.history('?limit=2')).entries[0]?.what).toEqual(entries[1]?.what);
  });

  test('the same message sent again is said and answered once', async () => {
    const page = scene.browser();
    await page.open();
    const live = await page.live({ after: 0 });
    await live.waitForEntries(1);
    const id = crypto.randomUUID();
    for (const capital of [false, false, true]) {
      const answer = await page.post('/api/messages', {
        id: capital ? id.toUpperCase() : id,
        event: { kind: 'text', text: '電話' },
      });
      expect(answer.status).toBe(202);
    }
    await live.waitForEntries(3);
    await page.say('メニュー');
    await live.waitForEntries(5);
    expect(live.entries.filter(({ what }) => what.kind === 'text')).toHaveLength(2);
  });

  test.each(languages)('opened in %s, it is greeted so', async (language) => {
    const page = scene.browser();
    expect(await page.open(language)).toMatchObject({ language });
    const live = await page.live({ after: 0 });
    await live.waitForEntries(1);
    await waitFor(
      'the turn',
      async () => !(await page.get<{ waiting: boolean }>('/api/session')).body.waiting,
    );
    expect((await page.get('/api/session')).body).toMatchObject({ language, waiting: false });
  });

  test('opening again with a session opens nothing new', async () => {
    const page = scene.browser();
    await page.open();
    const live = await page.live({ after: 0 });
    await live.waitForEntries(1);
    expect((await page.post('/api/session', {})).status).toBe(200);
    await page.say('メニュー');
    await live.waitForEntries(3);
    expect(live.entries.filter(({ from }) => from === 'madobe')).toHaveLength(2);
    expect(page.cookieLines).toHaveLength(1);
  });

  test('history comes in pages, newest first asked for, each oldest first', async () => {
    const page = scene.browser();
    await page.open();
    const live = await page.live({ after: 0 });
    for (const turn of [1, 2, 3]) {
      await live.waitForEntries(turn * 2 - 1);
      await page.say('メニュー');
    }
    const all = await live.waitForEntries(7);
    const pages: Entry[][] = [];
    for (let before = ''; ; ) {
      const { entries, more } = await page.history(`?limit=3${before}`);
      pages.unshift([...entries]);
      before = `&before=${entries[0]?.id}`;
      if (!more) break;
    }
    expect(pages.flat()).toEqual(all);
    expect(pages.map(({ length }) => length).every((length) => length <= 3)).toBe(true);
  });

  test('from LINE into the room: both are one conversation, and each is answered where it was asked', async () => {
    const { door, vault, elsewhere, clock } = scene;
    const phone = door.line.phone();
    await phone.follow();
    await phone.waitForAnswer();
    const people = new PersonDirectory(vault);
    const token = await elsewhere.write(async (tx) => {
      const person = await people.find(tx, 'line', phone.userId);
      return new RoomLinks(vault).make(tx, person?.id ?? '', 'conversation', clock.now());
    });
    const room = scene.browser();
    expect((await room.post('/api/room', { token })).body).toMatchObject({
      line: true,
      opens: 'conversation',
    });
    const live = await room.live({ after: 0 });
    const [greeting] = await live.waitForEntries(1);
    expect(greeting).toMatchObject({ channel: 'line', from: 'madobe' });

    const shownOnLine = phone.botMessages.length;
    await room.say('電話');
    await live.waitForEntries(3);
    expect(live.entries.slice(1).map(({ channel }) => channel)).toEqual(['web', 'web']);
    expect(phone.botMessages).toHaveLength(shownOnLine);

    await phone.text('メニュー');
    await phone.waitForAnswer();
    await live.waitForEntries(5);
    expect(live.entries.slice(3).map(({ channel, from }) => [channel, from])).toEqual([
      ['line', 'person'],
      ['line', 'madobe'],
    ]);
    expect(phone.botMessages.length).toBeGreaterThan(shownOnLine);
    expect(door.line.violations).toEqual([]);
  });

  test('nothing that was said stands in the log', async () => {
    const page = scene.browser();
    await page.open();
    const live = await page.live({ after: 0 });
    await live.waitForEntries(1);
    await page.say('ひみつの言葉');
    await page.get('/room/secret-token-of-a-link');
    await page.get('/api/letters/ひみつの番号');
    await live.waitForEntries(3);
    const [cookie] = page.cookies.values();
    for (const secret of ['ひみつ', 'secret-token', cookie ?? '', '127.0.0.1']) {
      expect(scene.log.text).not.toContain(secret);
    }
  });
});

function choicesOf(entry: Entry | undefined) {
  return entry?.what.kind === 'said' ? entry.what.choices : [];
}

function numbersIn(entry: Entry | undefined): string[] {
  const messages: readonly Message[] = entry?.what.kind === 'said' ? entry.what.messages : [];
  return messages
    .flatMap((message) =>
      message.kind === 'card' ? [message] : message.kind === 'cards' ? message.cards : [],
    )
    .flatMap(({ buttons }) => buttons)
    .flatMap((button) => (button.kind === 'phone' ? [button.number] : []));
}
