import type { DeadLetters, Entries, LineQuota, Queue, Taken } from '../../src/desk/api';
import { AuditLog } from '../../src/people';
import { openStaff, type Role } from '../../src/staff';
import { openStore, type Store, Vault } from '../../src/store';
import { openScene, type Scene } from '../e2e/scene';
import { follow, tap, write } from '../e2e/screens';
import { onBothDatabases } from '../support/databases';
import type { Phone } from '../support/line-double';
import { waitFor } from '../support/wait-for';
import { WebBrowser } from '../support/web-browser';

const BASE_URL = 'https://madobe.example.org';
const MARK = '/v2/bot/chat/markAsRead';

onBothDatabases((dialect) => {
  let scene: Scene;
  let store: Store;
  let phone: Phone;
  let seat: WebBrowser;
  let lead: WebBrowser;

  beforeEach(async () => {
    scene = await openScene(dialect, {
      config: { baseUrl: BASE_URL },
      line: { chatMode: 'chat', quota: { type: 'limited', value: 200 } },
    });
    const { masterKey } = scene.door.config;
    if (masterKey === null) throw new Error('The scene opens what is sealed and needs the master key.');
    const vault = new Vault(masterKey.export());
    const { clock } = scene;
    store = await openStore(scene.door.database.location, vault, clock);
    const staff = openStaff({ store, vault, clock, audit: new AuditLog(), issuer: 'test' });
    const open = async (login: string, role: Role) => {
      const token = await store.write(async (tx) => {
        const { id } = await staff.accounts.add(tx, 'test', { login, name: login, role }, clock.now());
        return staff.sessions.open(tx, id, 'full', clock.now());
      });
      const page = new WebBrowser(scene.door.origin, { origin: BASE_URL });
      page.cookies.set('__Host-madobe_desk', token);
      return page;
    };
    seat = await open('mizuki', 'counsellor');
    lead = await open('sakura', 'supervisor');
    await seat.post('/api/desk/duty', { on: true, cap: 2 });
    phone = scene.line.phone();
    await follow(phone);
    await write(phone, '人と話したい');
    await scene.settled();
  });
  afterEach(async () => {
    await store.close();
    await scene.close();
  });

  const marks = () => scene.line.requests.filter(({ path }) => path === MARK).length;
  const tokens = () => scene.database.rows('SELECT message_id FROM read_token');
  const entries = (page: WebBrowser, id: string) => page.get<Entries>(`/api/desk/talks/${id}/entries`);
  const take = async () => {
    await tap(phone, 'person/offer/join');
    await scene.settled();
    return (await seat.post<Taken>('/api/desk/next', {})).body.talkId;
  };

  test('LINE is told that something was read when its counsellor opened it: not before, once, and by nobody else', async () => {
    expect(await tokens()).toHaveLength(1);
    const talkId = await take();
    await phone.text('きいてほしいことが あります');
    await scene.settled();
    await phone.text('もうひとつ あります');
    await scene.settled();
    await seat.get<Queue>('/api/desk/queue');
    await seat.get(`/api/desk/talks/${talkId}`);
    expect((await entries(lead, talkId)).status).toBe(200);
    expect((await seat.get(`/api/desk/talks/${talkId}/entries?seen=no`)).status).toBe(200);
    expect([marks(), phone.lastRead]).toEqual([0, null]);

    const newest = phone.screen.at(-1);
    await entries(seat, talkId);
    await waitFor('the mark', () => phone.lastRead !== null);
    expect(phone.lastRead).toBe(newest?.id);
    await waitFor('the tokens to be gone', async () => (await tokens()).length === 0);
    await entries(seat, talkId);
    expect(marks()).toBe(1);

    const rows = await scene.database.rows('SELECT token FROM read_token');
    expect(rows).toEqual([]);
    await phone.text('まだ読まれていません');
    await scene.settled();
    expect(await tokens()).toHaveLength(1);
    expect(phone.lastRead).toBe(newest?.id);
  });

  test('a mark that LINE does not take changes nothing, and is told with the next opening', async () => {
    const talkId = await take();
    await phone.text('きいてほしいことが あります');
    await scene.settled();
    scene.line.addFaults({ kind: 'status', status: 500, path: MARK });
    expect((await entries(seat, talkId)).status).toBe(200);
    await waitFor('the token to be put back', async () => marks() === 1 && (await tokens()).length === 1);
    expect(phone.lastRead).toBeNull();
    await entries(seat, talkId);
    await waitFor('the mark', () => phone.lastRead !== null);
    expect(marks()).toBe(2);
  });

  test('the month on LINE is shown with its forecast, without asking LINE at every look', async () => {
    const asked = () => scene.line.requests.filter(({ path }) => path.endsWith('/quota')).length;
    const { body } = await seat.get<LineQuota>('/api/desk/line/quota');
    expect(body).toEqual({ state: 'fine', limit: 200, used: 0, forecast: 0, daysLeft: 11, held: 0 });
    await seat.get('/api/desk/line/quota');
    expect(asked()).toBe(1);
    scene.clock.advance(60_000);
    scene.line.addFaults({ kind: 'status', status: 500, path: '/v2/bot/message/quota' });
    expect((await seat.get<LineQuota>('/api/desk/line/quota')).body).toMatchObject({
      state: 'unknown',
      used: null,
      forecast: null,
      daysLeft: 11,
    });
  });

  test('what LINE refused stands in the list without a word of it, and is sent again or dropped, which is noted', async () => {
    await take();
    const list = async () => (await lead.get<DeadLetters>('/api/desk/dead-letters')).body;
    scene.line.addFaults({
      kind: 'status',
      status: 400,
      path: '/v2/bot/message/reply',
      body: '{"message":"A message (messages[0]) in the request body is invalid"}',
    });
    await phone.text('メニュー');
    await waitFor('the dead letter', async () => (await list()).inAll === 1);
    const { letters } = await list();
    expect(letters).toEqual([
      {
        id: expect.stringMatching(/^message-\d+$/),
        kind: 'message',
        channel: 'line',
        since: expect.any(Number),
        attempts: 1,
        error: 'line_message_refused',
        talkId: expect.any(String),
        canResend: true,
      },
    ]);
    const id = letters[0]?.id;
    expect((await seat.get('/api/desk/dead-letters')).status).toBe(403);
    expect((await lead.post(`/api/desk/dead-letters/${id}/resend`, {})).status).toBe(204);
    expect((await lead.post(`/api/desk/dead-letters/${id}/drop`, {})).status).toBe(404);
    for (const unknown of ['message-0', 'turn-1', 'other-1', 'x']) {
      expect((await lead.post(`/api/desk/dead-letters/${unknown}/drop`, {})).status).toBe(404);
    }
    const audit = JSON.stringify((await lead.get('/api/desk/audit')).body);
    expect(audit).toContain('dead-letter.resend');
  });
});
