import { onBothDatabases } from '../support/databases';
import type { LineEvent, Phone } from '../support/line-double';
import { openScene, type Scene, sendsOf } from './scene';
import { expectGoodManners, follow, questionOn, tap, write } from './screens';

onBothDatabases((dialect) => {
  let scene: Scene;
  let phone: Phone;
  beforeEach(async () => {
    scene = await openScene(dialect);
    phone = scene.line.phone();
  });
  afterEach(() => scene.close());

  /** All kinds of events, of two people and a group: words, taps, things without words, one taken back, one erased. */
  const converse = async () => {
    await follow(phone);
    await tap(phone, 'first-contact/hello/sibling');
    const nickname = await phone.text('ほしあかり');
    await phone.waitForAnswer();
    await tap(phone, 'nickname/confirm/as-name');
    await tap(phone, 'menu/choose/phone');
    await phone.sticker();
    await phone.waitForAnswer();
    await write(phone, 'きょうは少し話してみたい気持ちです');
    await write(phone, 'また今度');
    if (nickname.messageId === null) throw new Error('A text has a message id.');
    await phone.unsend(nickname.messageId);
    const other = scene.line.phone();
    await write(other, '娘のことで、どこから話せばいいか');
    await write(other, '消す');
    await tap(other, 'erase/sure/erase');
    const group = scene.line.group();
    await group.join();
    await group.text('こんにちは');
    await scene.settled();
  };

  /** All that a redelivery could change: what LINE was asked to do, what people see, every row. */
  const everything = async () => ({
    sends: sendsOf(scene.line),
    screens: scene.line.delivered,
    rows: await scene.database.dumpOfTurns(),
  });

  const again = (events: readonly LineEvent[]) =>
    events.map(({ webhookEventId }) => scene.line.redeliver(webhookEventId));

  test.each<[string, (events: readonly LineEvent[]) => Promise<unknown>]>([
    ['once more in order', () => scene.line.redeliverAll()],
    [
      'once more in reverse',
      async (events) => {
        for (const { webhookEventId } of events.toReversed()) await scene.line.redeliver(webhookEventId);
      },
    ],
    ['twice, all at the same instant', (events) => Promise.all([...again(events), ...again(events)])],
    ['as plain duplicates in one webhook', (events) => scene.line.deliver([...events, ...events])],
  ])(
    'when every event of a conversation comes %s, nobody hears anything new and no row changes',
    async (_name, deliver) => {
      await converse();
      const before = await everything();
      await deliver(scene.line.events);
      await scene.settled();
      expect(await everything()).toEqual(before);
      await scene.pass(10 * 60_000);
      await deliver(scene.line.events);
      await scene.settled();
      expect(await everything()).toEqual(before);
      expectGoodManners(scene.line);
    },
  );

  test('each event coming again before the next one changes nothing on the way', async () => {
    const calmly = async (act: () => Promise<unknown>) => {
      await act();
      await scene.settled();
      const before = await everything();
      const newest = scene.line.events.at(-1);
      if (newest) await scene.line.redeliver(newest.webhookEventId);
      await scene.settled();
      expect(await everything()).toEqual(before);
    };
    await calmly(() => follow(phone));
    await calmly(() => tap(phone, 'first-contact/hello/self'));
    await calmly(() => write(phone, 'こかげ'));
    await calmly(() => tap(phone, 'nickname/confirm/as-name'));
    await calmly(() => tap(phone, 'menu/choose/writing'));
    await calmly(() => tap(phone, 'writing/choose/mail'));
    expectGoodManners(scene.line);
  });

  test('the first delivery and its redelivery arriving at the same instant are one event', async () => {
    const events = ['はじめまして', 'メニュー', '人と話したい'].map((text, index) =>
      scene.line.event({
        type: 'message',
        source: phone.source,
        message: { id: `5900000000000000${index}`, type: 'text', text, quoteToken: 'q' },
      }),
    );
    await Promise.all(
      events.flatMap((event) => [
        scene.line.deliver([event]),
        scene.line.redeliver(event.webhookEventId),
        scene.line.deliver([event, event]),
      ]),
    );
    await scene.settled();
    expect(sendsOf(scene.line)).toHaveLength(events.length);
    expect(await scene.database.counts()).toMatchObject({ person: 1, channel_identity: 1, inbox_event: 3 });
    expectGoodManners(scene.line);
  });

  test('what arrives late and out of order is answered all the same, once', async () => {
    await follow(phone);
    const [earlier, later] = ['電話', 'メニュー'].map((text, index) => {
      scene.clock.advance(1_000);
      const message = { id: `5910000000000000${index}`, type: 'text', text, quoteToken: 'q' };
      return scene.line.event({ type: 'message', source: phone.source, message });
    });
    if (!earlier || !later) throw new Error('Two events were made.');
    await scene.line.deliver([later]);
    await scene.settled();
    expect(questionOn(phone)).toBe('menu/choose');
    await scene.line.deliver([earlier]);
    await scene.settled();
    expect(questionOn(phone)).toBe('phone/choose');
    expect(sendsOf(scene.line)).toHaveLength(3);
    expectGoodManners(scene.line);
  });

  test('an event that was not acknowledged comes again by LINE’s own redelivery and is answered', async () => {
    await scene.close();
    scene = await openScene(dialect, { line: { redelivery: true, redeliveryDelaysMs: [1_000] } });
    phone = scene.line.phone();
    const { port } = scene.door.madobe;
    await scene.line.setWebhookUrl('http://127.0.0.1:9/line/webhook');
    expect(await phone.follow()).toMatchObject({ acknowledged: false });
    await scene.line.setWebhookUrl(`http://127.0.0.1:${port}/line/webhook`);
    scene.clock.advance(1_000);
    await phone.waitForAnswer();
    expect(questionOn(phone)).toBe('first-contact/hello');
    expect(scene.line.violations).toEqual([]);
  });
});
