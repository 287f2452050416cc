import { randomUUID } from 'node:crypto';
import type { OutboxContent } from '../../src/delivery';
import type { CardMessage } from '../../src/flow';
import type { AnswerPlace } from '../../src/handoff';
import { erasePerson, type KnownPerson } from '../../src/people';
import type { Tx } from '../../src/store';
import { DeliveryRig, type TestProcess } from '../delivery/delivery-rig';
import type { TestPerson } from '../delivery/test-person';
import { onBothDatabases } from '../support/databases';
import { BASE_URL, type House, openHouse, roomOf } from './open-house';

const HOUR = 60 * 60_000;
const WORDS = 'きのうの お話の つづきを しましょうか';
const STAFF = 'staff-one';

onBothDatabases((dialect) => {
  const rig = DeliveryRig.use(dialect);
  let process: TestProcess;
  let house: House;
  let phone: TestPerson;
  let person: KnownPerson;

  beforeEach(async () => {
    process = await rig.start();
    house = openHouse(rig, process, roomOf(rig, 'private'));
    phone = rig.person();
    await rig.hear(process, phone.followed());
    const known = await rig.known(phone);
    if (!known) throw new Error('Somebody who followed is known.');
    person = known;
    process.sender.calls.length = 0;
  });

  const inTurn = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const result = await rig.store.write(async (tx) => {
      await process.people.hold(tx, person.id);
      return work(tx);
    });
    await rig.passUntil('everything to be sent', async () => (await rig.outbox()).length === 0);
    return result;
  };
  const say = (text = WORDS) =>
    inTurn((tx) => house.voice.say(tx, person.id, { text, staff: STAFF }, rig.now()));
  const wish = (answerIn: AnswerPlace) =>
    inTurn((tx) =>
      house.room.registrations.save(
        tx,
        person,
        { nickname: null, municipality: null, ageBand: null, duration: null, answerIn },
        rig.now(),
      ),
    );
  const sendLetter = (answerIn: AnswerPlace = 'room') =>
    inTurn(async (tx) => {
      const letter = { id: randomUUID(), channel: 'web', body: 'お手紙', about: null, answerIn };
      return (await house.room.letters.send(tx, person, letter, rig.now())).id;
    });
  const answer = (id: string, body = WORDS) =>
    inTurn((tx) => house.voice.answerLetter(tx, person.id, id, { body, staff: STAFF }, rig.now()));
  const useRoom = () =>
    inTurn(async (tx) => {
      const token = await house.sessions.open(tx, person.id, rig.now());
      await house.sessions.find(tx, token, rig.now());
    });
  const sent = (): OutboxContent[] => process.sender.calls.map(({ content }) => content);
  const onlyCard = (): CardMessage => {
    const [content] = sent();
    const message = content?.messages[0];
    if (sent().length !== 1 || message?.kind !== 'card') throw new Error('One notice with a link was sent.');
    return message;
  };
  const linkOf = (card: CardMessage): string => {
    const [button] = card.buttons;
    return button?.kind === 'link' ? button.url : '';
  };
  const kept = () =>
    rig.rows<{ channel: string; direction: string; staff: string; content: Uint8Array }>(
      `SELECT channel, direction, staff, content FROM message WHERE staff IS NOT NULL ORDER BY id`,
    );

  describe('where the organisation keeps consultations private', () => {
    test('the words are kept for the room, and LINE gets a notice with a link that opens it once', async () => {
      expect(await say()).toEqual({ place: 'room', noticed: true });
      const [row] = await kept();
      expect(row).toMatchObject({ channel: 'web', direction: 'out', staff: STAFF });
      expect(JSON.parse(person.key.open('message.content', row?.content ?? new Uint8Array()))).toEqual({
        messages: [{ kind: 'text', text: WORDS }],
        choices: [],
      });
      const [call] = process.sender.calls;
      expect(call).toMatchObject({ way: 'push', address: phone.address });
      const link = linkOf(onlyCard());
      expect(link.startsWith(`${BASE_URL}/room/`)).toBe(true);
      const token = link.slice(`${BASE_URL}/room/`.length);
      const redeem = () => rig.store.write((tx) => house.room.links.redeem(tx, token, rig.now()));
      expect(await redeem()).toEqual({ personId: person.id, purpose: 'conversation' });
      expect(await redeem()).toBeNull();
    });

    test('the link waits a day for somebody who looks at their phone later', async () => {
      await say();
      const token = linkOf(onlyCard()).slice(`${BASE_URL}/room/`.length);
      const peek = (at: number) => rig.store.read((tx) => house.room.links.peek(tx, token, at));
      expect(await peek(rig.now() + 23 * HOUR)).not.toBeNull();
      expect(await peek(rig.now() + 25 * HOUR)).toBeNull();
    });

    test('whatever they wish: the organisation must not leave a consultation on LINE', async () => {
      await wish('line');
      expect(await say()).toEqual({ place: 'room', noticed: true });
      expect(JSON.stringify(sent())).not.toContain(WORDS);
    });

    test('one notice is enough until they have looked, or a day is over', async () => {
      expect((await say())?.noticed).toBe(true);
      expect((await say('もうひとつ'))?.noticed).toBe(false);
      await rig.move(HOUR);
      await useRoom();
      await rig.move(HOUR);
      expect((await say('みっつめ'))?.noticed).toBe(true);
      expect((await say('よっつめ'))?.noticed).toBe(false);
      await rig.move(24 * HOUR);
      expect((await say('いつつめ'))?.noticed).toBe(true);
      expect(sent()).toHaveLength(3);
      expect(await kept()).toHaveLength(5);
    });

    test('somebody who is in the room reads it there, and their phone stays silent', async () => {
      await useRoom();
      expect(await say()).toEqual({ place: 'room', noticed: false });
      expect(sent()).toEqual([]);
      expect(await kept()).toHaveLength(1);
    });

    test('somebody who wants no notices gets none; the words wait for them', async () => {
      await rig.hear(process, phone.said('やめる'));
      process.sender.calls.length = 0;
      expect(await say()).toEqual({ place: 'room', noticed: false });
      expect(sent()).toEqual([]);
      expect(await kept()).toHaveLength(1);
    });

    test('somebody who left LINE finds them in the room', async () => {
      await rig.hear(process, phone.left());
      expect(await say()).toEqual({ place: 'room', noticed: false });
      expect(await kept()).toMatchObject([{ channel: 'web' }]);
    });

    test('a notice that waits on its way is not sent once they want none', async () => {
      await rig.store.write((tx) => house.voice.say(tx, person.id, { text: WORDS, staff: STAFF }, rig.now()));
      await rig.store.write((tx) => process.people.setNotices(tx, person.id, false));
      await rig.passUntil('the outbox to be empty', async () => (await rig.outbox()).length === 0);
      expect(sent()).toEqual([]);
    });

    test('it speaks the person’s language, and offers a way that works when the link is over', async () => {
      await rig.hear(process, phone.chose('language/choose/en'));
      process.sender.calls.length = 0;
      await say();
      expect(onlyCard().title).toBe('There is a notice for you');
      expect(sent()[0]?.choices.map(({ data }) => data)).toEqual(['move/room']);
    });

    test('without an address of the server, the notice says how to open the room', async () => {
      house = openHouse(rig, process, roomOf(rig, 'private', null));
      expect(await say()).toEqual({ place: 'room', noticed: true });
      const [message] = sent()[0]?.messages ?? [];
      expect(message).toMatchObject({ kind: 'text', text: expect.stringContaining('「部屋」') });
      expect(JSON.stringify(message)).not.toContain('http');
    });
  });

  describe('where the organisation lets talks go on in LINE', () => {
    beforeEach(() => {
      house = openHouse(rig, process, roomOf(rig, 'line'));
    });

    test('the words are said in LINE, and kept as said there', async () => {
      expect(await say()).toEqual({ place: 'line', noticed: false });
      expect(sent().map(({ messages }) => messages)).toEqual([[{ kind: 'text', text: WORDS }]]);
      expect(await kept()).toMatchObject([{ channel: 'line', staff: STAFF }]);
    });

    test('also to somebody who wants no notices: they are spoken with, not notified', async () => {
      await rig.hear(process, phone.said('やめる'));
      process.sender.calls.length = 0;
      expect((await say())?.place).toBe('line');
      expect(sent()).toHaveLength(1);
    });

    test('a person who wants the room gets the room, and LINE only the notice', async () => {
      await wish('room');
      expect(await say()).toEqual({ place: 'room', noticed: true });
      expect(JSON.stringify(sent())).not.toContain(WORDS);
    });
  });

  describe.each(['private', 'line'] as const)('an answer to a letter, where the rule is %s', (rule) => {
    beforeEach(() => {
      house = openHouse(rig, process, roomOf(rig, rule));
    });

    test('is announced and never said, and the link leads to the letters', async () => {
      const id = await sendLetter('line');
      expect(await answer(id)).toEqual({ place: rule === 'private' ? 'room' : 'line', noticed: true });
      const token = linkOf(onlyCard()).slice(`${BASE_URL}/room/`.length);
      expect(await rig.store.read((tx) => house.room.links.peek(tx, token, rig.now()))).toMatchObject({
        purpose: 'letters',
      });
      expect(JSON.stringify(sent())).not.toContain(WORDS);
      expect(sent()[0]?.choices.map(({ data }) => data)).toEqual(['move/letter']);
      expect(await rig.store.read((tx) => house.room.letters.unread(tx, person.id))).toBe(1);
    });

    test('is given and announced once, whoever answers again', async () => {
      const id = await sendLetter();
      expect(await answer(id)).not.toBeNull();
      expect(await answer(id)).toBeNull();
      expect(await answer(randomUUID())).toBeNull();
      expect(sent()).toHaveLength(1);
    });
  });

  test('to somebody of the web alone nothing is sent anywhere', async () => {
    const alone = await rig.store.write((tx) => process.people.createUnknown(tx, 'web', rig.now()));
    const spoken = await rig.store.write((tx) =>
      house.voice.say(tx, alone.id, { text: WORDS, staff: STAFF }, rig.now()),
    );
    expect(spoken).toEqual({ place: 'room', noticed: false });
    expect(await rig.outbox()).toEqual([]);
  });

  test('to somebody who was erased nothing is said', async () => {
    await rig.store.write((tx) => erasePerson(tx, process.people, person.id));
    expect(
      await rig.store.write((tx) => house.voice.say(tx, person.id, { text: WORDS, staff: STAFF }, 1)),
    ).toBe(null);
    expect(await kept()).toEqual([]);
  });

  test('whoever listens hears that something was said, once it is kept', async () => {
    const heard: string[] = [];
    const stop = rig.store.listen('said', { heard: (id) => heard.push(id), missed: () => {} });
    await say();
    stop();
    expect(heard).toContain(person.id);
  });

  test('what is undone was neither said nor announced', async () => {
    const undone = rig.store.write(async (tx) => {
      await house.voice.say(tx, person.id, { text: WORDS, staff: STAFF }, rig.now());
      throw new Error('Changed its mind.');
    });
    await expect(undone).rejects.toThrow('Changed its mind.');
    await rig.pass(5_000);
    expect(sent()).toEqual([]);
    expect(await kept()).toEqual([]);
  });
});
