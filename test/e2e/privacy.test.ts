import { onBothDatabases } from '../support/databases';
import type { LineEvent, Phone } from '../support/line-double';
import { findMarks, type Marks } from '../support/marked-search';
import { WebBrowser } from '../support/web-browser';
import { tablesOfNobody } from './database-view';
import { openDesk } from './desk';
import { openScene, type Scene, sendsOf } from './scene';
import { expectGoodManners, follow, giveName, questionOn, tap, textsOf, write } from './screens';
import { firstLanguage } from './walk';
import { variantsAt, wordsAt } from './written-words';

/** Invented, and like nothing that would be there by chance. */
const said = { text: 'ひみつの小箱は 屋根裏にあります Zq7', nickname: 'しるし猫Xw9' };
const kept = {
  letter: '屋根裏の手紙 Kp3 です',
  about: '小窓 Rt5 のこと',
  draft: '書きかけの Lm8 です',
  answer: '空の Nb4 を見上げて',
  counsellor: 'きのうの Vc1 のお話',
  registered: '窓の猫Jd6',
};
const BASE_URL = 'https://madobe.example.org';

onBothDatabases((dialect) => {
  let scene: Scene;
  let phone: Phone;
  beforeEach(async () => {
    scene = await openScene(dialect);
    phone = scene.line.phone();
  });
  afterEach(() => scene.close());

  /** Says the marked texts, and gives back everything of this conversation that must stand nowhere. */
  const converse = async (): Promise<Marks> => {
    await follow(phone);
    await tap(phone, 'first-contact/hello/self');
    await giveName(phone, said.nickname);
    await write(phone, said.text);
    const failing = scene.line.event({
      type: 'message',
      source: phone.source,
      message: { id: '592000000000000001', type: 'text', text: said.text, quoteToken: 'q' },
    });
    scene.line.addFaults({ kind: 'status', status: 400, body: `{"message":"bad: ${said.text}"}` });
    await scene.line.deliver([failing]);
    await scene.settled();
    const tokens = scene.line.events.flatMap(({ replyToken }) => replyToken ?? []);
    return {
      ...said,
      'user id': phone.userId,
      'channel secret': scene.door.config.line?.channelSecret ?? '',
      'access token': scene.door.config.line?.channelAccessToken ?? '',
      ...Object.fromEntries(tokens.map((token, index) => [`reply token ${index}`, token])),
      ...Object.fromEntries(scene.line.events.flatMap(messageIdsOf)),
    };
  };

  const findingsOnDisk = async (marks: Marks) => {
    const findings = [];
    const places = Object.entries(await scene.database.rawBytes());
    expect(places.map(([place]) => place)).toEqual(
      expect.arrayContaining(
        dialect === 'sqlite'
          ? ['madobe.sqlite', 'madobe.sqlite-wal', 'keys.sqlite', 'keys.sqlite-wal']
          : ['table message', 'table person_key', 'table key_generation'],
      ),
    );
    for (const [place, bytes] of places) {
      for (const finding of findMarks(bytes, marks)) findings.push({ place, ...finding });
    }
    return findings;
  };

  test('after a conversation neither the tables nor the log hold what was said, the name, LINE’s ids or tokens', async () => {
    const marks = await converse();
    expect((await scene.database.counts()).message).toBeGreaterThan(6);
    expect(await findingsOnDisk(marks)).toEqual([]);
    expect(scene.log.length).toBeGreaterThan(4);
    expect(findMarks(Buffer.from(scene.log.join('\n')), marks)).toEqual([]);
    // What could not be seen from outside is all there for who has the key.
    expect((await scene.stateOf(phone.userId))?.facts.nickname?.value).toBe(said.nickname);
  });

  test('what waits for its turn or its way out is sealed too', async () => {
    scene.line.addFaults({ kind: 'status', status: 429, times: Number.POSITIVE_INFINITY });
    await phone.text('メニュー');
    await scene.passUntil('the answer to wait for another try', async () => {
      const rows = await scene.database.rows(`SELECT 1 AS one FROM outbox_message WHERE state = 'pending'`);
      return rows.length === 1;
    });
    const tokens = scene.line.events.flatMap(({ replyToken }) => replyToken ?? []);
    const marks = {
      'user id': phone.userId,
      ...Object.fromEntries(
        variantsAt(firstLanguage, 'menu', 'choose').map((text, index) => [`what we say ${index}`, text]),
      ),
      ...Object.fromEntries(tokens.map((token, index) => [`reply token ${index}`, token])),
    };
    expect(await findingsOnDisk(marks)).toEqual([]);
    expect(findMarks(Buffer.from(scene.log.join('\n')), marks)).toEqual([]);
  });

  test('the group’s id, what was said there and by whom stand nowhere', async () => {
    const group = scene.line.group();
    await group.join();
    await group.text(said.text, phone.userId);
    await scene.settled();
    const marks = { text: said.text, 'group id': group.id, 'user id': phone.userId };
    expect(await findingsOnDisk(marks)).toEqual([]);
    expect(findMarks(Buffer.from(scene.log.join('\n')), marks)).toEqual([]);
  });

  test('erasing takes every row and the key, says goodbye, and knows nobody afterwards', async () => {
    await converse();
    const [before] = await scene.database.rows('SELECT person_id AS id, wrapped AS key FROM person_key');
    const key = before?.key;
    if (!Buffer.isBuffer(key)) throw new Error('A person has a wrapped key.');
    await write(phone, '消す');
    expect(questionOn(phone)).toBe('erase/sure');
    const goodbye = await tap(phone, 'erase/sure/erase');
    await scene.settled();

    expect(textsOf(goodbye)[0]).toBe(wordsAt(firstLanguage, 'erase', 'erased'));
    expect(textsOf(goodbye).join('\n')).toMatch(/\d{4}-\d{4}-\d{4}（2026-11-20）/);
    expect(await scene.personOf(phone.userId)).toBeNull();
    expect(await scene.database.counts()).toMatchObject({
      person: 0,
      person_key: 0,
      channel_identity: 0,
      conversation: 0,
      message: 0,
      outbox_message: 0,
    });
    const marksLeft = await scene.database.rows('SELECT person_id, payload, state FROM inbox_event');
    expect(
      marksLeft.every((row) => row.person_id === null && row.payload === null && row.state === 'done'),
    ).toBe(true);
    expectGoodMannersButRefusal();

    const old = [...scene.line.events];
    const emptied = await scene.database.dumpOfTurns();
    for (const { webhookEventId } of old) await scene.line.redeliver(webhookEventId);
    await scene.settled();
    expect(await scene.database.dumpOfTurns()).toEqual(emptied);

    await write(phone, 'こんばんは');
    expect(questionOn(phone)).toBe('first-words/thanks');
    await scene.settled();
    const [after] = await scene.database.rows('SELECT person_id AS id, wrapped AS key FROM person_key');
    expect(after?.id).not.toBe(before?.id);
    expect((await scene.stateOf(phone.userId))?.facts).toEqual({});
  });

  test('the wrapped key of an erased person stands nowhere on the disk any more', async () => {
    await follow(phone);
    await write(phone, '消す');
    await scene.settled();
    const [person] = await scene.database.rows('SELECT wrapped AS key FROM person_key');
    const key = person?.key;
    if (!Buffer.isBuffer(key)) throw new Error('A person has a wrapped key.');
    await tap(phone, 'erase/sure/erase');
    await scene.settled();
    const places = Object.entries(await scene.database.rawBytes());
    expect(places.filter(([, bytes]) => bytes.includes(key)).map(([place]) => place)).toEqual([]);
  });

  test('after erasing, nothing is left of letters, the room, what was agreed to and registered, nor the person’s id', async () => {
    const { scene: roomy, marks, personId, pages } = await withRoom();
    try {
      await write(roomy.phone, 'ぜんぶ消す');
      await tap(roomy.phone, 'erase/sure/erase');
      await roomy.scene.settled();
      const { erasure_receipt, daily_count, inbox_event, ...others } = await roomy.scene.database.counts();
      expect(erasure_receipt).toBe(1);
      expect(Math.min(daily_count ?? 0, inbox_event ?? 0, others.installation ?? 0)).toBeGreaterThan(0);
      expect(others.key_generation).toBe(1);
      const ofPeople = Object.entries(others).filter(([table]) => !tablesOfNobody.includes(table));
      expect(ofPeople.filter(([, rows]) => rows > 0)).toEqual([]);
      for (const page of pages) expect((await page.get('/api/session')).status).toBe(401);
      const searched = { ...marks, 'person id': personId };
      const findings = Object.entries(await roomy.scene.database.rawBytes()).flatMap(([place, bytes]) =>
        findMarks(bytes, searched).map((finding) => ({ place, ...finding })),
      );
      expect(findings).toEqual([]);
      expect(findMarks(Buffer.from(roomy.scene.log.join('\n')), marks)).toEqual([]);
    } finally {
      await roomy.scene.close();
    }
  });

  test('the file behind a one-time link in LINE has everything, and of somebody else nothing', async () => {
    const { scene: roomy, marks } = await withRoom();
    try {
      const other = roomy.scene.line.phone();
      await follow(other);
      await write(other, 'よその納戸 Ht8 のことです');
      await write(roomy.phone, 'わたしの情報');
      const shown = await tap(roomy.phone, 'kept/choose/download');
      const [, token = ''] =
        /\/download\/([A-Za-z0-9_-]{43})/.exec(JSON.stringify(shown.map(({ message }) => message))) ?? [];
      const fetched = await new WebBrowser(roomy.scene.door.origin, { origin: BASE_URL }).ask<string>(
        'POST',
        '/download',
        `token=${token}`,
        { 'content-type': 'application/x-www-form-urlencoded' },
      );
      expect(fetched.status).toBe(200);
      const { cookie: _cookie, number: _number, words: _words, ...told } = marks;
      for (const mark of Object.values(told)) expect(fetched.body).toContain(mark);
      expect(fetched.body).toContain(roomy.phone.userId);
      expect(fetched.body).not.toContain('Ht8');
      expect(fetched.body).not.toContain('staff-one');
    } finally {
      await roomy.scene.close();
    }
  });

  test('erasing the conversation on LINE takes the words and what they taught, and leaves the letter', async () => {
    const { scene: roomy } = await withRoom();
    try {
      await write(roomy.phone, '消す');
      await tap(roomy.phone, 'erase/sure/talk');
      await tap(roomy.phone, 'erase/talk-sure/talk');
      await roomy.scene.settled();
      const counts = await roomy.scene.database.counts();
      expect(counts).toMatchObject({ message: 1, letter: 1, registered_items: 1, person: 1 });
      expect((await roomy.scene.stateOf(roomy.phone.userId))?.facts).toEqual({});
      await write(roomy.phone, 'メニュー');
      expectGoodManners(roomy.scene.line);
    } finally {
      await roomy.scene.close();
    }
  });

  test('keeping everything, when asked whether to erase, keeps everything', async () => {
    await follow(phone);
    await tap(phone, 'first-contact/hello/self');
    await giveName(phone, said.nickname);
    await write(phone, '消す');
    await tap(phone, 'erase/sure/keep');
    await scene.settled();
    expect((await scene.stateOf(phone.userId))?.facts.nickname?.value).toBe(said.nickname);
    expectGoodManners(scene.line);
  });

  /** Somebody on LINE with a room, an answered letter, a draft, what they registered, and every consent. */
  async function withRoom() {
    const opened = await openScene(dialect, { config: { baseUrl: BASE_URL } });
    const theirs = opened.line.phone();
    const desk = await openDesk(opened);
    try {
      await follow(theirs);
      await tap(theirs, 'first-contact/hello/self');
      await giveName(theirs, said.nickname);
      await write(theirs, said.text);
      await write(theirs, '部屋');
      const link = await tap(theirs, 'room/what/open');
      const [, token = ''] =
        /\/room\/([A-Za-z0-9_-]{43})/.exec(JSON.stringify(link.map(({ message }) => message))) ?? [];
      const page = new WebBrowser(opened.door.origin, { origin: BASE_URL });
      await page.post('/api/room', { token });
      const id = crypto.randomUUID();
      await page.post('/api/letters', { id, body: kept.letter, about: kept.about, answerIn: 'room' });
      await page.put('/api/letters/draft', { body: kept.draft, about: '', answerIn: 'room' });
      await page.put('/api/registered', {
        nickname: kept.registered,
        municipality: null,
        ageBand: null,
        duration: null,
        answerIn: 'room',
      });
      await page.post('/api/mine/change', { change: 'notices-on' });
      const { body: code } = await page.post<{ number: string; words: string }>('/api/resume-code', {});
      const personId = (await opened.personOf(theirs.userId)) ?? '';
      await desk.store.write((tx) =>
        desk.voice.answerLetter(
          tx,
          personId,
          id,
          { body: kept.answer, staff: 'staff-one' },
          opened.clock.now(),
        ),
      );
      await desk.store.write((tx) =>
        desk.voice.say(tx, personId, { text: kept.counsellor, staff: 'staff-one' }, opened.clock.now()),
      );
      // Told by another process: this one's sweep finds it.
      await opened.passUntil('the notices to arrive', async () => {
        const rows = await opened.database.rows('SELECT 1 AS one FROM outbox_message');
        return rows.length === 0;
      });
      await opened.settled();
      const [cookie = ''] = page.cookies.values();
      const marks = { ...said, ...kept, cookie, number: code.number, words: code.words };
      return { scene: { scene: opened, phone: theirs }, marks, personId, pages: [page] };
    } finally {
      await desk.close();
    }
  }

  /** The conversation holds one send that LINE was made to refuse, for which the person got the plain fallback. */
  function expectGoodMannersButRefusal(): void {
    expect(scene.line.violations).toEqual([]);
    expect(scene.line.profileCalls).toEqual([]);
    expect(sendsOf(scene.line).filter(({ status }) => status !== 200).length).toBe(1);
  }
});

/** LINE's ids of messages: they too would lead back to a person. */
function messageIdsOf(event: LineEvent): readonly (readonly [string, string])[] {
  const { message } = event;
  if (message === null || typeof message !== 'object' || !('id' in message)) return [];
  return [[`message id of ${event.webhookEventId}`, String(message.id)]];
}
