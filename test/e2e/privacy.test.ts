import { onBothDatabases } from '../support/databases';
import type { LineEvent, Phone } from '../support/line-double';
import { findMarks, type Marks } from '../support/marked-search';
import { openScene, type Scene, sendsOf } from './scene';
import { expectGoodManners, follow, giveName, questionOn, tap, textsOf, write } from './screens';
import { firstLanguage } from './walk';
import { wordsAt } from './written-words';

/** Invented, and like nothing that would be there by chance. */
const said = { text: 'ひみつの小箱は 屋根裏にあります Zq7', nickname: 'しるし猫Xw9' };

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
    for (const [place, bytes] of Object.entries(await scene.database.rawBytes())) {
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
      'what we say': wordsAt(firstLanguage, 'menu', 'choose'),
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
    const [before] = await scene.database.rows('SELECT id, data_key AS key FROM person');
    const key = before?.key;
    if (!Buffer.isBuffer(key)) throw new Error('A person has a wrapped key.');
    await write(phone, '消す');
    expect(questionOn(phone)).toBe('erase/sure');
    const goodbye = await tap(phone, 'erase/sure/erase');
    await scene.settled();

    expect(textsOf(goodbye)).toEqual([wordsAt(firstLanguage, 'erase', 'erased')]);
    expect(await scene.personOf(phone.userId)).toBeNull();
    expect(await scene.database.counts()).toMatchObject({
      person: 0,
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
    const emptied = await scene.database.dump();
    for (const { webhookEventId } of old) await scene.line.redeliver(webhookEventId);
    await scene.settled();
    expect(await scene.database.dump()).toEqual(emptied);

    await write(phone, 'こんばんは');
    expect(questionOn(phone)).toBe('first-words/thanks');
    await scene.settled();
    const [after] = await scene.database.rows('SELECT id, data_key AS key FROM person');
    expect(after?.id).not.toBe(before?.id);
    expect((await scene.stateOf(phone.userId))?.facts).toEqual({});
  });

  test('the wrapped key of an erased person stands nowhere on the disk any more', async () => {
    await follow(phone);
    await write(phone, '消す');
    await scene.settled();
    const [person] = await scene.database.rows('SELECT data_key AS key FROM person');
    const key = person?.key;
    if (!Buffer.isBuffer(key)) throw new Error('A person has a wrapped key.');
    await tap(phone, 'erase/sure/erase');
    await scene.settled();
    const places = Object.entries(await scene.database.rawBytes());
    expect(places.filter(([, bytes]) => bytes.includes(key)).map(([place]) => place)).toEqual([]);
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
