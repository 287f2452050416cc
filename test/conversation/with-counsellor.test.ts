import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { openHall } from '../../src/app/open-desk';
import { openRoom } from '../../src/app/open-handoff';
import { Conversations, type Meaning, type TurnEnd } from '../../src/conversation';
import type { FlowEvent, Language } from '../../src/flow';
import { type Outgoing, type Talk, WaitingWords } from '../../src/handoff';
import type { LockedPerson } from '../../src/people';
import { openStore, type Store, type Tx } from '../../src/store';
import { shippedContent } from '../cli/shipped-content';
import { PeopleRig } from '../people/people-rig';
import { onBothDatabases } from '../support/databases';
import { noMeaning } from '../support/meanings';

const content = shippedContent(resolve('.'));
/** A Friday morning, within the hours. */
const MORNING = '2026-11-20T11:00:00+09:00';
const STAFF = 'staff-one';
const MINUTE = 60_000;

/** Words that the screening of these tests takes for danger. */
const meaning: Meaning = {
  ...noMeaning,
  screen: (text) => {
    if (text.includes('いますぐ')) return { label: 'suicide', urgent: true, because: [] };
    if (text.includes('つらくてきえたい')) return { label: 'suicide', urgent: false, because: [] };
    if (text.includes('読めない')) throw new Error('cannot be screened');
    return noMeaning.screen(text);
  },
};

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const hall = openHall(content.flows);
  const { talks, alarms, queue } = hall;
  let conversations: Conversations;
  let turns = 0;
  let personId: string;

  beforeEach(async () => {
    rig.clock.jumpTo(MORNING);
    const room = openRoom({ flows: content.flows, vault: rig.vault, baseUrl: 'https://madobe.example.org' });
    conversations = new Conversations({ ...content, people: rig.people, meaning, room, talks: hall });
    const address = randomBytes(16).toString('hex');
    personId = await rig.store.write(
      async (tx) => (await rig.people.create(tx, 'line', address, rig.now)).id,
    );
    await take({ kind: 'followed' });
  });
  afterEach(() => rig.store.write((tx) => tx.run('DELETE FROM staff_duty')));

  const held = <T>(
    work: (tx: Tx, person: LockedPerson) => Promise<T>,
    store: Store = rig.store,
  ): Promise<T> =>
    store.write(async (tx) => {
      const person = await rig.people.lock(tx, personId);
      if (!person) throw new Error('Nobody is there.');
      return work(tx, person);
    });
  const heardAs = (event: FlowEvent, channelRef: string | null) => {
    turns += 1;
    return { channel: 'line', event, channelRef, turn: turns, happenedAt: rig.now };
  };
  const take = (event: FlowEvent, channelRef: string | null = null): Promise<TurnEnd> => {
    rig.clock.advance(10_000);
    return held((tx, person) => conversations.takeTurn(tx, person, heardAs(event, channelRef), rig.now));
  };
  const write = (text: string, ref: string | null = null) => take({ kind: 'text', text }, ref);
  const tap = (data: string) => take({ kind: 'chosen', data });
  const onDuty = (cap = 3) => held((tx) => talks.duty.set(tx, STAFF, { on: true, cap }, rig.now));
  const openTalk = () => rig.store.read((tx) => talks.openOf(tx, personId));
  const openAlarms = () => rig.store.read((tx) => alarms.open(tx, 100));
  const count = async (table: string) =>
    (await rig.store.read((tx) => tx.all(`SELECT 1 FROM ${table} WHERE person_id = $1`, personId))).length;
  const textOf = ({ said }: TurnEnd): string => JSON.stringify(said?.messages ?? []);
  async function join(): Promise<Talk> {
    await onDuty();
    await tap('move/person');
    await tap('person/offer/join');
    const talk = await openTalk();
    if (!talk) throw new Error('Nobody waits.');
    return talk;
  }
  async function taken(): Promise<Talk> {
    await join();
    const talk = await held((tx) => talks.takeNext(tx, STAFF, rig.now));
    if (!talk) throw new Error('Nobody was taken.');
    return talk;
  }

  describe('while a counsellor has the talk', () => {
    test.each<[string, FlowEvent]>([
      ['words', { kind: 'text', text: 'きょうは、すこし眠れました。' }],
      ['thanks', { kind: 'text', text: 'ありがとう' }],
      ['a yes', { kind: 'text', text: 'はい' }],
      ['the name of a service', { kind: 'text', text: '電話' }],
      ['a sticker', { kind: 'media', media: 'sticker' }],
      ['the door opened again', { kind: 'followed' }],
    ])('%s are kept for them, and nothing is said', async (_, event) => {
      const talk = await taken();
      const before = await count('message');
      const end = await take(event);
      expect(end).toEqual({ said: null, erased: false, steps: [], fault: null });
      expect(await count('message')).toBe(before + 1);
      expect(await openTalk()).toMatchObject({ id: talk.id, lastInAt: rig.now, unanswered: true });
    });

    test('the desk hears of it', async () => {
      const talk = await taken();
      const heard: string[] = [];
      const stops = (['said', 'talk'] as const).map((topic) =>
        rig.store.listen(topic, { heard: (id) => heard.push(id), missed: () => undefined }),
      );
      await write('きこえますか');
      for (const stop of stops) stop();
      expect(heard).toEqual(expect.arrayContaining([personId, talk.id]));
    });

    test('what is tapped, and the words that always work, are answered', async () => {
      await taken();
      expect((await tap('move/phone')).said).not.toBeNull();
      for (const words of ['人と話したい', 'メニュー', 'やめる', '24時間話せる電話']) {
        expect([words, (await write(words)).said === null]).toEqual([words, false]);
      }
    });

    test('what Madobe asked since is answered by its own words, and not once the counsellor has spoken', async () => {
      const talk = await taken();
      await write('消す');
      await held((tx, person) =>
        tx.run(
          `INSERT INTO message (person_id, channel, direction, content, happened_at, staff)
           VALUES ($1, 'line', 'out', $2, $3, $4)`,
          personId,
          person.key.seal('message.content', '{"messages":[],"choices":[]}'),
          rig.now,
          STAFF,
        ),
      );
      expect(await write('消さない')).toMatchObject({ said: null });
      expect(talk.state).toBe('with');
    });

    test('urgent words are answered with where a person answers now, and raise an alarm, once', async () => {
      await taken();
      expect(textOf(await write('いますぐ死にます'))).toContain('0120');
      expect(await openAlarms()).toMatchObject([{ personId, label: 'suicide', urgent: true }]);
      await write('いますぐです');
      expect(await openAlarms()).toHaveLength(1);
      expect(await openTalk()).toMatchObject({ risk: 'urgent' });
    });

    test('words of danger raise an alarm, and the counsellor answers them', async () => {
      await taken();
      expect((await write('つらくてきえたいです')).said).toBeNull();
      expect(await openAlarms()).toMatchObject([{ label: 'suicide', urgent: false }]);
    });

    test('words that cannot be screened are told as such', async () => {
      await taken();
      expect(await write('読めないもの')).toMatchObject({ said: null, fault: 'screening_failed' });
      expect(await openAlarms()).toMatchObject([{ label: 'unscreened' }]);
    });

    test('a turn that is undone leaves neither word nor alarm, and is the same when it is taken again', async () => {
      const talk = await taken();
      const what = heardAs({ kind: 'text', text: 'いますぐ死にます' }, null);
      const before = await count('message');
      let first: unknown;
      const undone = held(async (tx, person) => {
        first = await conversations.takeTurn(tx, person, what, rig.now);
        throw new Error('killed here');
      });
      await expect(undone).rejects.toThrow('killed here');
      expect([await count('message'), await openAlarms()]).toEqual([before, []]);
      expect(await openTalk()).toMatchObject({ id: talk.id, lastInAt: talk.lastInAt, risk: 'none' });
      expect(await held((tx, person) => conversations.takeTurn(tx, person, what, rig.now))).toEqual(first);
      expect(await openAlarms()).toHaveLength(1);
    });

    test('what is unsent is gone', async () => {
      await taken();
      await write('いまのはなし', 'ref-1');
      await held((tx, person) => conversations.unsend(tx, person, 'ref-1', rig.now));
      const [row] = await rig.store.read((tx) =>
        tx.all<{ content: unknown }>(`SELECT content FROM message WHERE channel_ref = 'ref-1'`),
      );
      expect(row?.content).toBeNull();
    });

    test('erasing everything ends the talk, and the desk hears that it is over', async () => {
      const talk = await taken();
      const heard: string[] = [];
      const stop = rig.store.listen('talk', { heard: (id) => heard.push(id), missed: () => undefined });
      await write('消す');
      expect(await tap('erase/sure/erase')).toMatchObject({ erased: true });
      stop();
      expect(heard).toContain(talk.id);
      expect(await rig.store.read((tx) => talks.find(tx, talk.id))).toBeNull();
      expect(await rig.store.read((tx) => talks.heldBy(tx, STAFF))).toEqual([]);
    });

    test('erasing the conversation keeps the talk, without a word that staff noted of it', async () => {
      const talk = await taken();
      await held((tx, person) =>
        talks.whisper(tx, person, talk.id, { staff: 'staff-two', text: 'メモ' }, rig.now),
      );
      await write('消す');
      await tap('erase/sure/talk');
      expect(await tap('erase/talk-sure/talk')).toMatchObject({ cleared: true });
      expect(await openTalk()).toMatchObject({ id: talk.id, state: 'with' });
      expect(await held((tx, person) => talks.whispers(tx, person, talk.id))).toEqual([]);
      expect((await write('まだいますか')).said).toBeNull();
    });

    test('given back, Madobe says so, goes on with the menu and answers again', async () => {
      const talk = await taken();
      const said = await held(async (tx, person) => {
        await talks.giveBack(tx, talk.id, STAFF, rig.now);
        return conversations.goOn(tx, person, 'line', rig.now);
      });
      expect(JSON.stringify(said?.messages)).toContain('また自動の案内です');
      expect(said?.choices.map(({ data }) => data)).toContain('menu/choose/phone');
      expect((await write('電話')).said).not.toBeNull();
    });

    test('ended by the person, Madobe answers again', async () => {
      await taken();
      await write('人と話したい');
      expect(textOf(await tap('person/with/end'))).toContain('お話はここまでにしました');
      expect(await openTalk()).toBeNull();
      expect((await write('ありがとう')).said).not.toBeNull();
    });
  });

  describe('joining the queue', () => {
    test('tells staff in one line what was told, and nothing of it stands there readably', async () => {
      await tap('first-contact/hello/self');
      await write('ゆうひ');
      const talk = await join();
      const summary = await held(async (_, person) => talks.summaryOf(person, talk));
      expect(summary).not.toContain('ゆうひ');
      expect(await rig.contents('talk')).not.toContain('self');
    });

    test.each([
      ['いますぐ死にます', 'urgent'],
      ['つらくてきえたい', 'high'],
      ['きょうは雨です', 'none'],
    ])('after words like “%s” goes by its risk: %s', async (words, risk) => {
      await write(words);
      rig.clock.advance(30 * MINUTE);
      expect(await join()).toMatchObject({ risk, channel: 'line', language: 'ja', state: 'waiting' });
    });

    test('words of danger while waiting move somebody forward', async () => {
      await join();
      await write('つらくてきえたいです');
      expect(await openTalk()).toMatchObject({ risk: 'high' });
      expect(await openAlarms()).toEqual([]);
    });

    test('urgent words raise an alarm, whether or not anybody waits', async () => {
      await write('いますぐ死にます');
      expect(await openAlarms()).toMatchObject([{ personId, urgent: true }]);
    });

    test('an organisation without anybody at the desk says what it said before', async () => {
      const said = textOf(await tap('move/person'));
      expect(said).toContain('ここで相談員と話すことは、まだできません');
    });
  });

  describe('while somebody waits', () => {
    type Said = Outgoing<Language>;
    const words = (store: Store, sent: Said[]) =>
      new WaitingWords<Language>({
        store,
        talks,
        queue,
        people: rig.people,
        words: hall.waitingTexts,
        languageOf: (tx, person) => conversations.languageOf(tx, person),
        nextAllowed: (at) => (at >= Date.parse('2026-11-20T21:00:00+09:00') ? at + 1 : at),
        say: async (_, outgoing) => void sent.push(outgoing),
      });
    const saidAfter = async (minutes: number) => {
      rig.clock.advance(minutes * MINUTE);
      const sent: Said[] = [];
      await words(rig.store, sent).runDue(rig.now);
      return sent;
    };

    test('they hear that their place stands, ever less often, and on LINE twice at most', async () => {
      await join();
      expect(await saidAfter(29)).toEqual([]);
      const [first] = await saidAfter(1);
      expect(first).toMatchObject({ channel: 'line', unprompted: true, person: { id: personId } });
      expect(JSON.stringify(first?.said.messages)).toContain('順番は、そのままです');
      expect(await saidAfter(119)).toEqual([]);
      expect(await saidAfter(1)).toHaveLength(1);
      expect(await saidAfter(240)).toEqual([]);
    });

    test('each is said once, also when several processes look at the same moment', async () => {
      await join();
      rig.clock.advance(30 * MINUTE);
      const others: Store[] =
        dialect === 'sqlite'
          ? []
          : await Promise.all([1, 2, 3].map(() => openStore(rig.location, rig.vault, rig.clock)));
      const sent: Said[] = [];
      await Promise.all([rig.store, rig.store, ...others].map((store) => words(store, sent).runDue(rig.now)));
      for (const store of others) await store.close();
      expect(sent).toHaveLength(1);
    });

    test('when the day is over they hear it once, and no more', async () => {
      await join();
      await held((tx) => talks.duty.set(tx, STAFF, { on: false }, rig.now));
      const [only] = await saidAfter(30);
      expect(JSON.stringify(only?.said.messages)).toContain('ここまでになりました');
      expect(await saidAfter(600)).toEqual([]);
    });

    test('nothing is said within quiet hours, and nothing later of then', async () => {
      await join();
      rig.clock.jumpTo('2026-11-20T21:30:00+09:00');
      expect(await saidAfter(0)).toEqual([]);
      rig.clock.jumpTo('2026-11-20T22:00:00+09:00');
      expect(await saidAfter(0)).toEqual([]);
    });

    test('who writes meanwhile is told in the answer, which costs nothing, and not again soon', async () => {
      await join();
      rig.clock.advance(25 * MINUTE);
      expect(textOf(await tap('move/costs'))).toContain('順番は、そのままです');
      expect(textOf(await tap('move/about'))).not.toContain('順番は、そのままです');
      expect(await saidAfter(10)).toEqual([]);
    });

    test('nothing is said to those who left, were taken or were erased', async () => {
      await taken();
      expect(await saidAfter(60)).toEqual([]);
    });
  });
});
