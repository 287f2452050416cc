import type { AuditPage, Colleagues, Duty, Queue, Taken } from '../../src/desk/api';
import { erasePerson, PersonDirectory } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { type DeskScene, openDeskScene, type Seat } from './desk-scene';

const MINUTE = 60_000;

onBothDatabases((dialect) => {
  let scene: DeskScene;
  beforeEach(async () => {
    scene = await openDeskScene(dialect);
  });
  afterEach(async () => {
    scene.closePages();
    await scene.close();
  });

  const queueOf = async (seat: Seat) => (await seat.page.get<Queue>('/api/desk/queue')).body;

  test('who waits stands by risk, then by waiting time, with the line of what they told', async () => {
    const seat = await scene.seat('みずき');
    const [first, second, third] = [await scene.visitor(), await scene.visitor(), await scene.visitor()];
    const ids = [await scene.ask(first, 'none', '家族のこと')];
    scene.clock.advance(MINUTE);
    ids.push(await scene.ask(second));
    scene.clock.advance(MINUTE);
    ids.push(await scene.ask(third, 'high'));
    const queue = await queueOf(seat);
    expect(queue.waiting.map(({ id }) => id)).toEqual([ids[2], ids[0], ids[1]]);
    expect(queue.waiting[1]).toMatchObject({
      nickname: null,
      standpoint: null,
      language: 'ja',
      channel: 'web',
      state: 'waiting',
      risk: 'none',
      summary: '家族のこと',
      with: null,
    });
    expect(queue).toMatchObject({ waitingInAll: 3, mine: [], team: [], alarms: [], now: scene.clock.now() });
  });

  test('the next one is given in that order, and only to whoever is on duty and below their cap', async () => {
    const seat = await scene.seat('みずき');
    const visitor = await scene.visitor();
    await scene.ask(visitor);
    const pressing = await scene.ask(await scene.visitor(), 'urgent');
    expect((await seat.page.post('/api/desk/next', {})).status).toBe(204);
    const { body: duty } = await seat.page.post<Duty>('/api/desk/duty', { on: true, cap: 1 });
    expect(duty).toEqual({ on: true, onBreak: false, cap: 1, held: 0 });
    const taken = await seat.page.post<Taken>('/api/desk/next', {});
    expect(taken).toMatchObject({ status: 200, body: { talkId: pressing } });
    expect((await seat.page.post('/api/desk/next', {})).status).toBe(204);
    const queue = await queueOf(seat);
    expect(queue.mine).toMatchObject([
      { id: pressing, state: 'with', with: { id: seat.id, name: 'みずき' } },
    ]);
    expect(queue.duty).toMatchObject({ held: 1 });
    expect(queue.waitingInAll).toBe(1);
  });

  test('asking for the next one many times at once gives nobody to two', async () => {
    const seats = [];
    for (const name of ['一', '二', '三', '四', '五']) seats.push(await scene.seat(name));
    for (const seat of seats) await seat.page.post('/api/desk/duty', { on: true, cap: 5 });
    const waiting = new Set<string>();
    for (let n = 0; n < 6; n += 1) waiting.add(await scene.ask(await scene.visitor()));
    const answers = await Promise.all(
      seats.flatMap((seat) => [1, 2, 3].map(() => seat.page.post<Taken>('/api/desk/next', {}))),
    );
    const given = answers.flatMap(({ status, body }) => (status === 200 ? [body.talkId] : []));
    expect(new Set(given)).toEqual(waiting);
    expect(given).toHaveLength(waiting.size);
  });

  test('a supervisor sees what colleagues carry, and gives a talk to one of them', async () => {
    const lead = await scene.seat('さくら', 'supervisor');
    const seat = await scene.seat('みずき');
    const id = await scene.ask(await scene.visitor());
    expect((await seat.page.post(`/api/desk/talks/${id}/assign`, { to: seat.id })).status).toBe(403);
    expect((await lead.page.post(`/api/desk/talks/${id}/assign`, { to: seat.id })).status).toBe(204);
    expect((await queueOf(lead)).team).toMatchObject([
      { id: seat.id, name: 'みずき', duty: { on: false, held: 1 }, talks: [{ id }] },
    ]);
    expect((await queueOf(seat)).team).toEqual([]);
    const peer = await scene.seat('あおい', 'peer');
    const refused = await lead.page.post(`/api/desk/talks/${id}/assign`, { to: peer.id });
    expect(refused).toMatchObject({ status: 400, body: { error: 'desk_malformed', field: 'to' } });
    const { body } = await lead.page.get<Colleagues>('/api/desk/colleagues');
    expect(body.colleagues.map(({ id: each }) => each)).toEqual([seat.id]);
  });

  test('an alarm rings until somebody has seen it, and who saw it is noted', async () => {
    const seat = await scene.seat('みずき');
    const lead = await scene.seat('さくら', 'supervisor');
    const visitor = await scene.visitor();
    const alarm = await scene.elsewhere.write((tx) =>
      scene.alarms.raise(tx, visitor.id, { label: 'suicide', urgent: true }, scene.clock.now()),
    );
    expect((await queueOf(seat)).alarms).toMatchObject([
      { id: alarm?.id, label: 'suicide', urgent: true, talkId: null, channel: 'web', nickname: null },
    ]);
    for (const each of [seat, lead]) {
      expect((await each.page.post(`/api/desk/alarms/${alarm?.id}/acknowledge`, {})).status).toBe(204);
    }
    expect((await queueOf(seat)).alarms).toEqual([]);
    const { body: audit } = await lead.page.get<AuditPage>('/api/desk/audit');
    const seen = audit.entries.filter(({ action }) => action === 'alarm.acknowledge');
    expect(seen).toMatchObject([{ actor: 'みずき', subject: expect.stringMatching(/^[\w-]{43}$/) }]);
  });

  test('what is unknown is not found, and what is malformed names its field', async () => {
    const seat = await scene.seat('みずき');
    expect((await seat.page.post('/api/desk/alarms/nobody/acknowledge', {})).status).toBe(404);
    expect(await seat.page.post('/api/desk/duty', { on: 'yes' })).toMatchObject({
      status: 400,
      body: { error: 'desk_malformed', field: 'on' },
    });
    expect(await seat.page.post('/api/desk/duty', { on: true, other: 1 })).toMatchObject({
      body: { field: 'other' },
    });
  });

  test('whoever is erased while they wait is in no list any more', async () => {
    const seat = await scene.seat('みずき');
    const visitor = await scene.visitor();
    await scene.ask(visitor);
    await scene.elsewhere.write(async (tx) => {
      await erasePerson(tx, new PersonDirectory(scene.vault), visitor.id);
    });
    expect(await queueOf(seat)).toMatchObject({ waiting: [], waitingInAll: 0 });
  });
});
