import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { openRoom } from '../../src/app/open-handoff';
import { Conversations } from '../../src/conversation';
import type { FlowEvent } from '../../src/flow';
import { Consents, type LockedPerson } from '../../src/people';
import type { Tx } from '../../src/store';
import { shippedContent } from '../cli/shipped-content';
import { PeopleRig } from '../people/people-rig';
import { onBothDatabases } from '../support/databases';
import { noMeaning } from '../support/meanings';

const content = shippedContent(resolve('.'));

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const consents = new Consents();
  let turns = 0;
  afterEach(() =>
    rig.store.write(async (tx) => {
      for (const table of ['erasure_receipt', 'daily_count']) await tx.run(`DELETE FROM ${table}`);
    }),
  );

  /** Somebody who talks in the web chat of an organisation. */
  const talk = async () => {
    const room = openRoom({ flows: content.flows, vault: rig.vault, baseUrl: null });
    const conversations = new Conversations({ ...content, people: rig.people, meaning: noMeaning, room });
    const { id } = await rig.store.write((tx) =>
      rig.people.create(tx, 'web', randomBytes(16).toString('hex'), rig.now),
    );
    const held = <T>(work: (tx: Tx, person: LockedPerson) => Promise<T>): Promise<T> =>
      rig.store.write(async (tx) => {
        const person = await rig.people.lock(tx, id);
        if (!person) throw new Error('Nobody is there.');
        return work(tx, person);
      });
    const take = (event: FlowEvent) => {
      turns += 1;
      rig.clock.advance(60_000);
      const heard = { channel: 'web', event, channelRef: null, turn: turns, happenedAt: rig.now };
      return held((tx, person) => conversations.takeTurn(tx, person, heard, rig.now));
    };
    await take({ kind: 'followed' });
    return {
      id,
      room,
      held,
      write: (text: string) => take({ kind: 'text', text }),
      tap: (data: string) => take({ kind: 'chosen', data }),
      agreed: async () => {
        const all = await held((tx, person) => consents.list(tx, person));
        return all.map(({ kind, withdrawnAt }) => (withdrawnAt === null ? kind : `${kind} withdrawn`));
      },
      look: () => held((tx, person) => room.mine.look(tx, person, 'ja', rig.now)),
    };
  };

  test('opening the door, looking around and telling one’s standpoint record no consent', async () => {
    const somebody = await talk();
    await somebody.tap('first-contact/hello/family');
    await somebody.write('メニュー');
    expect(await somebody.agreed()).toEqual([]);
    expect((await somebody.look()).remembered).toEqual([
      expect.objectContaining({ name: 'ことば', value: '日本語' }),
      expect.objectContaining({
        name: 'お立場',
        value: '家族',
        why: expect.stringContaining('ご案内'),
        kept: expect.any(String),
      }),
    ]);
  });

  test('a letter’s first line brings the consent that it is kept, its sending that its answer is told', async () => {
    const somebody = await talk();
    const { said } = await somebody.write('手紙');
    const shown = JSON.stringify(said?.messages);
    expect(shown).toContain('365日で、自動で消えます');
    expect(shown).toContain('お知らせします');
    await somebody.tap('letter/how/begin');
    expect(await somebody.agreed()).toEqual([]);
    await somebody.write('はじめまして。');
    expect(await somebody.agreed()).toEqual(['letters']);
    await somebody.tap('letter/added/send');
    expect(await somebody.agreed()).toEqual(['letters', 'notices']);
    await somebody.write('やめる');
    expect(await somebody.agreed()).toEqual(['letters', 'notices withdrawn']);
  });

  test('what somebody agreed to is shown to them with the words of then, and taken back by two taps', async () => {
    const somebody = await talk();
    await somebody.write('手紙');
    await somebody.tap('letter/how/begin');
    await somebody.write('はじめまして。');
    await somebody.write('わたしの情報');
    const { said } = await somebody.tap('kept/choose/agreed');
    expect(JSON.stringify(said?.messages)).toContain(
      somebody.room.mine.words.ja.consents.letters.split('\n')[0],
    );
    expect(said?.choices.map(({ data }) => data)).toEqual(
      expect.arrayContaining(['kept/listed/each/letters-off', 'kept/listed/each/notices-off']),
    );
    await somebody.tap('kept/listed/each/letters-off');
    expect((await somebody.look()).letters.isDraftThere).toBe(true);
    await somebody.tap('kept/sure/change');
    expect((await somebody.look()).letters.isDraftThere).toBe(false);
    expect(await somebody.agreed()).toEqual(['letters withdrawn']);
  });

  test('the number for the organisation finds whoever asked for it', async () => {
    const somebody = await talk();
    await somebody.write('わたしの情報');
    const { said } = await somebody.tap('kept/choose/number');
    const [number = ''] = /\d{4}-\d{4}-\d{4}/.exec(JSON.stringify(said?.messages)) ?? [];
    expect(await rig.store.read((tx) => somebody.room.requestCodes.whose(tx, number, rig.now))).toBe(
      somebody.id,
    );
  });

  test('erasing the conversation counts what was said, and keeps of that turn only that it was done', async () => {
    const somebody = await talk();
    await somebody.tap('first-contact/hello/family');
    await somebody.write('消す');
    await somebody.tap('erase/sure/talk');
    const end = await somebody.tap('erase/talk-sure/talk');
    expect(end).toMatchObject({ erased: false, cleared: true, fault: null });
    expect(await rig.count('message')).toBe(1);
    const { remembered, messages } = await somebody.look();
    expect(remembered.map(({ fact }) => fact)).toEqual(['language']);
    expect(messages).toBe(1);
    const counted = await rig.store.read((tx) =>
      tx.all<{ what: string; n: number }>('SELECT what, n FROM daily_count ORDER BY what'),
    );
    expect(counted).toEqual([
      { what: 'contact/as/unsaid', n: 1 },
      { what: 'contact/is/new', n: 1 },
      { what: 'contact/on/web', n: 1 },
      { what: 'message/web/in', n: 4 },
      { what: 'message/web/out', n: 4 },
    ]);
    const { said } = await somebody.write('メニュー');
    expect(said?.choices.length).toBeGreaterThan(3);
  });

  test('erasing everything leaves a receipt with the number that was said, and no more than counts', async () => {
    const somebody = await talk();
    await somebody.write('消す');
    const { erased, said } = await somebody.tap('erase/sure/erase');
    expect(erased).toBe(true);
    const [number = ''] = /\d{4}-\d{4}-\d{4}/.exec(JSON.stringify(said?.messages)) ?? [];
    expect(await rig.store.read((tx) => somebody.room.receipts.find(tx, number))).toBe('2026-11-21');
    expect(await rig.count('person')).toBe(0);
    for (const table of ['erasure_receipt', 'daily_count']) {
      expect(await rig.contents(table)).not.toContain(somebody.id);
    }
  });
});
