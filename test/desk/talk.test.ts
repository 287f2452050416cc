import { randomUUID } from 'node:crypto';
import type { AuditPage, Entries, Sent, Whisper } from '../../src/desk/api';
import { erasePerson, PersonDirectory } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { waitFor } from '../support/wait-for';
import { type DeskScene, openDeskScene, type Seat, type Visitor } from './desk-scene';

const MINUTE = 60_000;

onBothDatabases((dialect) => {
  let scene: DeskScene;
  let seat: Seat;
  let other: Seat;
  let visitor: Visitor;
  let id: string;
  beforeAll(async () => {
    scene = await openDeskScene(dialect);
    seat = await scene.seat('みずき');
    other = await scene.seat('はると');
  });
  beforeEach(async () => {
    visitor = await scene.visitor('はじめまして');
    id = await scene.held(seat, visitor);
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  const at = (path: string) => `/api/desk/talks/${id}${path}`;
  const entriesOf = async (by: Seat, query = '') => (await by.page.get<Entries>(at(`/entries${query}`))).body;
  const send = (text: string, more: object = {}, by = seat) =>
    by.page.post<Sent>(at('/messages'), { id: randomUUID(), text, ...more });
  const shown = async () => JSON.stringify(await visitor.page.history());

  test('both sides and the bot are read by whoever has the talk, a page at a time', async () => {
    await send('こんにちは。読みました。');
    const { entries, more } = await entriesOf(seat);
    expect(more).toBe(false);
    expect(entries.map(({ from }) => from)).toEqual(
      expect.arrayContaining(['person', 'madobe', 'counsellor']),
    );
    expect(entries.at(-1)).toMatchObject({ from: 'counsellor', by: { name: 'みずき' }, channel: 'web' });
    const last = entries.at(-1)?.id ?? 0;
    expect((await entriesOf(seat, `?before=${last}&limit=1`)).entries).toEqual([entries.at(-2)]);
    expect((await entriesOf(seat, `?after=${entries.at(-2)?.id}`)).entries).toEqual([entries.at(-1)]);
    expect((await seat.page.get(at('/entries?before=x'))).body).toMatchObject({ field: 'before' });
  });

  test('what a counsellor writes is said in the room, once for each id', async () => {
    const message = { id: randomUUID(), text: 'ゆっくりで大丈夫です。' };
    const first = await seat.page.post<Sent>(at('/messages'), message);
    const again = await seat.page.post<Sent>(at('/messages'), message);
    expect(first).toMatchObject({ status: 201, body: { place: 'room' } });
    expect(again.body.entry).toBe(first.body.entry);
    const said = (await entriesOf(seat)).entries.filter(({ from }) => from === 'counsellor');
    expect(said).toMatchObject([{ id: first.body.entry, sentAs: message.id, quotes: null }]);
    expect(await shown()).toContain(message.text);
    expect(await scene.talk(seat, id)).toMatchObject({ isMine: true, unanswered: false, place: 'room' });
  });

  test('at once and many times, the same id is still said once', async () => {
    const message = { id: randomUUID(), text: '読んでいます。' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => seat.page.post<Sent>(at('/messages'), message)),
    );
    expect(new Set(answers.map(({ body }) => body.entry)).size).toBe(1);
    expect((await entriesOf(seat)).entries.filter(({ from }) => from === 'counsellor')).toHaveLength(1);
  });

  test('an answer shows the beginning of what it quotes, and names it', async () => {
    const quoted = (await entriesOf(seat)).entries.find(({ from }) => from === 'person');
    const { body } = await send('そうだったのですね。', { quotes: quoted?.id });
    const said = (await entriesOf(seat)).entries.find((entry) => entry.id === body.entry);
    expect(said?.quotes).toBe(quoted?.id);
    expect(JSON.stringify(said?.what)).toContain('「はじめまして');
    expect(await send('ひとのことば', { quotes: 999_999 })).toMatchObject({ status: 201 });
    expect(JSON.stringify((await entriesOf(seat)).entries.at(-1)?.what)).not.toContain('「');
  });

  test('a talk that is not theirs is neither read nor answered by a colleague, but by a supervisor it is read', async () => {
    expect((await other.page.get(at(''))).status).toBe(403);
    expect((await other.page.get(at('/entries'))).status).toBe(403);
    expect(await send('わたしが', {}, other)).toMatchObject({
      status: 409,
      body: { error: 'desk_not_yours' },
    });
    for (const way of ['give-back', 'close', 'typing', 'snooze', 'slow', 'hand-over']) {
      const body = {
        snooze: { until: null },
        slow: { id: randomUUID() },
        'hand-over': { to: seat.id, summary: 'x' },
      };
      const sent = way in body ? body[way as keyof typeof body] : {};
      expect((await other.page.post(at(`/${way}`), sent)).status).toBe(409);
    }
    const lead = await scene.seat('さくら', 'supervisor');
    expect((await lead.page.get(at(''))).status).toBe(200);
    expect((await seat.page.get('/api/desk/talks/nobody')).status).toBe(404);
  });

  test('a colleague who watches reads along and whispers; the person never sees it', async () => {
    expect((await other.page.post(at('/watch'), {})).status).toBe(204);
    const { status, body } = await other.page.post<Whisper>(at('/whispers'), {
      text: '家族の話を聞いてみては',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ by: { name: 'はると' }, text: '家族の話を聞いてみては' });
    expect(await scene.talk(seat, id)).toMatchObject({ watchers: [{ name: 'はると' }], whispers: [body] });
    expect((await entriesOf(other)).entries.length).toBeGreaterThan(0);
    expect(await shown()).not.toContain('家族の話を聞いてみては');
    expect((await other.page.post(at('/unwatch'), {})).status).toBe(204);
    expect((await other.page.get(at(''))).status).toBe(403);
  });

  test('handed over with a summary, the colleague goes on and the other cannot', async () => {
    await seat.page.put(at('/draft'), { text: '書きかけ' });
    const summary = 'ごきょうだいのことで話しています';
    expect((await seat.page.post(at('/hand-over'), { to: other.id, summary })).status).toBe(204);
    expect(await scene.talk(other, id)).toMatchObject({
      isMine: true,
      draft: '',
      handOvers: [{ from: { name: 'みずき' }, to: { name: 'はると' }, summary }],
    });
    expect((await send('まだわたし')).status).toBe(409);
    expect((await send('つづきを聞かせてください', {}, other)).status).toBe(201);
    const nobody = await other.page.post(at('/hand-over'), { to: 'nobody', summary });
    expect(nobody).toMatchObject({ status: 400, body: { field: 'to' } });
  });

  test('a draft waits for its writer alone, and goes when it is sent', async () => {
    await seat.page.put(at('/draft'), { text: '書きかけです' });
    expect((await scene.talk(seat, id)).draft).toBe('書きかけです');
    await other.page.post(at('/watch'), {});
    expect((await scene.talk(other, id)).draft).toBe('');
    await send('書きかけです');
    expect((await scene.talk(seat, id)).draft).toBe('');
    await seat.page.put(at('/draft'), { text: 'もうひとつ' });
    await seat.page.put(at('/draft'), { text: '' });
    expect((await scene.talk(seat, id)).draft).toBe('');
  });

  test('that an answer takes time is said in one click, in their language, once', async () => {
    const click = { id: randomUUID() };
    expect((await seat.page.post(at('/slow'), click)).status).toBe(201);
    expect((await seat.page.post(at('/slow'), click)).status).toBe(201);
    const said = (await entriesOf(seat)).entries.filter(({ from }) => from === 'counsellor');
    expect(said).toHaveLength(1);
    expect(JSON.stringify(said)).toContain('少しお時間をください');
  });

  test('a message for later is said at its time, once, and can be taken back until then', async () => {
    const later = scene.clock.now() + 30 * MINUTE;
    const kept = { id: randomUUID(), text: '夕方に、また来ます。', at: later };
    expect((await seat.page.post<Sent>(at('/messages'), kept)).status).toBe(202);
    expect((await seat.page.post<Sent>(at('/messages'), kept)).status).toBe(202);
    const dropped = { id: randomUUID(), text: 'やはりやめます', at: later };
    await seat.page.post(at('/messages'), dropped);
    expect((await scene.talk(seat, id)).scheduled).toHaveLength(2);
    expect((await seat.page.delete(at(`/scheduled/${dropped.id}`))).status).toBe(204);
    expect((await seat.page.delete(at(`/scheduled/${dropped.id}`))).status).toBe(404);
    expect((await scene.talk(seat, id)).scheduled).toMatchObject([
      { id: kept.id, text: kept.text, at: later },
    ]);
    scene.clock.advance(29 * MINUTE);
    expect(await shown()).not.toContain(kept.text);
    await waitFor('the message to be said', async () => {
      scene.clock.advance(5_000);
      return (await shown()).includes(kept.text);
    });
    const view = await scene.talk(seat, id);
    expect(view.scheduled).toEqual([]);
    expect((await seat.page.post<Sent>(at('/messages'), kept)).status).toBe(201);
    expect((await shown()).split(kept.text)).toHaveLength(2);
    const tooFar = await send('いつか', { at: scene.clock.now() + 61 * 24 * 60 * MINUTE });
    expect(tooFar).toMatchObject({ status: 400, body: { field: 'at' } });
  });

  test('given back or closed, a talk takes no more words, and nothing scheduled is said any more', async () => {
    for (const way of ['give-back', 'close']) {
      const one = await scene.visitor();
      const talk = await scene.held(seat, one);
      const path = `/api/desk/talks/${talk}`;
      const later = { id: randomUUID(), text: 'もう話さないことば', at: scene.clock.now() + MINUTE };
      await seat.page.post(`${path}/messages`, later);
      expect((await seat.page.post(`${path}/${way}`, {})).status).toBe(204);
      expect(await scene.talk(seat, talk)).toMatchObject({ state: 'over', scheduled: [], isMine: false });
      expect((await seat.page.post(`${path}/${way}`, {})).status).toBe(409);
      scene.clock.advance(2 * MINUTE);
      expect(JSON.stringify(await one.page.history())).not.toContain(later.text);
    }
  });

  test('rounded off gently: they are told that they may write again, and that they need not', async () => {
    await seat.page.post(at('/close'), {});
    expect(await shown()).toContain('またいつでも、書きたくなったときに書いてください。');
    expect(await shown()).not.toMatch(/終了|クローズ/);
  });

  test('put aside, it is back as soon as they write', async () => {
    await seat.page.post(at('/snooze'), { until: scene.clock.now() + 60 * MINUTE });
    await visitor.page.say('やっぱり、いま話せますか');
    await waitFor('their words', async () => (await scene.talk(seat, id)).unanswered);
    expect((await scene.talk(seat, id)).snoozedUntil).toBeNull();
  });

  test('put aside until a time, and taken up again', async () => {
    const until = scene.clock.now() + 60 * MINUTE;
    await seat.page.post(at('/snooze'), { until });
    expect((await scene.talk(seat, id)).snoozedUntil).toBe(until);
    await seat.page.post(at('/snooze'), { until: null });
    expect((await scene.talk(seat, id)).snoozedUntil).toBeNull();
  });

  test('opening a talk is noted, once for all the times that a page asks', async () => {
    const lead = await scene.seat('さくら', 'supervisor');
    const before = (await lead.page.get<AuditPage>('/api/desk/audit')).body.entries[0]?.id ?? 0;
    for (let n = 0; n < 3; n += 1) await scene.talk(seat, id);
    scene.clock.advance(11 * MINUTE);
    await scene.talk(seat, id);
    const { body } = await lead.page.get<AuditPage>('/api/desk/audit');
    const opened = body.entries.filter((entry) => entry.id > before && entry.action === 'talk.open');
    expect(opened).toHaveLength(2);
    expect(JSON.stringify(body)).not.toContain(visitor.id);
  });

  test('erased during the talk, nothing of it is left at the desk', async () => {
    await send('読みました。', { quotes: (await entriesOf(seat)).entries[0]?.id });
    await seat.page.put(at('/draft'), { text: '書きかけ' });
    await send('あとで', { at: scene.clock.now() + MINUTE });
    await scene.elsewhere.write(async (tx) => {
      await erasePerson(tx, new PersonDirectory(scene.vault), visitor.id);
    });
    expect((await seat.page.get(at(''))).status).toBe(404);
    expect((await seat.page.get(at('/entries'))).status).toBe(404);
    expect((await send('まだいますか')).status).toBe(404);
    const left = await scene.elsewhere.read(async (tx) => {
      const counts = [];
      for (const table of ['desk_message', 'desk_scheduled', 'desk_draft']) {
        counts.push((await tx.all(`SELECT 1 FROM ${table} WHERE person_id = $1`, visitor.id)).length);
      }
      return counts;
    });
    expect(left).toEqual([0, 0, 0]);
  });
});
