import { randomUUID } from 'node:crypto';
import type { RecordSheet, Taken } from '../../src/desk/api';
import { AuditLog } from '../../src/people';
import { openStaff } from '../../src/staff';
import { openStore, type Store, Vault } from '../../src/store';
import { onBothDatabases } from '../support/databases';
import type { Phone } from '../support/line-double';
import { findMarks } from '../support/marked-search';
import { WebBrowser } from '../support/web-browser';
import { openScene, type Scene } from './scene';
import { follow, giveName, tap, write } from './screens';

const BASE_URL = 'https://madobe.example.org';
const METRICS_TOKEN = 'test-metrics-token-of-enough-characters';
/** Invented, and like nothing that would be there by chance: one for each place where the desk takes words. */
const person = { text: 'ひみつの小箱は 屋根裏にあります Zq7', nickname: 'しるし猫Xw9' };
const staffWords = {
  message: '縁側で お待ちします Aa1',
  draft: '書きかけの 風鈴 Bb2',
  later: 'あしたの 朝顔 Cc3',
  whisper: '同僚へ 物置の Dd4',
  handOver: '引きつぎの 梯子 Ee5',
  field: '記録票の 井戸 Ff6',
  otherField: 'ご家族の 柿の木 Gg7',
  note: '見立ての 提灯 Hh8',
  tag: 'しるしの 金魚鉢',
  to: 'みなと相談室 Tn3',
  what: '小箱の 中身 Wr6',
  why: '屋根裏の わけ Yp8',
  wording: '下書きの 確かめ Kk9',
};

onBothDatabases((dialect) => {
  let scene: Scene;
  let store: Store;
  let phone: Phone;
  let first: WebBrowser;
  let second: WebBrowser;

  beforeEach(async () => {
    scene = await openScene(dialect, { config: { baseUrl: BASE_URL, metricsToken: METRICS_TOKEN } });
    const { masterKey } = scene.door.config;
    if (masterKey === null) throw new Error('The scene opens what is sealed and needs the master key.');
    const vault = new Vault(masterKey.export());
    const { clock } = scene;
    store = await openStore(scene.door.database.location, vault, clock);
    const staff = openStaff({ store, vault, clock, audit: new AuditLog(), issuer: 'test' });
    const seat = async (login: string) => {
      const page = new WebBrowser(scene.door.origin, { origin: BASE_URL });
      const token = await store.write(async (tx) => {
        const account = { login, name: login, role: 'counsellor' } as const;
        const { id } = await staff.accounts.add(tx, 'test', account, clock.now());
        return staff.sessions.open(tx, id, 'full', clock.now());
      });
      page.cookies.set('__Host-madobe_desk', token);
      await page.post('/api/desk/duty', { on: true, cap: 2 });
      return page;
    };
    first = await seat('mizuki');
    second = await seat('haruto');
    phone = scene.line.phone();
    await follow(phone);
    await tap(phone, 'first-contact/hello/self');
    await giveName(phone, person.nickname);
    await write(phone, person.text);
    await write(phone, '人と話したい');
    await tap(phone, 'person/offer/join');
    await scene.settled();
  });
  afterEach(async () => {
    await store.close();
    await scene.close();
  });

  /** Writes into every place of the desk that takes words about somebody. */
  const workAtTheDesk = async () => {
    const { talkId } = (await first.post<Taken>('/api/desk/next', {})).body;
    const talk = `/api/desk/talks/${talkId}`;
    const done = async (answer: Promise<{ readonly status: number }>) => {
      const { status } = await answer;
      expect([200, 201, 202, 204]).toContain(status);
    };
    const later = scene.clock.now() + 24 * 60 * 60_000;
    await done(first.post(`${talk}/messages`, { id: randomUUID(), text: staffWords.message }));
    await done(first.post(`${talk}/messages`, { id: randomUUID(), text: staffWords.later, at: later }));
    await done(first.post('/api/desk/wording', { text: staffWords.wording }));
    await done(first.post(`${talk}/whispers`, { text: staffWords.whisper }));
    const { subjects } = (await first.get<RecordSheet>(`${talk}/record`)).body;
    const text = subjects[0]?.fields.find(({ kind }) => kind === 'text')?.id ?? '';
    await done(first.put(`${talk}/record/writer/fields`, { fields: { [text]: staffWords.field } }));
    await done(first.put(`${talk}/record/other/fields`, { fields: { [text]: staffWords.otherField } }));
    await done(first.post(`${talk}/record/writer/notes`, { text: staffWords.note }));
    await done(first.put(`${talk}/record/writer/tags`, { tags: [staffWords.tag] }));
    const { to, what, why } = staffWords;
    await done(first.post(`${talk}/referrals`, { to, what, why }));
    for (const kind of ['csv', 'pdf']) await done(first.get(`${talk}/record/writer/export.${kind}`));
    const colleagues = (
      await first.get<{ colleagues: { id: string; name: string }[] }>('/api/desk/colleagues')
    ).body.colleagues;
    const heir = colleagues.find(({ name }) => name === 'haruto')?.id ?? '';
    await done(first.post(`${talk}/hand-over`, { to: heir, summary: staffWords.handOver }));
    await done(second.put(`${talk}/draft`, { text: staffWords.draft }));
    await scene.passUntil('the notices to leave', async () => {
      const waiting = await scene.database.rows(
        `SELECT 1 AS one FROM outbox_message WHERE state IN ('pending', 'sending')`,
      );
      return waiting.length === 0;
    });
    return talk;
  };
  const marks = () => ({ ...person, ...staffWords, 'user id': phone.userId });
  const onDisk = async () =>
    Object.entries(await scene.database.rawBytes()).flatMap(([place, bytes]) =>
      findMarks(bytes, marks()).map((finding) => ({ place, ...finding })),
    );
  const inPassing = async () => {
    const answer = await fetch(`${scene.door.origin}/metrics`, {
      headers: { authorization: `Bearer ${METRICS_TOKEN}` },
    });
    return findMarks(Buffer.from(`${scene.log.join('\n')}\n${await answer.text()}`), marks());
  };

  test('what is written at the desk stands nowhere in the clear: not on the disk, in logs, nor in the figures', async () => {
    const talk = await workAtTheDesk();
    expect(JSON.stringify((await second.get(`${talk}/record`)).body)).toContain(staffWords.note);
    expect(await onDisk()).toEqual([]);
    expect(await inPassing()).toEqual([]);
  });

  test('where the talk is private, none of it goes to LINE', async () => {
    await workAtTheDesk();
    const sent = Buffer.from(JSON.stringify(scene.line.requests.map(({ body }) => body)));
    expect(findMarks(sent, staffWords)).toEqual([]);
  });

  test('erased by the person in the middle of it, all of it is gone, and the desk says so calmly', async () => {
    const talk = await workAtTheDesk();
    await write(phone, 'ぜんぶ消す');
    await tap(phone, 'erase/sure/erase');
    await scene.settled();
    const left = await scene.database.counts();
    for (const table of [
      'person',
      'talk',
      'message',
      'record_entry',
      'record_note',
      'referral',
      'desk_draft',
      'desk_scheduled',
    ])
      expect([table, left[table]]).toEqual([table, 0]);
    expect((await second.get(talk)).status).toBe(404);
    expect((await second.get(`${talk}/record`)).status).toBe(404);
    expect((await second.post(`${talk}/messages`, { id: randomUUID(), text: 'まだ' })).status).toBe(404);
    expect([await onDisk(), await inPassing()]).toEqual([[], []]);
  });
});
