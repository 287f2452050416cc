import { mediaKinds } from '../../src/flow';
import { onBothDatabases } from '../support/databases';
import type { Phone } from '../support/line-double';
import { openScene, type Scene, sendsOf } from './scene';
import { expectGoodManners, follow, questionOn, tap, textsOf, write } from './screens';
import { sendMedia } from './send-media';
import { firstLanguage } from './walk';
import { variantsAt } from './written-words';

onBothDatabases((dialect) => {
  let scene: Scene;
  let phone: Phone;
  beforeEach(async () => {
    scene = await openScene(dialect);
    phone = scene.line.phone();
  });
  afterEach(() => scene.close());

  const tapByHand = (data: string) =>
    scene.line.event({ type: 'postback', source: phone.source, postback: { data } });

  test('somebody whose first act is a sticker is met like anybody who writes first', async () => {
    await phone.sticker();
    const answer = await phone.waitForAnswer();
    expect(questionOn(phone)).toBe('first-words/thanks');
    expect(textsOf(answer)).toContain(variantsAt(firstLanguage, 'first-words', 'thanks')[0]);
    expectGoodManners(scene.line);
  });

  test('no picture, sound or place that was sent is kept, and none is fetched from LINE', async () => {
    await follow(phone);
    for (const kind of mediaKinds) await sendMedia(scene, phone, kind);
    await scene.settled();
    const kept = JSON.stringify(await scene.stateOf(phone.userId));
    expect(kept).not.toContain('35.68');
    expect(scene.line.requests.map(({ path }) => path).filter((path) => path.includes('/content'))).toEqual(
      [],
    );
    expectGoodManners(scene.line);
  });

  test.each([
    [
      'one after the other',
      async (deliver: (() => Promise<unknown>)[]) => {
        for (const act of deliver) await act();
      },
    ],
    [
      'at the same instant',
      (deliver: (() => Promise<unknown>)[]) => Promise.all(deliver.map((act) => act())),
    ],
  ] as const)('a double tap, its two webhooks arriving %s, is answered once', async (_name, inOrder) => {
    await follow(phone);
    await tap(phone, 'first-contact/hello/self');
    await scene.settled();
    const sent = sendsOf(scene.line).length;
    const [first, second] = [tapByHand('nickname/choose/another'), tapByHand('nickname/choose/another')];
    await inOrder([() => scene.line.deliver([first]), () => scene.line.deliver([second])]);
    await scene.settled();
    expect(sendsOf(scene.line)).toHaveLength(sent + 1);
    expect(questionOn(phone)).toBe('nickname/choose');
    expectGoodManners(scene.line);
  });

  test('the same button tapped again a while later is meant, and answered', async () => {
    await follow(phone);
    await tap(phone, 'first-contact/hello/self');
    await tap(phone, 'nickname/choose/another');
    await scene.pass(10_000);
    const answer = await tap(phone, 'nickname/choose/another');
    expect(answer.length).toBeGreaterThan(0);
    expectGoodManners(scene.line);
  });

  test('a button from nowhere is answered with what there is now, and asks the open question again', async () => {
    await follow(phone);
    await tap(phone, 'first-contact/hello/self');
    const foreign = [
      'menu/choose/gone',
      'menu/gone/phone',
      'gone/choose/phone',
      'move/gone',
      'move',
      'move/menu/more',
      'menu/choose/phone/more',
      '/',
      '///',
      'x',
      '__proto__/constructor/prototype',
      'constructor/constructor/constructor',
      'move/__proto__',
      'menu/choose/toString',
      '{"action":"buy"}',
      '窓'.repeat(300),
    ];
    for (const data of foreign) {
      await scene.pass(5_000);
      const shown = phone.botMessages.length;
      await scene.line.deliver([tapByHand(data)]);
      await phone.waitForMessages(shown + 1);
      await scene.settled();
      const answer = textsOf(phone.botMessages.slice(shown));
      expect([data, answer[0]]).toEqual([
        data,
        variantsAt(firstLanguage, 'moves', 'messages', 'old-button')[0],
      ]);
      expect([data, questionOn(phone)]).toEqual([data, 'nickname/choose']);
    }
    await write(phone, 'そよかぜ');
    expect(questionOn(phone)).toBe('nickname/confirm');
    expectGoodManners(scene.line);
  });

  test('numbers under the phone cards go on working long after: they ask nothing of us', async () => {
    await follow(phone);
    await write(phone, 'メニュー');
    await scene.pass(24 * 60 * 60_000);
    const sent = sendsOf(scene.line).length;
    for (const label of new Set(phone.buttons)) {
      const { uri, sent: event } = await phone.tapButton(label);
      expect(uri).toMatch(/^(tel:[\d+#*]+|https:\/\/)/);
      expect(event).toBeNull();
    }
    await scene.settled();
    expect(sendsOf(scene.line)).toHaveLength(sent);
  });
});
