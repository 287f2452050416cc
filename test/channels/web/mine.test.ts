import type { ErasureReceipt, Mine, Registered } from '../../../src/channels/web/api';
import type { PersonExport } from '../../../src/conversation';
import { ErasureReceipts, PersonDirectory, RoomLinks } from '../../../src/people';
import { onBothDatabases } from '../../support/databases';
import { waitFor } from '../../support/wait-for';
import type { WebBrowser } from '../../support/web-browser';
import { openWebScene, type WebScene } from './web-scene';

/** Invented, and like nothing that would be there by chance. */
const mine = {
  words: 'きょうは小箱 Zq7 のことを',
  letter: '屋根裏の Xw9 へ',
  about: '小窓 Kp3',
  draft: '書きかけの Rt5',
  nickname: 'しるし猫Lm8',
  municipality: 'まどべ市Nb4',
};
const others = { words: 'よその戸棚 Hy2 のこと', letter: 'よその手紙 Jd6', nickname: 'よその猫Vc1' };

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
  const look = async (page: WebBrowser) => (await page.get<Mine>('/api/mine')).body;
  const changesOf = async (page: WebBrowser) => (await look(page)).changes.map(({ change }) => change);
  const change = (page: WebBrowser, name: string) => page.post('/api/mine/change', { change: name });
  const register = (page: WebBrowser, items: Partial<Registered>) =>
    page.put('/api/registered', {
      ...{ nickname: null, municipality: null, ageBand: null, duration: null, answerIn: 'room' },
      ...items,
    });
  const sendLetter = (page: WebBrowser, body: string, about = '') =>
    page.post('/api/letters', { id: crypto.randomUUID(), body, about, answerIn: 'room' });
  const answered = (page: WebBrowser, count: number) =>
    waitFor('the answers', async () => {
      const { entries } = await page.history();
      return entries.filter(({ from }) => from === 'madobe').length >= count;
    });
  const says = async (page: WebBrowser, words: string) => {
    const before = (await page.history()).entries.filter(({ from }) => from === 'madobe').length;
    await page.say(words);
    await answered(page, before + 1);
  };
  const tap = (page: WebBrowser, data: string) =>
    page.post('/api/messages', { id: crypto.randomUUID(), event: { kind: 'chosen', data } });
  /** A second device of the same person. */
  const alsoOn = async (page: WebBrowser) => {
    const other = scene.browser();
    const { body } = await page.post('/api/resume-code', {});
    expect((await other.post('/api/resume', body)).status).toBe(200);
    return other;
  };
  /** Somebody with one of everything that is kept. */
  const somebody = async (told: { words: string; letter: string; nickname: string }) => {
    const page = await openPage();
    await says(page, told.words);
    await sendLetter(page, told.letter, mine.about);
    await page.put('/api/letters/draft', { body: mine.draft, about: '', answerIn: 'room' });
    await register(page, { nickname: told.nickname, municipality: mine.municipality, ageBand: '30-39' });
    await page.post('/api/resume-code', {});
    return page;
  };

  test('looking around needs no consent and records none', async () => {
    const page = await openPage();
    await says(page, 'メニュー');
    await says(page, mine.words);
    const { consents, letters, registered, until } = await look(page);
    expect({ consents, letters, registered }).toEqual({
      consents: [],
      letters: { sent: 0, isDraftThere: false },
      registered: [],
    });
    expect(until).toBe('2027-11-20');
  });

  test('the first that is kept of a letter, or registered, brings its consent, with words and time', async () => {
    const page = await openPage();
    await page.put('/api/letters/draft', { body: '', about: '', answerIn: 'room' });
    await register(page, { answerIn: 'line' });
    expect((await look(page)).consents).toEqual([]);
    await page.put('/api/letters/draft', { body: 'は', about: '', answerIn: 'room' });
    expect((await look(page)).consents).toMatchObject([{ givenAt: scene.clock.now() }]);
    await register(page, { ageBand: '30-39' });
    const { consents, registered } = await look(page);
    expect(consents.map(({ words }) => words.includes('365日'))).toEqual([true, true]);
    expect(registered).toEqual([{ name: expect.any(String), value: '30代' }]);
  });

  test('taking a consent back takes what was kept under it, at once and once', async () => {
    const page = await somebody(mine);
    expect(await changesOf(page)).toEqual(['letters-off', 'registered-off', 'notices-off']);
    expect((await change(page, 'letters-off')).status).toBe(204);
    expect(await look(page)).toMatchObject({ letters: { sent: 0, isDraftThere: false } });
    expect((await page.get('/api/letters')).body).toEqual({ letters: [] });
    await change(page, 'registered-off');
    expect((await look(page)).registered).toEqual([]);
    expect((await look(page)).consents).toEqual([]);
    await change(page, 'notices-off');
    expect(await look(page)).toMatchObject({ notices: false, changes: [{ change: 'notices-on' }] });
    await change(page, 'notices-on');
    expect((await look(page)).consents).toHaveLength(1);
    expect((await change(page, 'letters-off')).status).toBe(204);
    expect((await change(page, 'something')).status).toBe(400);
  });

  test('registering nothing any more takes the consent back', async () => {
    const page = await openPage();
    await register(page, { nickname: mine.nickname });
    await register(page, { answerIn: 'room' });
    expect(await look(page)).toMatchObject({ registered: [], consents: [] });
  });

  test('the file to take away has everything of the person, as a page and as data, and nothing of another', async () => {
    const page = await somebody(mine);
    await somebody(others);
    const readable = await page.get<string>('/api/mine/page');
    const data = await page.get<PersonExport>('/api/mine/data');
    for (const text of [readable.body, JSON.stringify(data.body)]) {
      for (const mark of Object.values(mine)) expect(text).toContain(mark);
      for (const mark of Object.values(others)) expect(text).not.toContain(mark);
    }
    expect(readable.headers.get('content-type')).toContain('text/html');
    expect(readable.headers.get('content-disposition')).toContain('attachment');
    expect(readable.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(readable.body).not.toMatch(/<script|src=|https?:\/\//);
    expect(data.body).toMatchObject({
      format: 'madobe/person/1',
      person: { erasedByItselfOn: '2027-11-20' },
      channels: [{ channel: 'web', address: expect.any(String) }],
      letters: [{ body: mine.letter, about: mine.about }],
      letterDraft: { body: mine.draft },
      registered: { nickname: mine.nickname, municipality: mine.municipality },
      consents: [{ kind: 'letters' }, { kind: 'registered' }],
      sessions: [{ openedAt: expect.any(String) }],
      resumeCode: expect.any(String),
    });
    // The page holds the same data for machines.
    const [, embedded = ''] = /href="data:application\/json;base64,([^"]+)"/.exec(readable.body) ?? [];
    expect(JSON.parse(Buffer.from(embedded, 'base64').toString('utf8'))).toMatchObject({
      letters: data.body.letters,
    });
  });

  test('what a person wrote stands on the page as text, whatever it looks like', async () => {
    const page = await openPage();
    await says(page, '<img src=x onerror="alert(1)"> & </p>');
    const { body } = await page.get<string>('/api/mine/page');
    expect(body).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62; &#38; &#60;/p&#62;');
    expect(body).not.toContain('<img');
  });

  test('none of it is anybody’s without a session', async () => {
    const stranger = scene.browser();
    for (const path of ['/api/mine', '/api/mine/page', '/api/mine/data']) {
      expect((await stranger.get(path)).status).toBe(401);
    }
    expect((await change(stranger, 'letters-off')).status).toBe(401);
  });

  describe('a one-time link to the file', () => {
    const linkFor = async (page: WebBrowser) => {
      const personId = await scene.personOf(page);
      return scene.elsewhere.write((tx) =>
        new RoomLinks(scene.vault).make(tx, personId, 'download', scene.clock.now()),
      );
    };
    const open = (token: string) =>
      scene.browser().ask<string>('POST', '/download', `token=${token}`, {
        'content-type': 'application/x-www-form-urlencoded',
      });

    test('shows a button first, as often as it is looked at, and the file once', async () => {
      const token = await linkFor(await somebody(mine));
      for (let looked = 0; looked < 3; looked += 1) {
        const { status, body, headers } = await scene.browser().get<string>(`/download/${token}`);
        expect(status).toBe(200);
        expect(body).toContain(`value="${token}"`);
        expect(body).not.toContain(mine.letter);
        expect(headers.get('cache-control')).toBe('no-store');
        expect(headers.get('set-cookie')).toBeNull();
      }
      const both = await Promise.all([open(token), open(token)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
      const file = both.find(({ status }) => status === 200);
      expect(file?.body).toContain(mine.letter);
      expect(file?.headers.get('set-cookie')).toBeNull();
      expect((await scene.browser().get(`/download/${token}`)).status).toBe(403);
    });

    test('opens no room, and a link into a room gives no file', async () => {
      const page = await openPage();
      const token = await linkFor(page);
      expect((await scene.browser().post('/api/room', { token })).status).toBe(403);
      const personId = await scene.personOf(page);
      const room = await scene.elsewhere.write((tx) =>
        new RoomLinks(scene.vault).make(tx, personId, 'conversation', scene.clock.now()),
      );
      expect((await open(room)).status).toBe(403);
      expect((await open(token)).status).toBe(200);
      expect((await scene.browser().post('/api/room', { token: room })).status).toBe(200);
    });

    test.each(['', 'x', 'A'.repeat(43), '%00'])('that is none is told so kindly: %j', async (token) => {
      const { status, body } = await open(token);
      expect(status).toBe(403);
      expect(body).toContain('このリンクは、もう使えません');
    });
  });

  test('erasing everything ends the page that is open on another device, and shows the receipt there', async () => {
    const page = await somebody(mine);
    const other = await alsoOn(page);
    const live = await other.live();
    await says(page, '消す');
    await tap(page, 'erase/sure/erase');
    await live.waitForEnd();
    const [ended] = live.of('ended');
    const { why, receipt } = (ended?.data ?? {}) as { why: string; receipt: ErasureReceipt };
    expect(why).toBe('erased');
    expect(receipt).toEqual({ number: expect.stringMatching(/^\d{4}-\d{4}-\d{4}$/), on: '2026-11-20' });
    const found = await scene.elsewhere.read((tx) =>
      new ErasureReceipts('Asia/Tokyo').find(tx, receipt.number),
    );
    expect(found).toBe('2026-11-20');
    for (const each of [page, other]) expect((await each.get('/api/session')).status).toBe(401);
  });

  test('erasing the conversation leaves letters and the way back, and clears pages that are open or come back', async () => {
    const page = await somebody(mine);
    const personId = await scene.personOf(page);
    const other = await alsoOn(page);
    const live = await other.live();
    await says(page, '消す');
    await tap(page, 'erase/sure/talk');
    await waitFor('the second question', async () => (await page.history()).entries.length >= 6);
    const before = (await page.history()).entries.at(-1)?.id ?? 0;
    await tap(page, 'erase/talk-sure/talk');
    await waitFor('word that it was done', () => live.of('cleared').length > 0);
    expect(live.of('cleared')[0]?.data).toEqual({ upTo: before });

    await waitFor('one entry', async () => (await page.history()).entries.length === 1);
    const [left] = (await page.history()).entries;
    expect(left).toMatchObject({ from: 'madobe', what: { kind: 'said' } });
    expect(JSON.stringify(left)).not.toContain(mine.words);
    const asleep = await other.live({ after: before - 1 });
    await waitFor('the page that came back to learn it', () => asleep.of('cleared').length > 0);
    expect((await asleep.waitForEntries(1)).map(({ id }) => id)).toEqual([left?.id]);

    const held = await look(page);
    expect(held).toMatchObject({
      letters: { sent: 1, isDraftThere: true },
      messages: 1,
      hasResumeCode: true,
    });
    expect(held.remembered.map(({ name }) => name)).toEqual(['ことば']);
    const person = await scene.elsewhere.write((tx) => new PersonDirectory(scene.vault).open(tx, personId));
    expect(person).not.toBeNull();
    expect((await page.get<string>('/api/mine/page')).body).not.toContain(mine.words);
  });

  test('erasing the letters with the conversation takes both', async () => {
    const page = await somebody(mine);
    await says(page, '消す');
    await tap(page, 'erase/sure/talk');
    await tap(page, 'erase/talk-sure/with-letters');
    await waitFor('the letters to go', async () => (await look(page)).letters.sent === 0);
    expect(await look(page)).toMatchObject({ letters: { isDraftThere: false }, messages: 1 });
    expect((await look(page)).registered).toHaveLength(3);
  });
});
