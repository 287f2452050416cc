import { randomUUID } from 'node:crypto';
import type { Entries, Sent } from '../../src/desk/api';
import { onBothDatabases } from '../support/databases';
import { waitFor } from '../support/wait-for';
import { type DeskScene, openDeskScene, type Seat } from './desk-scene';

onBothDatabases((dialect) => {
  let scene: DeskScene;
  let seat: Seat;
  beforeAll(async () => {
    scene = await openDeskScene(dialect);
    seat = await scene.seat('みずき');
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  test('who asks, what is said, whispered and alarmed is told to every desk, by ids alone', async () => {
    const line = await scene.live(seat);
    expect(line.connection.status).toBe(200);
    const visitor = await scene.visitor();
    const talkId = await scene.held(seat, visitor);
    // As another process would have told it: the scene writes on a connection of its own.
    if (dialect === 'sqlite') await seat.page.post(`/api/desk/talks/${talkId}/snooze`, { until: null });
    await line.waitFor('queue', (data) => data.talkId === talkId);
    await visitor.page.say('見えないことば');
    await line.waitFor('entry', (data) => data.talkId === talkId);
    await seat.page.post(`/api/desk/talks/${talkId}/whispers`, { text: '見えないメモ' });
    await line.waitFor('whisper', (data) => data.talkId === talkId);
    await visitor.page.post('/api/letters', { id: randomUUID(), body: '見えない手紙', answerIn: 'room' });
    await line.waitFor('letters', () => true);
    expect(JSON.stringify(line.connection.events)).not.toContain('見えない');
    expect(JSON.stringify(line.connection.events)).not.toContain(visitor.id);
  });

  test('that a counsellor writes is shown in the room at once, and kept nowhere', async () => {
    const visitor = await scene.visitor();
    const talkId = await scene.held(seat, visitor);
    const room = await visitor.page.live();
    const before = (await seat.page.get<Entries>(`/api/desk/talks/${talkId}/entries`)).body;
    expect((await seat.page.post(`/api/desk/talks/${talkId}/typing`, {})).status).toBe(204);
    await waitFor('the room to be told', () => room.of('typing').length > 0);
    expect((await seat.page.get<Entries>(`/api/desk/talks/${talkId}/entries`)).body).toEqual(before);
  });

  test('what a counsellor says reaches the room live', async () => {
    const visitor = await scene.visitor();
    const talkId = await scene.held(seat, visitor);
    const room = await visitor.page.live();
    const message = { id: randomUUID(), text: '読みました。' };
    const { body } = await seat.page.post<Sent>(`/api/desk/talks/${talkId}/messages`, message);
    const [entry] = await room.waitForEntries(1);
    expect(entry).toMatchObject({ id: body.entry, from: 'counsellor' });
  });

  test('a session that is ended hears so at once, and whoever has none hears nothing', async () => {
    const other = await scene.seat('はると');
    const line = await scene.live(other);
    const mine = await scene.live(seat);
    expect((await other.page.delete('/api/desk/session')).status).toBeLessThan(300);
    await line.waitFor('ended', () => true);
    await line.connection.waitForEnd();
    expect(mine.connection.isOver).toBe(false);
    expect((await scene.live(other)).connection.status).toBe(401);
  });

  test('who looks after accounts hears nothing of talks', async () => {
    const keeper = await scene.seat('かえで', 'administrator');
    const line = await scene.live(keeper);
    const mine = await scene.live(seat);
    const visitor = await scene.visitor();
    const talkId = await scene.held(seat, visitor);
    await seat.page.post(`/api/desk/talks/${talkId}/snooze`, { until: null });
    await mine.waitFor('queue', (data) => data.talkId === talkId);
    expect(line.connection.events).toEqual([]);
  });

  test('silence is broken by heartbeats', async () => {
    const line = await scene.live(seat);
    scene.clock.advance(15_000);
    await waitFor('a heartbeat', () => line.connection.comments > 0);
  });
});
