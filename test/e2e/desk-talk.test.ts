import { randomUUID } from 'node:crypto';
import type { ConversationPage, SessionView } from '../../src/channels/web/api';
import type { Entries, Queue, Sent, Taken, Talk } from '../../src/desk/api';
import { AuditLog } from '../../src/people';
import { openStaff } from '../../src/staff';
import { openStore, type Store, Vault } from '../../src/store';
import { onBothDatabases } from '../support/databases';
import type { Phone } from '../support/line-double';
import { waitFor } from '../support/wait-for';
import { WebBrowser } from '../support/web-browser';
import { openScene, type Scene } from './scene';
import { follow, questionOn, tap, write } from './screens';

const BASE_URL = 'https://madobe.example.org';
/** Invented, and like nothing that would be there by chance. */
const said = {
  counsellor: '小箱のお話 Zq7 を読みました',
  person: '屋根裏の Xw9 のことです',
  whisper: '見守り Kp3 でいましょう',
  summary: '引きつぎ Rt5 です',
  colleague: 'つづきの Lm8 をどうぞ',
};

interface Seat {
  readonly id: string;
  readonly page: WebBrowser;
}

onBothDatabases((dialect) => {
  let scene: Scene;
  let store: Store;
  let phone: Phone;
  let first: Seat;
  let second: Seat;

  beforeEach(async () => {
    scene = await openScene(dialect, { config: { baseUrl: BASE_URL } });
    const { masterKey } = scene.door.config;
    if (masterKey === null) throw new Error('The scene opens what is sealed and needs the master key.');
    const vault = new Vault(masterKey.export());
    store = await openStore(scene.door.database.location, vault, scene.clock);
    const { clock } = scene;
    const staff = openStaff({ store, vault, clock, audit: new AuditLog(), issuer: 'test' });
    const seat = async (login: string, name: string): Promise<Seat> => {
      const made = await store.write(async (tx) => {
        const account = await staff.accounts.add(
          tx,
          'test',
          { login, name, role: 'counsellor' },
          clock.now(),
        );
        return { id: account.id, token: await staff.sessions.open(tx, account.id, 'full', clock.now()) };
      });
      const page = new WebBrowser(scene.door.origin, { origin: BASE_URL });
      page.cookies.set('__Host-madobe_desk', made.token);
      await page.post('/api/desk/duty', { on: true, cap: 2 });
      return { id: made.id, page };
    };
    first = await seat('mizuki', 'みずき');
    second = await seat('haruto', 'はると');
    phone = scene.line.phone();
    await follow(phone);
    await scene.settled();
  });
  afterEach(async () => {
    await store.close();
    await scene.close();
  });

  const join = async () => {
    await write(phone, '人と話したい');
    expect(questionOn(phone)).toBe('person/offer');
    await tap(phone, 'person/offer/join');
    await scene.settled();
  };
  const queue = async (seat = first) => (await seat.page.get<Queue>('/api/desk/queue')).body;
  const take = async () => {
    await join();
    const { status, body } = await first.page.post<Taken>('/api/desk/next', {});
    expect(status).toBe(200);
    return `/api/desk/talks/${body.talkId}`;
  };
  const say = (seat: Seat, talk: string, text: string) =>
    seat.page.post<Sent>(`${talk}/messages`, { id: randomUUID(), text });
  const entries = async (seat: Seat, talk: string) =>
    JSON.stringify((await seat.page.get<Entries>(`${talk}/entries`)).body);
  const sentToLine = () => JSON.stringify(scene.line.requests.map(({ body }) => body));
  const enterRoom = async (): Promise<WebBrowser> => {
    const found = /\/room\/([A-Za-z0-9_-]{43})/.exec(JSON.stringify(phone.newest?.message));
    const browser = new WebBrowser(scene.door.origin, { origin: BASE_URL });
    expect((await browser.post<SessionView>('/api/room', { token: found?.[1] ?? '' })).status).toBe(200);
    return browser;
  };

  test('queue, take over, talk, whisper, hand over, give back, and the bot goes on', async () => {
    await join();
    expect((await queue()).waiting).toMatchObject([{ channel: 'line', state: 'waiting', language: 'ja' }]);
    const taken = await first.page.post<Taken>('/api/desk/next', {});
    const talk = `/api/desk/talks/${taken.body.talkId}`;
    expect((await second.page.post('/api/desk/next', {})).status).toBe(204);
    expect(JSON.stringify(await queue())).not.toContain(phone.userId);

    expect((await say(first, talk, said.counsellor)).body).toMatchObject({ place: 'room', noticed: true });
    await scene.passUntil('the notice to arrive', () =>
      JSON.stringify(phone.newest?.message).includes('/room/'),
    );
    const room = await enterRoom();
    const inRoom = async () => JSON.stringify((await room.get<ConversationPage>('/api/conversation')).body);
    expect(await inRoom()).toContain(said.counsellor);

    const before = phone.screen.length;
    await phone.text(said.person);
    await scene.settled();
    expect(await entries(first, talk)).toContain(said.person);
    // The bot keeps quiet: besides their own words nothing new stands on the phone.
    expect(phone.screen.length).toBe(before + 1);

    expect((await second.page.post(`${talk}/watch`, {})).status).toBe(204);
    await second.page.post(`${talk}/whispers`, { text: said.whisper });
    expect((await first.page.get<Talk>(talk)).body.whispers).toMatchObject([{ text: said.whisper }]);
    const over = { to: second.id, summary: said.summary };
    expect((await first.page.post(`${talk}/hand-over`, over)).status).toBe(204);
    expect((await say(first, talk, 'まだわたし')).status).toBe(409);
    expect((await second.page.get<Talk>(talk)).body).toMatchObject({
      isMine: true,
      handOvers: [{ summary: said.summary }],
    });
    await say(second, talk, said.colleague);
    expect(await inRoom()).toContain(said.colleague);

    expect((await second.page.post(`${talk}/give-back`, {})).status).toBe(204);
    await scene.passUntil('the bot to go on', () => phone.quickReplies.length > 0);
    expect((await write(phone, 'メニュー')).length).toBeGreaterThan(0);
    await scene.settled();
    for (const secret of [said.counsellor, said.whisper, said.summary, said.colleague]) {
      expect(sentToLine()).not.toContain(secret);
    }
    for (const unseen of [said.whisper, said.summary]) expect(await inRoom()).not.toContain(unseen);
    const log = scene.log.join('\n');
    for (const words of [...Object.values(said), 'みずき', phone.userId]) expect(log).not.toContain(words);
  });

  test('whoever leaves the queue is waited for by nobody', async () => {
    await join();
    await tap(phone, 'person/stay/leave');
    await scene.settled();
    expect(await queue()).toMatchObject({ waiting: [], waitingInAll: 0 });
    expect((await first.page.post('/api/desk/next', {})).status).toBe(204);
  });

  test('a message that is taken back disappears at the desk too, with the answer that quotes it', async () => {
    const talk = await take();
    const sent = await phone.text(said.person);
    await scene.settled();
    const { entries: shown } = (await first.page.get<Entries>(`${talk}/entries`)).body;
    const quoted = shown.findLast(({ from }) => from === 'person');
    const answer = { id: randomUUID(), text: '読みました', quotes: quoted?.id };
    await first.page.post(`${talk}/messages`, answer);
    expect(await entries(first, talk)).toContain('Xw9');
    await phone.unsend(sent.messageId ?? '');
    await waitFor('the message to be gone', async () => !(await entries(first, talk)).includes('Xw9'));
    expect(await entries(first, talk)).not.toContain('読みました');
  });

  test('erased during the talk, it is gone from the desk', async () => {
    const talk = await take();
    await say(first, talk, said.counsellor);
    await scene.passUntil('the notice to arrive', () =>
      JSON.stringify(phone.newest?.message).includes('/room/'),
    );
    await write(phone, '消す');
    await tap(phone, 'erase/sure/erase');
    await scene.settled();
    expect((await first.page.get(talk)).status).toBe(404);
    expect((await say(first, talk, 'まだいますか')).status).toBe(404);
    expect(await queue()).toMatchObject({ waiting: [], mine: [] });
  });
});
