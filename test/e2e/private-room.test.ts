import type { ConversationPage, Letter, LetterList, SessionView } from '../../src/channels/web/api';
import { onBothDatabases } from '../support/databases';
import type { Phone, ScreenEntry } from '../support/line-double';
import { findMarks } from '../support/marked-search';
import { waitFor } from '../support/wait-for';
import { WebBrowser } from '../support/web-browser';
import { type Desk, openDesk } from './desk';
import { openScene, type Scene } from './scene';
import { expectGoodManners, follow, tap, write } from './screens';

const BASE_URL = 'https://madobe.example.org';
/** Invented, and like nothing that would be there by chance. */
const said = {
  counsellor: 'きのうの小箱のお話 Zq7 でした',
  person: 'それは屋根裏の Xw9 のことです',
  letter: '屋根裏から見える Kp3 の空',
  about: '小窓の Rt5 について',
  answer: '空の Lm8 を見上げてみました',
};

onBothDatabases((dialect) => {
  let scene: Scene;
  let desk: Desk;
  let phone: Phone;
  let personId: string;

  beforeEach(async () => {
    scene = await openScene(dialect, { config: { baseUrl: BASE_URL } });
    desk = await openDesk(scene);
    phone = scene.line.phone();
    await follow(phone);
    await scene.settled();
    personId = (await scene.personOf(phone.userId)) ?? '';
  });
  afterEach(async () => {
    await desk.close();
    await scene.close();
  });

  /** The token of the link in what the phone shows. */
  const tokenIn = (entries: readonly ScreenEntry[]): string => {
    const found = /\/room\/([A-Za-z0-9_-]{43})/.exec(JSON.stringify(entries.map(({ message }) => message)));
    if (found?.[1] === undefined) throw new Error('The phone shows no link.');
    return found[1];
  };
  const newest = (): readonly ScreenEntry[] => (phone.newest ? [phone.newest] : []);
  const enter = async (token: string): Promise<WebBrowser> => {
    const browser = new WebBrowser(scene.door.origin, { origin: BASE_URL });
    const { status } = await browser.post<SessionView>('/api/room', { token });
    expect(status).toBe(200);
    return browser;
  };
  const textsIn = async (browser: WebBrowser): Promise<string> =>
    JSON.stringify((await browser.get<ConversationPage>('/api/conversation')).body);
  const counsellorSays = (text: string) =>
    desk.store.write((tx) => desk.voice.say(tx, personId, { text, staff: 'staff-one' }, scene.clock.now()));
  /** Everything that ever went to LINE, as it went. */
  const sentToLine = () =>
    Buffer.from(JSON.stringify(scene.line.requests.map(({ path, body }) => ({ path, body }))));

  test('from LINE into the room by a link, and what is said there never goes back to LINE', async () => {
    await write(phone, '部屋');
    const browser = await enter(tokenIn(await tap(phone, 'room/what/open')));
    expect(
      (
        await new WebBrowser(scene.door.origin, { origin: BASE_URL }).post('/api/room', {
          token: tokenIn(newest()),
        })
      ).status,
    ).toBe(403);

    await browser.post('/api/messages', {
      id: crypto.randomUUID(),
      event: { kind: 'text', text: said.person },
    });
    await scene.settled();
    scene.clock.advance(10 * 60_000);
    const pushedBefore = scene.line.requests.length;
    expect(await counsellorSays(said.counsellor)).toEqual({ place: 'room', noticed: true });
    await scene.passUntil('the notice to arrive', () => scene.line.requests.length > pushedBefore);
    await scene.settled();

    expect(await textsIn(browser)).toContain(said.counsellor);
    expect(await textsIn(browser)).toContain(said.person);
    expect(
      newest()
        .map(({ text }) => text)
        .join(),
    ).toContain('お知らせがあります');
    expect(findMarks(sentToLine(), said)).toEqual([]);
    expect(await textsIn(await enter(tokenIn(newest())))).toContain(said.counsellor);
    expectGoodManners(scene.line);
  });

  test('a letter from the room, its answer, and a notice that tells LINE nothing of either', async () => {
    await write(phone, '手紙');
    const browser = await enter(tokenIn(await tap(phone, 'letter/how-room/open')));
    const id = crypto.randomUUID();
    const letter = { id, body: said.letter, about: said.about, answerIn: 'line' } as const;
    expect((await browser.post<Letter>('/api/letters', letter)).body.dueOn).toBe('2026-11-26');
    scene.clock.advance(60 * 60_000);
    const before = scene.line.requests.length;
    await desk.store.write((tx) =>
      desk.voice.answerLetter(tx, personId, id, { body: said.answer, staff: 'staff-one' }, scene.clock.now()),
    );
    await scene.passUntil('the notice to arrive', () => scene.line.requests.length > before);
    await scene.settled();

    const opened = await enter(tokenIn(newest()));
    expect((await opened.get<LetterList>('/api/letters')).body.letters).toMatchObject([{ id, readAt: null }]);
    expect((await opened.get<Letter>(`/api/letters/${id}`)).body.answer?.body).toBe(said.answer);
    await tap(phone, 'move/letter');
    await waitFor('the answer to the tap', async () => scene.line.requests.length > before + 1);
    await scene.settled();
    expect(findMarks(sentToLine(), said)).toEqual([]);
    expectGoodManners(scene.line);
  });

  test('whoever erases everything on LINE leaves no letter, no session and no link behind', async () => {
    await write(phone, '部屋');
    const browser = await enter(tokenIn(await tap(phone, 'room/what/open')));
    await browser.post('/api/letters', { id: crypto.randomUUID(), body: said.letter, answerIn: 'room' });
    await browser.post('/api/resume-code', {});
    await write(phone, '消す');
    await tap(phone, 'erase/sure/erase');
    await scene.settled();
    expect((await browser.get('/api/session')).status).toBe(401);
    for (const table of [
      'letter',
      'letter_draft',
      'web_session',
      'room_link',
      'room_notice',
      'resume_code',
      'registered_items',
    ]) {
      expect(await scene.database.rows(`SELECT 1 AS one FROM ${table}`)).toEqual([]);
    }
  });

  test('words, letters, answers and codes stand in no table and in no log in readable form', async () => {
    await write(phone, '部屋');
    const token = tokenIn(await tap(phone, 'room/what/open'));
    const browser = await enter(token);
    const id = crypto.randomUUID();
    await browser.post('/api/letters', { id, body: said.letter, about: said.about, answerIn: 'room' });
    await browser.put('/api/letters/draft', { body: said.person, about: '', answerIn: 'room' });
    const { body: code } = await browser.post<{ number: string; words: string }>('/api/resume-code', {});
    await desk.store.write((tx) =>
      desk.voice.answerLetter(tx, personId, id, { body: said.answer, staff: 'staff-one' }, scene.clock.now()),
    );
    await counsellorSays(said.counsellor);
    const [cookie = ''] = [...browser.cookies.values()];
    const marks = {
      ...said,
      token,
      cookie,
      number: code.number,
      'bare number': code.number.replace('-', ''),
      words: code.words,
    };
    const found = [];
    for (const [place, bytes] of Object.entries(await scene.database.rawBytes())) {
      for (const finding of findMarks(bytes, marks)) found.push({ place, ...finding });
    }
    expect(found).toEqual([]);
    expect(findMarks(Buffer.from(scene.log.join('\n')), marks)).toEqual([]);
  });
});
