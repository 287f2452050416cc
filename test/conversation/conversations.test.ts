import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Conversations, type Heard } from '../../src/conversation';
import type { FlowEvent } from '../../src/flow';
import { type LockedPerson, PersonDirectory } from '../../src/people';
import { openStore, type Store, type Tx, Vault } from '../../src/store';
import { shippedContent } from '../cli/shipped-content';
import { createMigratedDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { FakeClock } from '../support/fake-clock';
import { noMeaning } from '../support/meanings';

const NOW = Date.parse('2026-11-20T21:00:00+09:00');
const content = shippedContent(resolve('.'));

onBothDatabases((dialect) => {
  const vault = new Vault(randomBytes(32));
  let database: TestDatabase;
  let store: Store;
  let people: PersonDirectory;
  let conversations: Conversations;
  let personId: string;
  let turns = 0;

  beforeAll(async () => {
    database = await createMigratedDatabase(dialect);
    store = await openStore(database.location, vault, new FakeClock(NOW));
    people = new PersonDirectory(vault);
    conversations = new Conversations({ ...content, people, meaning: noMeaning });
  });
  beforeEach(async () => {
    const address = `U${randomBytes(16).toString('hex')}`;
    personId = await store.write(async (tx) => (await people.create(tx, 'line', address, NOW)).id);
  });
  afterEach(async () => {
    await store.write(async (tx) => {
      await tx.run('DELETE FROM person');
      await tx.run('DELETE FROM unsent_message');
    });
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  const heard = (event: FlowEvent, change: Partial<Heard> = {}): Heard => {
    turns += 1;
    return { channel: 'line', event, channelRef: null, turn: turns, happenedAt: NOW, ...change };
  };
  const held = async <T>(work: (tx: Tx, person: LockedPerson) => Promise<T>): Promise<T> =>
    store.write(async (tx) => {
      const person = await people.lock(tx, personId);
      if (!person) throw new Error('Nobody is there.');
      return work(tx, person);
    });
  const take = (what: Heard) => held((tx, person) => conversations.takeTurn(tx, person, what, NOW));
  const rows = (table: string) =>
    store.read((tx) =>
      tx.all<Record<string, unknown>>(`SELECT * FROM ${table} WHERE person_id = $1`, personId),
    );

  test('a turn keeps what was heard and what is said, in order, tied to the event, and nothing in the clear', async () => {
    const what = heard({ kind: 'text', text: 'こんばんは' }, { channelRef: 'a-keyed-hash' });
    const { said } = await take(what);
    const kept = await store.read((tx) =>
      tx.all<{ direction: string; content: Uint8Array; channelRef: string | null; turn: number }>(
        `SELECT direction, content, channel_ref AS "channelRef", turn FROM message WHERE person_id = $1 ORDER BY id`,
        personId,
      ),
    );
    expect(kept.map(({ direction }) => direction)).toEqual(['in', 'out']);
    expect(kept.map(({ turn }) => turn)).toEqual(kept.map(() => what.turn));
    expect(kept.map(({ channelRef }) => channelRef)).toEqual([
      'a-keyed-hash',
      ...kept.slice(1).map(() => null),
    ]);
    const person = await held(async (_, found) => found);
    const contents = kept.map(({ content: sealed }) => person.key.open('message.content', sealed));
    expect(JSON.parse(contents[0] ?? '')).toEqual(what.event);
    expect(JSON.parse(contents.at(-1) ?? '')).toEqual({
      messages: said?.messages,
      choices: said?.choices,
    });
    for (const { content: sealed } of kept)
      expect(Buffer.from(sealed).toString()).not.toContain('こんばんは');
  });

  test('words that could not be screened are answered as if they told of danger, and the fault is told', async () => {
    const broken = {
      ...noMeaning,
      screen: () => {
        throw new Error('the words would stand here');
      },
    };
    const failing = new Conversations({ ...content, people, meaning: broken });
    const what = heard({ kind: 'text', text: 'きょうは雨でした' });
    const end = await held((tx, person) => failing.takeTurn(tx, person, what, NOW));
    expect(end.fault).toBe('screening_failed');
    const cards = end.said?.messages.flatMap((message) => (message.kind === 'card' ? message.buttons : []));
    expect(cards).toContainEqual(expect.objectContaining({ kind: 'phone', number: '0120-279-338' }));
  });

  test('danger is answered before the flow sees the words, and what was asked stays open', async () => {
    const dangerous = {
      ...noMeaning,
      screen: () => ({ label: 'suicide', urgent: true, because: [] }) as const,
    };
    const alert = new Conversations({ ...content, people, meaning: dangerous });
    await take(heard({ kind: 'followed' }));
    await take(heard({ kind: 'chosen', data: 'first-contact/hello/self' }));
    const what = heard({ kind: 'text', text: 'ゆき' });
    const end = await held((tx, person) => alert.takeTurn(tx, person, what, NOW));
    expect(end).toMatchObject({ erased: false, fault: null });
    const later = await take(heard({ kind: 'text', text: 'ゆき' }));
    expect(later.said?.choices.map(({ data }) => data)).toContain('nickname/confirm/as-name');
  });

  test('a turn undone and taken again gives the same', async () => {
    const what = heard({ kind: 'followed' });
    let first: unknown;
    const undone = held(async (tx, person) => {
      first = await conversations.takeTurn(tx, person, what, NOW);
      throw new Error('Changed its mind.');
    });
    await expect(undone).rejects.toThrow('Changed its mind.');
    expect(await rows('message')).toEqual([]);
    expect(await rows('conversation')).toEqual([]);
    expect(await take(what)).toEqual(first);
  });

  test('the conversation goes on where it was', async () => {
    await take(heard({ kind: 'followed' }));
    const asked = await take(heard({ kind: 'chosen', data: 'first-contact/hello/self' }));
    expect(asked.said?.choices.map(({ data }) => data)).toContain('nickname/choose/none');
    const named = await take(heard({ kind: 'text', text: 'ゆうひ' }));
    expect(JSON.stringify(named.said?.messages)).toContain('ゆうひ');
  });

  test('the second half of a double tap says nothing, and is kept', async () => {
    await take(heard({ kind: 'followed' }));
    await take(heard({ kind: 'chosen', data: 'move/phone' }));
    const before = (await rows('message')).length;
    const again = await take(heard({ kind: 'chosen', data: 'move/phone' }));
    expect(again).toEqual({ said: null, erased: false, steps: [], fault: null });
    expect(await rows('message')).toHaveLength(before + 1);
  });

  test('“stop” ends what is sent unasked, and coming back allows it again', async () => {
    const accepts = () => store.read((tx) => people.acceptsNotices(tx, personId));
    await take(heard({ kind: 'followed' }));
    await take(heard({ kind: 'text', text: 'やめる' }));
    expect(await accepts()).toBe(false);
    await take(heard({ kind: 'followed' }));
    expect(await accepts()).toBe(true);
  });

  test('an erasure leaves nothing of the person, and gives the goodbye', async () => {
    await take(heard({ kind: 'followed' }));
    const end = await take(heard({ kind: 'chosen', data: 'erase/sure/erase' }));
    expect(end.erased).toBe(true);
    expect(end.said?.messages.length).toBeGreaterThan(0);
    expect(await rows('message')).toEqual([]);
    expect(await rows('conversation')).toEqual([]);
    expect(await store.read((tx) => people.open(tx, personId))).toBeNull();
  });

  test('a turn marks when the person was last here', async () => {
    const later = NOW + 2 * 60 * 60_000;
    await held((tx, person) => conversations.takeTurn(tx, person, heard({ kind: 'followed' }), later));
    expect(await held(async (_, person) => person.lastSeenAt)).toBe(later);
  });

  test('a message that was taken back before its turn is kept as a mark without content', async () => {
    await store.write((tx) => conversations.unsend(tx, null, 'a-keyed-hash', NOW));
    const end = await take(heard({ kind: 'text', text: 'もう ない' }, { channelRef: 'a-keyed-hash' }));
    expect(end).toEqual({ said: null, erased: false, steps: [], fault: null });
    expect(await rows('message')).toMatchObject([{ direction: 'in', content: null }]);
    expect(await rows('conversation')).toEqual([]);
  });

  test('taking a message back gives the turns whose answers may repeat it, also when told twice', async () => {
    const what = heard({ kind: 'text', text: 'もう ない' }, { channelRef: 'a-keyed-hash' });
    await take(what);
    const unsend = () => held((tx, person) => conversations.unsend(tx, person, 'a-keyed-hash', NOW));
    expect(await unsend()).toEqual([what.turn]);
    expect(await unsend()).toEqual([what.turn]);
    expect((await rows('message')).every((row) => row.content === null)).toBe(true);
  });

  test('the language of somebody who chose one is theirs; of others, the organisation’s', async () => {
    const language = () => held((tx, person) => conversations.languageOf(tx, person));
    expect(await language()).toBe('ja');
    await take(heard({ kind: 'followed' }));
    await take(heard({ kind: 'chosen', data: 'language/choose/en' }));
    expect(await language()).toBe('en');
  });

  test('a kept state of a version that nobody knows is met at rest, with what can be read of it', async () => {
    await take(heard({ kind: 'followed' }));
    await take(heard({ kind: 'chosen', data: 'language/choose/en' }));
    await held(async (tx, person) => {
      const strange = JSON.stringify({ version: 99, language: 'en', facts: {}, shape: 'unknown' });
      await tx.run('UPDATE conversation SET state = $1', person.key.seal('conversation.state', strange));
    });
    const end = await take(heard({ kind: 'text', text: 'hello' }));
    expect(end.fault).toBeNull();
    expect(end.said?.language).toBe('en');
  });

  test('what is said outside a turn is kept for the desk, tied to no event', async () => {
    const said = { language: 'ja', messages: [{ kind: 'text', text: 'おしらせ' }], choices: [] } as const;
    await held((tx, person) => conversations.keepSaid(tx, person, 'line', said, NOW));
    expect(await rows('message')).toMatchObject([{ direction: 'out', turn: null, channel_ref: null }]);
  });
});
