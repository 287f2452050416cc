import type { Letter, LetterDraftView, LetterList, Registered } from '../../../src/channels/web/api';
import { Letters } from '../../../src/handoff';
import { PersonDirectory } from '../../../src/people';
import { onBothDatabases } from '../../support/databases';
import { shippedOrganisation } from './shipped-organisation';
import { openWebScene, type WebScene } from './web-scene';

onBothDatabases((dialect) => {
  let scene: WebScene;
  beforeAll(async () => {
    scene = await openWebScene(dialect, { line: null });
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  const openPage = async () => {
    const page = scene.browser();
    await page.open();
    return page;
  };

  test('a letter is kept as a draft, sent when its writer says so, and has a day by which it is answered', async () => {
    const page = await openPage();
    expect((await page.get('/api/letters/draft')).body).toEqual({ draft: null });
    const draft = { body: 'はじめまして。', about: 'これからのこと', answerIn: 'room' } as const;
    expect((await page.put('/api/letters/draft', draft)).status).toBe(204);
    expect((await page.get<LetterDraftView>('/api/letters/draft')).body).toEqual({ draft });

    const id = crypto.randomUUID();
    const { status, body: letter } = await page.post<Letter>('/api/letters', { id, ...draft });
    expect(status).toBe(201);
    // A Friday at noon; three working days are over on Thursday, for Monday is a holiday.
    expect(letter).toMatchObject({ id, ...draft, dueOn: '2026-11-26', answeredAt: null, answer: null });
    expect((await page.get('/api/letters/draft')).body).toEqual({ draft: null });
    expect((await page.get<LetterList>('/api/letters')).body.letters).toMatchObject([
      { id, about: 'これからのこと' },
    ]);
  });

  test('sent again under the same id, it is the same letter', async () => {
    const page = await openPage();
    const id = crypto.randomUUID();
    const letter = { id, body: 'はじめまして。', answerIn: 'room' } as const;
    const [first, again] = [await page.post('/api/letters', letter), await page.post('/api/letters', letter)];
    expect(again.body).toEqual(first.body);
    expect((await page.get<LetterList>('/api/letters')).body.letters).toHaveLength(1);
  });

  test('its answer is read in the room, and only by its writer', async () => {
    const page = await openPage();
    const stranger = await openPage();
    const id = crypto.randomUUID();
    await page.post('/api/letters', { id, body: 'はじめまして。', answerIn: 'room' });
    const { letters: rules, handoff } = shippedOrganisation();
    const letters = new Letters({ answers: rules, talk: handoff.room });
    await scene.elsewhere.write(async (tx) => {
      const [row] = await tx.all<{ personId: string }>(
        'SELECT person_id AS "personId" FROM letter WHERE id = $1',
        id,
      );
      const person = await new PersonDirectory(scene.vault).open(tx, row?.personId ?? '');
      if (!person) throw new Error('The letter is nobody’s.');
      await letters.answer(
        tx,
        person,
        id,
        { body: 'お便りをありがとうございます。', staff: 'staff-1' },
        scene.clock.now(),
      );
    });
    expect((await page.get<Letter>(`/api/letters/${id}`)).body.answer).toEqual({
      body: 'お便りをありがとうございます。',
      at: scene.clock.now(),
    });
    expect((await page.get<LetterList>('/api/letters')).body.letters[0]?.readAt).toBe(scene.clock.now());
    for (const unknown of [id, crypto.randomUUID(), '..', 'x']) {
      const answer = await stranger.get(`/api/letters/${encodeURIComponent(unknown)}`);
      expect({ status: answer.status, body: answer.body }).toEqual({
        status: 404,
        body: { error: 'not_found' },
      });
    }
  });

  test('what a person registers can be changed, and taken back', async () => {
    const page = await openPage();
    const nothing = { nickname: null, municipality: null, ageBand: null, duration: null };
    expect((await page.get<Registered>('/api/registered')).body).toMatchObject(nothing);
    const items: Registered = {
      nickname: 'そら',
      municipality: null,
      ageBand: '30-39',
      duration: null,
      answerIn: 'room',
    };
    expect((await page.put('/api/registered', items)).status).toBe(204);
    expect((await page.get<Registered>('/api/registered')).body).toEqual(items);
    await page.put('/api/registered', { ...nothing, answerIn: 'room' });
    expect((await page.get<Registered>('/api/registered')).body).toMatchObject(nothing);
  });

  test.each([
    ['no words', { body: '  ', answerIn: 'room' }, 400, 'request_invalid'],
    ['no place for the answer', { body: 'はい' }, 400, 'request_invalid'],
    ['an unknown place', { body: 'はい', answerIn: 'street' }, 400, 'request_invalid'],
    ['too many words', { body: 'あ'.repeat(20_001), answerIn: 'room' }, 413, 'message_too_long'],
  ])('a letter with %s is refused', async (_, letter, status, error) => {
    const page = await openPage();
    const answer = await page.post('/api/letters', { id: crypto.randomUUID(), ...letter });
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body: { error } });
    expect((await page.get<LetterList>('/api/letters')).body.letters).toEqual([]);
  });

  test('a letter of the greatest length arrives whole', async () => {
    const page = await openPage();
    const body = '\u0001'.repeat(20_000);
    const { body: letter } = await page.post<Letter>('/api/letters', {
      id: crypto.randomUUID(),
      body: `${body.slice(1)}。`,
      answerIn: 'room',
    });
    expect(letter.body).toHaveLength(20_000);
  });
});
