import { onBothDatabases } from '../support/databases';
import { lineIds, type Phone } from '../support/line-double';
import { waitFor } from '../support/wait-for';
import { openScene, pushesOf, type Scene, sendsOf } from './scene';
import { expectGoodManners, follow, giveName, questionOn, saidIn, tap, write } from './screens';
import { firstLanguage } from './walk';
import { filled, wordsAt } from './written-words';

const nickname = 'つゆくさの庭';

onBothDatabases((dialect) => {
  let scene: Scene;
  let phone: Phone;
  beforeEach(async () => {
    scene = await openScene(dialect);
    phone = scene.line.phone();
  });
  afterEach(() => scene.close());

  const waitingSends = () =>
    scene.database.rows(`SELECT state, reply_until FROM outbox_message WHERE state = 'pending'`);

  /** LINE refuses for its rate until the reply token is over, so that the answer can only be pushed any more. */
  const makeAnswerWait = async () => {
    scene.line.addFaults({ kind: 'status', status: 429, times: Number.POSITIVE_INFINITY });
    await phone.text('メニュー');
    await scene.passUntil('a push that was refused', () => pushesOf(scene.line).length > 0);
    await waitFor('the push to wait for its next try', async () => (await waitingSends()).length === 1);
    return pushesOf(scene.line).length;
  };

  test('an answer that had to wait is pushed when LINE takes it again', async () => {
    await follow(phone);
    await scene.settled();
    await makeAnswerWait();
    scene.line.clearFaults();
    const shown = phone.botMessages.length;
    await scene.passUntil('the answer', () => phone.botMessages.length > shown);
    await scene.settled();
    expect(questionOn(phone)).toBe('menu/choose');
    expect(new Set(pushesOf(scene.line).map(({ headers }) => headers['x-line-retry-key'])).size).toBe(1);
    expect(scene.line.violations).toEqual([]);
  });

  test('whoever blocks us gets nothing any more, also what was waiting to be pushed', async () => {
    await follow(phone);
    await scene.settled();
    const tried = await makeAnswerWait();
    await phone.unfollow();
    await scene.settled();
    expect(await waitingSends()).toEqual([]);
    scene.line.clearFaults();
    for (let minute = 0; minute < 60; minute += 1) await scene.pass(60_000);
    expect(pushesOf(scene.line)).toHaveLength(tried);
    expect(scene.line.violations).toEqual([]);
  });

  test('coming back is a welcome by name, without a question about the time between', async () => {
    await follow(phone);
    await tap(phone, 'first-contact/hello/self');
    await giveName(phone, nickname);
    await phone.unfollow();
    await scene.pass(40 * 24 * 60 * 60_000);
    const answer = await follow(phone);
    expect(saidIn(answer)).toContain(filled(wordsAt(firstLanguage, 'welcome-back', 'named'), { nickname }));
    expect(questionOn(phone)).toBe('menu/choose');
    expect(await scene.database.counts()).toMatchObject({ person: 1, channel_identity: 1 });
    expectGoodManners(scene.line);
  });

  test('blocking before ever having written leaves no trace', async () => {
    await phone.unfollow();
    await scene.settled();
    expect(await scene.database.counts()).toMatchObject({ person: 0, inbox_event: 0, message: 0 });
    expect(sendsOf(scene.line)).toEqual([]);
  });

  test('a nickname that is taken back is gone: the words, our answer that said it, and the name', async () => {
    await follow(phone);
    await tap(phone, 'first-contact/hello/self');
    const { messageId, eventId } = await phone.text(nickname);
    await phone.waitForAnswer();
    await tap(phone, 'nickname/confirm/as-name');
    await scene.settled();
    expect((await scene.stateOf(phone.userId))?.facts.nickname?.value).toBe(nickname);

    await phone.unsend(messageId ?? '');
    await scene.settled();
    expect(JSON.stringify(await scene.stateOf(phone.userId))).not.toContain(nickname);
    const emptied = await scene.database.rows('SELECT direction FROM message WHERE content IS NULL');
    expect(new Set(emptied.map(({ direction }) => direction))).toEqual(new Set(['in', 'out']));
    expect(await scene.database.counts()).toMatchObject({ unsent_message: 1 });

    const before = await scene.database.dumpOfTurns();
    await scene.line.redeliver(eventId);
    await scene.settled();
    expect(await scene.database.dumpOfTurns()).toEqual(before);

    const kept = await write(phone, '何が残っていますか');
    expect(saidIn(kept)).not.toContain(nickname);
    const [beginning = ''] = wordsAt(firstLanguage, 'kept', 'mine').split('\n');
    expect(saidIn(kept)).toContain(beginning);
    expectGoodManners(scene.line);
  });

  test('a text that might be a name, and is taken back before anybody said so, is no name afterwards', async () => {
    await follow(phone);
    await tap(phone, 'first-contact/hello/self');
    const { messageId } = await phone.text(nickname);
    await phone.waitForAnswer();
    await scene.settled();
    expect((await scene.stateOf(phone.userId))?.facts.nickname).toBeUndefined();
    await phone.unsend(messageId ?? '');
    await scene.settled();
    expect(JSON.stringify(await scene.stateOf(phone.userId))).not.toContain(nickname);
    await tap(phone, 'nickname/confirm/as-name');
    expect(questionOn(phone)).toBe('nickname/choose');
    expect((await scene.stateOf(phone.userId))?.facts.nickname).toBeUndefined();
    expectGoodManners(scene.line);
  });

  test.each([
    ['somebody known', true],
    ['somebody who never wrote before', false],
  ])(
    'words of %s that are taken back before they arrive are neither kept nor answered',
    async (_who, known) => {
      if (known) await follow(phone);
      await scene.settled();
      const sent = sendsOf(scene.line).length;
      const id = lineIds.message();
      const message = scene.line.event({
        type: 'message',
        source: phone.source,
        message: { id, type: 'text', text: 'やっぱり消したい言葉', quoteToken: 'q' },
      });
      const unsend = scene.line.event({ type: 'unsend', source: phone.source, unsend: { messageId: id } });
      await scene.line.deliver([unsend]);
      await scene.line.deliver([message]);
      await scene.settled();
      expect(sendsOf(scene.line)).toHaveLength(sent);
      const kept = await scene.database.rows(
        `SELECT content FROM message WHERE direction = 'in' ORDER BY id DESC`,
      );
      expect(kept[0]?.content).toBeNull();
      const next = await write(phone, 'メニュー');
      expect(next.length).toBeGreaterThan(0);
      expectGoodManners(scene.line);
    },
  );

  test('“stop” is kept to: what is asked for is still answered, and coming back to talk is as easy as before', async () => {
    await follow(phone);
    await write(phone, 'やめる');
    await scene.settled();
    expect(
      (await scene.database.rows('SELECT notices_allowed AS allowed FROM person')).map(({ allowed }) =>
        Boolean(allowed),
      ),
    ).toEqual([false]);
    await write(phone, '電話');
    expect(questionOn(phone)).toBe('phone/choose');
    expectGoodManners(scene.line);
  });
});
