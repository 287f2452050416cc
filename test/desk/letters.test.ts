import { randomUUID } from 'node:crypto';
import type { Letter as RoomLetter } from '../../src/channels/web/api';
import type { AuditPage, Letter, LetterList, Queue } from '../../src/desk/api';
import { onBothDatabases } from '../support/databases';
import { type DeskScene, openDeskScene, type Seat } from './desk-scene';

onBothDatabases((dialect) => {
  let scene: DeskScene;
  let seat: Seat;
  beforeEach(async () => {
    scene = await openDeskScene(dialect);
    seat = await scene.seat('みずき');
  });
  afterEach(async () => {
    scene.closePages();
    await scene.close();
  });

  const write = async (body: string, about = '') => {
    const { page } = await scene.visitor();
    const id = randomUUID();
    await page.post('/api/letters', { id, body, about, answerIn: 'room' });
    const { body: list } = await seat.page.get<LetterList>('/api/desk/letters');
    const found = list.letters.find((each) => each.about === about);
    if (!found) throw new Error('The letter is not at the desk.');
    return { page, id, desk: `/api/desk/letters/${found.id}`, summary: found };
  };

  test('a letter waits with its day, is read, drafted and answered; its writer reads the answer', async () => {
    const { page, id, desk, summary } = await write('はじめまして。', '家族のこと');
    expect(summary).toMatchObject({
      dueOn: '2026-11-26',
      due: 'later',
      begun: false,
      channel: 'web',
      nickname: null,
    });
    expect((await seat.page.put(`${desk}/draft`, { text: 'お手紙をありがとう' })).status).toBe(204);
    expect((await seat.page.get<Letter>(desk)).body).toMatchObject({
      body: 'はじめまして。',
      draft: 'お手紙をありがとう',
      begun: true,
      answer: null,
    });
    const answer = { body: 'お手紙をありがとうございます。' };
    expect((await seat.page.post(`${desk}/answer`, answer)).status).toBe(204);
    expect(await seat.page.post(`${desk}/answer`, answer)).toMatchObject({
      status: 409,
      body: { error: 'desk_letter_answered' },
    });
    expect((await seat.page.put(`${desk}/draft`, { text: 'x' })).status).toBe(409);
    expect((await page.get<RoomLetter>(`/api/letters/${id}`)).body.answer).toMatchObject(answer);
    expect((await seat.page.get<LetterList>('/api/desk/letters')).body).toMatchObject({
      waiting: 0,
      letters: [],
    });
    expect((await seat.page.get<Letter>(desk)).body).toMatchObject({ draft: '', answer });
  });

  test('two colleagues who answer at once: one answer stands, the other hears so', async () => {
    const { desk } = await write('ふたりで', 'ふたり');
    const other = await scene.seat('はると');
    const answers = await Promise.all(
      [seat, other].map(({ page, name }) => page.post(`${desk}/answer`, { body: `${name}より` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  test('what is due today and what is late is counted and marked', async () => {
    const { desk } = await write('一通目', '一通目');
    const counts = async () => (await seat.page.get<Queue>('/api/desk/queue')).body.letters;
    const due = async () => (await seat.page.get<Letter>(desk)).body.due;
    expect(await counts()).toEqual({ waiting: 1, dueToday: 0, late: 0 });
    scene.clock.jumpTo('2026-11-26T10:00:00+09:00');
    seat = await scene.seat('かえで');
    expect(await counts()).toEqual({ waiting: 1, dueToday: 1, late: 0 });
    expect(await due()).toBe('today');
    scene.clock.jumpTo('2026-11-27T10:00:00+09:00');
    seat = await scene.seat('つばさ');
    expect(await counts()).toEqual({ waiting: 1, dueToday: 0, late: 1 });
    expect(await due()).toBe('late');
  });

  test('opening and answering are noted, and no other id opens a letter', async () => {
    const { desk } = await write('だれかへ', 'だれか');
    await seat.page.get(desk);
    await seat.page.post(`${desk}/answer`, { body: '読みました。' });
    const lead = await scene.seat('さくら', 'supervisor');
    const { body } = await lead.page.get<AuditPage>('/api/desk/audit');
    expect(body.entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['letter.open', 'letter.answer']),
    );
    for (const id of ['x', randomUUID(), 'a'.repeat(64)]) {
      expect((await seat.page.get(`/api/desk/letters/${id}`)).status).toBe(404);
      expect((await seat.page.post(`/api/desk/letters/${id}/answer`, { body: 'x' })).status).toBe(404);
    }
  });
});
