import { readConversations } from '../../src/app';
import type { ConversationPage, SessionView } from '../../src/channels/web/api';
import type { RecordSheet, Referral, Taken } from '../../src/desk/api';
import type { TalkRule } from '../../src/handoff';
import { AuditLog } from '../../src/people';
import { openStaff } from '../../src/staff';
import { openStore, type Store, Vault } from '../../src/store';
import { onBothDatabases } from '../support/databases';
import type { Phone } from '../support/line-double';
import { WebBrowser } from '../support/web-browser';
import { openScene, type Scene } from './scene';
import { follow, offersOf, questionOn, tap, textsOf, write } from './screens';

const BASE_URL = 'https://madobe.example.org';
/** Invented, and like nothing that would be there by chance. */
const asked = { to: 'みなと相談室 Tn3', what: '小箱の Wr6', why: '屋根裏の Yp8' };

type Conversations = ReturnType<typeof readConversations>;
let shipped: Conversations | null = null;

/** The shipped conversations of an organisation with this rule; read once for all tests. */
function ruled(rule: TalkRule, location: Parameters<typeof readConversations>[0]): Conversations {
  shipped ??= readConversations(location);
  const { content, meaning } = shipped;
  if (content.ready === null) throw new Error('The conversations cannot be read.');
  const { flows } = content.ready;
  const handoff = { ...flows.organisation.handoff, room: rule };
  const ready = {
    ...content.ready,
    flows: { ...flows, organisation: { ...flows.organisation, handoff } },
  };
  return { content: { ...content, ready }, meaning };
}

onBothDatabases((dialect) => {
  let scene: Scene;
  let store: Store;
  let phone: Phone;
  let desk: WebBrowser;
  let talk: string;

  afterEach(async () => {
    await store.close();
    await scene.close();
  });

  /** An organisation with this rule; somebody on LINE, whose talk a counsellor has. */
  const open = async (rule: TalkRule) => {
    const read: typeof readConversations = (location) => ruled(rule, location);
    scene = await openScene(dialect, { config: { baseUrl: BASE_URL }, read });
    const { masterKey } = scene.door.config;
    if (masterKey === null) throw new Error('The scene opens what is sealed and needs the master key.');
    const vault = new Vault(masterKey.export());
    const { clock } = scene;
    store = await openStore(scene.door.database.location, vault, clock);
    const staff = openStaff({ store, vault, clock, audit: new AuditLog(), issuer: 'test' });
    const token = await store.write(async (tx) => {
      const account = { login: 'mizuki', name: 'みずき', role: 'counsellor' } as const;
      const { id } = await staff.accounts.add(tx, 'test', account, clock.now());
      return staff.sessions.open(tx, id, 'full', clock.now());
    });
    desk = new WebBrowser(scene.door.origin, { origin: BASE_URL });
    desk.cookies.set('__Host-madobe_desk', token);
    await desk.post('/api/desk/duty', { on: true, cap: 2 });
    phone = scene.line.phone();
    await follow(phone);
    await write(phone, '人と話したい');
    await tap(phone, 'person/offer/join');
    await scene.settled();
    talk = `/api/desk/talks/${(await desk.post<Taken>('/api/desk/next', {})).body.talkId}`;
  };
  const ask = async () => (await desk.post<Referral>(`${talk}/referrals`, asked)).body;
  const sheet = async () => (await desk.get<RecordSheet>(`${talk}/record`)).body;
  const sentToLine = () => JSON.stringify(scene.line.requests.map(({ body }) => body));
  const arrives = (what: string, is: () => boolean) => scene.passUntil(what, is);

  test('where LINE may hold it, the question comes with its buttons, and a tap agrees and takes back', async () => {
    await open('line');
    const { id, words } = await ask();
    await arrives('the question', () => offersOf(phone).some(({ data }) => data.endsWith(`/yes-${id}`)));
    expect(textsOf(phone.screen.slice(-1)).join('\n')).toContain(asked.what);
    expect(words).toContain(asked.to);
    // Words that look like an answer are said to the counsellor, and agree to nothing.
    await phone.text('はい');
    await scene.settled();
    expect((await sheet()).referrals).toMatchObject([{ state: 'asked' }]);
    // The buttons are gone from the screen with that; the question is found again by its name.
    await write(phone, '紹介のこと');
    expect(questionOn(phone)).toBe('referral/asked');
    await tap(phone, `referral/asked/each/yes-${id}`);
    expect((await sheet()).referrals).toMatchObject([
      { state: 'given', version: expect.stringMatching(/^[0-9a-f]{12}$/), answeredAt: expect.any(Number) },
    ]);
    expect((await desk.post(`${talk}/referrals/${id}/done`, {})).status).toBe(204);
    await tap(phone, `referral/given/each/off-${id}`);
    expect(textsOf(phone.screen.slice(-2)).join('\n')).toContain('戻せません');
    expect((await sheet()).referrals).toMatchObject([{ state: 'withdrawn' }]);
  });

  test('where it may not, LINE carries a notice alone; it is read and answered in the room', async () => {
    await open('private');
    const { id } = await ask();
    await arrives('the notice', () => JSON.stringify(phone.newest?.message).includes('/room/'));
    const [, token = ''] = /\/room\/([A-Za-z0-9_-]{43})/.exec(JSON.stringify(phone.newest?.message)) ?? [];
    const room = new WebBrowser(scene.door.origin, { origin: BASE_URL });
    expect((await room.post<SessionView>('/api/room', { token })).status).toBe(200);
    const { entries } = (await room.get<ConversationPage>('/api/conversation')).body;
    expect(JSON.stringify(entries.at(-1))).toContain(asked.why);
    await room.post('/api/messages', {
      id: crypto.randomUUID(),
      event: { kind: 'chosen', data: `referral/asked/each/yes-${id}` },
    });
    await scene.settled();
    expect((await sheet()).referrals).toMatchObject([{ state: 'given' }]);
    // On LINE the consent can be found and taken back, and is named to nobody who looks at the phone.
    await write(phone, '紹介のこと');
    expect(questionOn(phone)).toBe('referral/in-room');
    await write(phone, '残している記録');
    await tap(phone, 'kept/choose/agreed');
    await tap(phone, `kept/listed/each/referral-off-${id}`);
    await tap(phone, 'kept/sure/change');
    expect((await sheet()).referrals).toMatchObject([{ state: 'withdrawn' }]);
    for (const words of Object.values(asked)) expect(sentToLine()).not.toContain(words);
    expect(scene.log.join('\n')).not.toContain(asked.to);
  });
});
