import type { ResumeCode } from '../../../src/channels/web/api';
import { PersonDirectory, RoomLinks } from '../../../src/people';
import { onBothDatabases } from '../../support/databases';
import { waitFor } from '../../support/wait-for';
import type { WebAnswer } from '../../support/web-browser';
import { openWebScene, type WebScene } from './web-scene';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

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
    const live = await page.live({ after: 0 });
    await live.waitForEntries(1);
    return { page, live };
  };
  const makeLink = (purpose: 'conversation' | 'letters' = 'conversation') =>
    scene.elsewhere.write(async (tx) => {
      const people = new PersonDirectory(scene.vault);
      const person = await people.createUnknown(tx, 'line', scene.clock.now());
      return new RoomLinks(scene.vault).make(tx, person.id, purpose, scene.clock.now());
    });
  /** A try at a code, with whatever wait the server puts on it. */
  const tryCode = async (number: string, words: string): Promise<WebAnswer> => {
    const asked = scene.browser().post('/api/resume', { number, words });
    let answer: WebAnswer | null = null;
    void asked.then((found) => {
      answer = found;
    });
    await waitFor('the answer', () => {
      scene.clock.advance(1_000);
      return answer !== null;
    });
    return asked;
  };

  const countPeople = async () =>
    (await scene.elsewhere.read((tx) => tx.all('SELECT id FROM person'))).length;

  describe('a one-time link', () => {
    test('opens the room once; used again, it is refused', async () => {
      const token = await makeLink('letters');
      expect(await scene.browser().post('/api/room', { token })).toMatchObject({
        status: 200,
        body: { opens: 'letters' },
      });
      expect(await scene.browser().post('/api/room', { token })).toMatchObject({
        status: 403,
        body: { error: 'link_used_up' },
      });
    });

    test('opened by two at the same instant, lets one in', async () => {
      const token = await makeLink();
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => scene.browser().post('/api/room', { token })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403, 403]);
    });

    test('is not used up by looking at it, as link previews do', async () => {
      const token = await makeLink();
      for (let looks = 0; looks < 3; looks += 1) {
        const look = await scene.browser().get(`/room/${token}`, { accept: 'text/html' });
        expect(look.status).toBe(200);
        expect(look.headers.getSetCookie()).toEqual([]);
      }
      expect((await scene.browser().post('/api/room', { token })).status).toBe(200);
    });

    test('is over after a while', async () => {
      const token = await makeLink();
      scene.clock.advance(HOUR_MS);
      expect((await scene.browser().post('/api/room', { token })).status).toBe(403);
    });

    test('refuses a made-up token the same way', async () => {
      for (const token of ['', 'x', 'A'.repeat(43)]) {
        expect(await scene.browser().post('/api/room', { token })).toMatchObject({
          status: 403,
          body: { error: 'link_used_up' },
        });
      }
    });
  });

  describe('a resume code', () => {
    test('brings a second browser to the same conversation, and does not end the first', async () => {
      const { page, live } = await openPage();
      const { status, body: code } = await page.post<ResumeCode>('/api/resume-code', {});
      expect(status).toBe(201);
      const other = scene.browser();
      expect((await other.post('/api/resume', code)).status).toBe(200);
      expect((await other.history()).entries).toEqual(live.entries);
      await other.say('メニュー');
      await live.waitForEntries(3);
    });

    test('a new one replaces the old', async () => {
      const { page } = await openPage();
      const { body: first } = await page.post<ResumeCode>('/api/resume-code', {});
      const { body: second } = await page.post<ResumeCode>('/api/resume-code', {});
      expect(await tryCode(first.number, first.words)).toMatchObject({ status: 403 });
      expect(await tryCode(second.number, second.words)).toMatchObject({ status: 200 });
    });

    test('what was wrong is not told: number, words or both', async () => {
      const { page } = await openPage();
      const { body: code } = await page.post<ResumeCode>('/api/resume-code', {});
      const tries = [
        await tryCode(code.number, 'ちがう ことば です よ'),
        await tryCode('0000-0000', code.words),
        await tryCode('', ''),
      ];
      for (const { status, body } of tries) {
        expect({ status, body }).toEqual({ status: 403, body: { error: 'resume_refused' } });
      }
    });
  });

  test('coming in as somebody leaves who the browser was before', async () => {
    const { page, live } = await openPage();
    const [before] = page.cookies.values();
    await page.post('/api/room', { token: await makeLink() });
    await live.waitForEnd();
    const old = scene.browser();
    for (const name of page.cookies.keys()) old.cookies.set(name, before ?? '');
    expect((await old.get('/api/session')).status).toBe(401);
    expect((await page.get('/api/session')).status).toBe(200);
  });

  test('a session that nobody used for a month is over', async () => {
    const { page, live } = await openPage();
    live.close();
    scene.clock.jumpTo(new Date(scene.clock.now() + 31 * DAY_MS).toISOString());
    expect((await page.get('/api/session')).status).toBe(401);
    expect((await page.get('/api/conversation')).status).toBe(401);
  });

  test('a made-up cookie opens nothing', async () => {
    const { page } = await openPage();
    const [name = ''] = page.cookies.keys();
    for (const value of ['', 'x', 'A'.repeat(43), 'A'.repeat(10_000), "' OR 1=1 --", '%00']) {
      const stranger = scene.browser({ cookie: `${name}=${value}` });
      expect((await stranger.get('/api/session')).status).toBe(401);
    }
  });

  test.each([
    ['GET', '/api/session', null],
    ['GET', '/api/conversation', null],
    ['GET', '/api/events', null],
    ['GET', '/api/letters', null],
    ['GET', '/api/letters/draft', null],
    ['GET', '/api/letters/3f1c1c1e-0000-4000-8000-000000000000', null],
    ['GET', '/api/registered', null],
    ['POST', '/api/messages', { id: crypto.randomUUID(), event: { kind: 'text', text: 'メニュー' } }],
    ['POST', '/api/resume-code', {}],
    ['POST', '/api/letters', { id: crypto.randomUUID(), body: 'お手紙', answerIn: 'room' }],
    ['PUT', '/api/letters/draft', { body: 'お手紙', about: '', answerIn: 'room' }],
    [
      'PUT',
      '/api/registered',
      { nickname: null, municipality: null, ageBand: null, duration: null, answerIn: 'room' },
    ],
  ])('%s %s is refused without a session, and writes nothing', async (method, path, body: object | null) => {
    const before = await countPeople();
    const answer = await scene.browser().ask(method, path, body === null ? undefined : JSON.stringify(body));
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 401,
      body: { error: 'session_missing' },
    });
    expect(await countPeople()).toBe(before);
  });
});
