import { onBothDatabases } from '../support/databases';
import { lineIds } from '../support/line-double';
import { tablesOfNobody } from './database-view';
import { openScene, type Scene, sendsOf } from './scene';
import { expectGoodManners, questionOn, textsOf } from './screens';
import { firstLanguage } from './walk';
import { wordsAt } from './written-words';

const oneToOne = wordsAt(firstLanguage, 'errors', 'one-to-one');

onBothDatabases((dialect) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene(dialect);
  });
  afterEach(() => scene.close());

  /** Nothing of a group but the hash of the place that was told. */
  const expectNothingKept = async (placesTold: number) => {
    const filled = Object.entries(await scene.database.counts()).filter(
      ([table, rows]) => rows > 0 && !tablesOfNobody.includes(table),
    );
    expect(Object.fromEntries(filled)).toEqual(placesTold > 0 ? { told_place: placesTold } : {});
  };

  test.each(['group', 'room'] as const)(
    'a %s is told once, kindly, that the talk is one to one, and then left in peace',
    async (kind) => {
      const place = scene.line[kind]();
      await place.join();
      await scene.settled();
      expect(textsOf(place.botMessages)).toEqual([oneToOne]);
      for (const text of ['メニュー', '人と話したい', '死にたい', '@窓辺 いますか'])
        await place.text(text, lineIds.user());
      await place.text('だれかいますか');
      await scene.settled();
      expect(textsOf(place.botMessages)).toEqual([oneToOne]);
      expect(sendsOf(scene.line)).toHaveLength(1);
      await expectNothingKept(1);
      expectGoodManners(scene.line);
    },
  );

  test('a group that begins with words, all at the same instant, is told once', async () => {
    const group = scene.line.group();
    await group.join();
    const quiet = scene.line.group();
    const talk = Array.from({ length: 8 }, () =>
      scene.line.event({
        type: 'message',
        source: { type: 'group', groupId: quiet.id },
        message: { id: lineIds.message(), type: 'text', text: 'やあ', quoteToken: 'q' },
      }),
    );
    await Promise.all(talk.map((event) => scene.line.deliver([event])));
    await scene.settled();
    expect(sendsOf(scene.line)).toHaveLength(2);
    await expectNothingKept(2);
    expect(scene.line.violations).toEqual([]);
  });

  test('put out and invited anew, it says it once more', async () => {
    const group = scene.line.group();
    await group.join();
    await scene.settled();
    await group.leave();
    await expectNothingKept(0);
    await group.join();
    await group.text('また来てくれた');
    await scene.settled();
    expect(textsOf(group.botMessages)).toEqual([oneToOne, oneToOne]);
    expectGoodManners(scene.line);
  });

  test('somebody known from one to one who writes in a group is not answered there, and it changes nothing of theirs', async () => {
    const phone = scene.line.phone();
    await phone.follow();
    await phone.waitForAnswer();
    await scene.settled();
    const before = await scene.stateOf(phone.userId);
    const group = scene.line.group();
    await group.join();
    await group.text('消す', phone.userId);
    await scene.settled();
    expect(await scene.stateOf(phone.userId)).toEqual(before);
    expect(textsOf(group.botMessages)).toEqual([oneToOne]);
    expectGoodManners(scene.line);
  });

  test('one webhook with several people, a group and things nobody knows yet: each is answered, the rest is let pass', async () => {
    const [follower, writer, tapper] = [scene.line.phone(), scene.line.phone(), scene.line.phone()];
    const group = scene.line.group();
    await group.join();
    await scene.settled();
    const { event } = scene.line;
    const make = event.bind(scene.line);
    const known = sendsOf(scene.line).length;
    const text = (words: string) => ({ id: lineIds.message(), type: 'text', text: words, quoteToken: 'q' });
    const delivery = await scene.line.deliver([
      make({ type: 'follow', source: follower.source, follow: { isUnblocked: false } }),
      make({ type: 'telepathy', source: writer.source, thought: { clarity: 0.9 } }),
      make({ type: 'message', source: writer.source, message: text('だれかに話を聞いてほしい') }),
      make({ type: 'message', source: { type: 'group', groupId: group.id }, message: text('ここでは？') }),
      make({ type: 'accountLink', source: null, link: { result: 'failed', nonce: 'n' } }),
      make({ type: 'message', mode: 'standby', source: tapper.source, message: text('待機中') }),
      make({ type: 'message', source: { type: 'planet', planetId: 'P1' }, message: text('遠くから') }),
      make({
        type: 'postback',
        source: tapper.source,
        postback: { data: 'move/menu' },
        newProperty: [1, { a: null }],
      }),
      make({ type: 'videoPlayComplete', source: writer.source, videoPlayComplete: { trackingId: 't' } }),
      make({ type: 'message', source: { type: 'user' }, message: text('どこのだれでもない') }),
    ]);
    expect(delivery).toMatchObject({ acknowledged: true, status: 200 });
    await scene.settled();
    expect([questionOn(follower), questionOn(writer), questionOn(tapper)]).toEqual([
      'first-contact/hello',
      'person/choose',
      'menu/choose',
    ]);
    expect(sendsOf(scene.line)).toHaveLength(known + 3);
    expect(await scene.database.counts()).toMatchObject({ person: 3, inbox_event: 3, told_place: 1 });
    expectGoodManners(scene.line);
  });
});
