import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { openRoom } from '../../src/app/open-handoff';
import { Conversations, type Meaning, type Room, type TurnEnd } from '../../src/conversation';
import type { CardMessage, FlowEvent } from '../../src/flow';
import type { AnswerPlace, TalkRule } from '../../src/handoff';
import type { LockedPerson } from '../../src/people';
import type { Tx } from '../../src/store';
import { shippedContent } from '../cli/shipped-content';
import { PeopleRig } from '../people/people-rig';
import { onBothDatabases } from '../support/databases';
import { noMeaning } from '../support/meanings';

const content = shippedContent(resolve('.'));
const BASE_URL = 'https://madobe.example.org';

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  let turns = 0;
  /** What screening finds in the next words. */
  let danger: ReturnType<Meaning['screen']> | null = null;
  const meaning: Meaning = { ...noMeaning, screen: (text) => danger ?? noMeaning.screen(text) };

  /** Somebody who talks with an organisation of this rule on this channel. */
  const talk = async (rule: TalkRule, channel: 'line' | 'web', baseUrl: string | null = BASE_URL) => {
    const { flows: shipped } = content;
    const flows = {
      ...shipped,
      organisation: { ...shipped.organisation, handoff: { ...shipped.organisation.handoff, room: rule } },
    };
    const room: Room = openRoom({ flows, vault: rig.vault, baseUrl });
    const conversations = new Conversations({
      ...content,
      flows,
      people: rig.people,
      meaning,
      room,
    });
    const { id } = await rig.store.write((tx) =>
      rig.people.create(tx, channel, randomBytes(16).toString('hex'), rig.now),
    );
    const held = <T>(work: (tx: Tx, person: LockedPerson) => Promise<T>): Promise<T> =>
      rig.store.write(async (tx) => {
        const person = await rig.people.lock(tx, id);
        if (!person) throw new Error('Nobody is there.');
        return work(tx, person);
      });
    const take = (event: FlowEvent, channelRef: string | null = null): Promise<TurnEnd> => {
      turns += 1;
      rig.clock.advance(60_000);
      const heard = { channel, event, channelRef, turn: turns, happenedAt: rig.now };
      return held((tx, person) => conversations.takeTurn(tx, person, heard, rig.now));
    };
    await take({ kind: 'followed' });
    return {
      room,
      conversations,
      held,
      write: (text: string, ref: string | null = null) => take({ kind: 'text', text }, ref),
      tap: (data: string) => take({ kind: 'chosen', data }),
      letters: () => held((tx, person) => room.letters.list(tx, person)),
      draft: async () => (await held((tx, person) => room.letters.drafts.of(tx, person)))?.body ?? null,
      answerAll: (body: string) =>
        held(async (tx, person) => {
          for (const { id: letter } of await room.letters.list(tx, person)) {
            await room.letters.answer(tx, person, letter, { body, staff: 'staff' }, rig.now);
          }
        }),
      wish: (answerIn: AnswerPlace) =>
        held((tx, person) =>
          room.registrations.save(
            tx,
            person,
            { nickname: null, municipality: null, ageBand: null, duration: null, answerIn },
            rig.now,
          ),
        ),
      acceptsNotices: () => held((tx) => rig.people.acceptsNotices(tx, id)),
    };
  };

  const textOf = ({ said }: TurnEnd): string =>
    (said?.messages ?? [])
      .map((message) => (message.kind === 'text' ? message.text : JSON.stringify(message)))
      .join('\n');
  const offered = ({ said }: TurnEnd): readonly string[] => (said?.choices ?? []).map(({ data }) => data);
  const linkIn = ({ said }: TurnEnd): string => {
    const card = said?.messages.find((message): message is CardMessage => message.kind === 'card');
    const button = card?.buttons.find(({ kind }) => kind === 'link');
    return button?.kind === 'link' ? button.url : '';
  };

  describe('a letter that is written inside LINE, where the organisation allows it', () => {
    test('grows by several messages, is looked at, and is sent when its writer says so', async () => {
      const person = await talk('line', 'line');
      expect(textOf(await person.write('手紙'))).toContain('11月27日');
      await person.tap('letter/how/begin');
      const added = await person.write('夜になると、かんがえてしまいます。');
      expect(offered(added)).toEqual(expect.arrayContaining(['letter/added/send', 'letter/added/look']));
      await person.write('うまく書けないのですが。');
      expect(textOf(await person.tap('letter/added/look'))).toContain(
        '夜になると、かんがえてしまいます。\nうまく書けないのですが。',
      );
      await person.write('きいてほしいです。');
      expect(await person.letters()).toEqual([]);
      const sent = await person.tap('letter/added/send');
      expect(textOf(sent)).toContain('11月27日');
      expect(await person.letters()).toMatchObject([{ dueOn: '2026-11-27', answeredAt: null }]);
      expect(await person.draft()).toBeNull();
    });

    test('keeps what was written as it was written: its lines, a greeting, a tired word', async () => {
      const person = await talk('line', 'line');
      await person.tap('move/letter');
      await person.tap('letter/how/begin');
      await person.write('こんばんは');
      await person.write('ひとつめの行\n\n  ふたつめの行 ');
      await person.write('疲れました');
      expect(await person.draft()).toBe('こんばんは\nひとつめの行\n\nふたつめの行\n疲れました');
    });

    test('meets danger in it with help first, and loses no word of it', async () => {
      const person = await talk('line', 'line');
      await person.tap('move/letter');
      await person.tap('letter/how/begin');
      danger = { label: 'suicide', urgent: false, because: [] };
      const met = await person.write('もう終わりにしたいと、かんがえていました。');
      danger = null;
      expect(met.said?.messages.length).toBeGreaterThan(1);
      expect(offered(met).slice(0, 2)).toEqual(['move/person', 'move/crisis']);
      expect(offered(met)).toContain('letter/added/send');
      expect(await person.draft()).toBe('もう終わりにしたいと、かんがえていました。');
    });

    test('still ends by a word: what people are promised at every point works while they write', async () => {
      const person = await talk('line', 'line');
      await person.tap('move/letter');
      await person.tap('letter/how/begin');
      await person.write('やめる');
      expect(await person.draft()).toBeNull();
      expect(await person.acceptsNotices()).toBe(false);
    });

    test('is sent by no silence, no leaving and no coming back; it waits as it is', async () => {
      const person = await talk('line', 'line');
      await person.tap('move/letter');
      await person.tap('letter/how/begin');
      await person.write('ここまで書きました。');
      await person.write('また今度');
      rig.clock.advance(40 * 24 * 60 * 60_000);
      await person.tap('move/menu');
      await person.tap('move/letter');
      expect(await person.letters()).toEqual([]);
      expect(textOf(await person.tap('letter/how/begin'))).toContain('ここまで書きました。');
    });

    test('is sent once by a button that is tapped again', async () => {
      const person = await talk('line', 'line');
      await person.tap('move/letter');
      await person.tap('letter/how/begin');
      await person.write('一通だけ。');
      await person.tap('letter/added/send');
      await person.tap('letter/added/send');
      expect(await person.letters()).toHaveLength(1);
    });

    test('is thrown away only after a question', async () => {
      const person = await talk('line', 'line');
      await person.tap('move/letter');
      await person.tap('letter/how/begin');
      await person.write('消すもの。');
      await person.tap('letter/added/drop');
      expect(await person.draft()).toBe('消すもの。');
      await person.tap('letter/drop-sure/keep');
      expect(await person.draft()).toBe('消すもの。');
      await person.tap('letter/begun/drop');
      await person.tap('letter/drop-sure/drop');
      expect(await person.draft()).toBeNull();
    });

    test('loses what is taken back, also after it was sent', async () => {
      const person = await talk('line', 'line');
      await person.tap('move/letter');
      await person.tap('letter/how/begin');
      await person.write('のこすこと。', 'ref-1');
      await person.write('とりけすこと。', 'ref-2');
      await person.tap('letter/added/send');
      await person.held((tx, known) => person.conversations.unsend(tx, known, 'ref-2', rig.now));
      const [letter] = await person.letters();
      const kept = await person.held((tx, known) => person.room.letters.find(tx, known, letter?.id ?? ''));
      expect(kept?.body).toBe('のこすこと。');
    });

    test('asks to be told of the answer, also from somebody who had wanted no notices', async () => {
      const person = await talk('line', 'line');
      await person.write('やめる');
      expect(await person.acceptsNotices()).toBe(false);
      await person.tap('move/letter');
      await person.tap('letter/how/begin');
      await person.write('おねがいします。');
      await person.tap('letter/added/send');
      expect(await person.acceptsNotices()).toBe(true);
    });

    test('is answered there: the answer is shown when it is asked for, and counts as read', async () => {
      const person = await talk('line', 'line');
      await person.tap('move/letter');
      await person.tap('letter/how/begin');
      await person.write('こんばんは。');
      await person.tap('letter/added/send');
      expect(textOf(await person.tap('move/letter'))).toContain('11月27日');
      await person.answerAll('お手紙を、ありがとうございます。');
      expect(textOf(await person.tap('move/letter'))).not.toContain('お手紙を、ありがとうございます。');
      expect(textOf(await person.tap('letter/answered/read'))).toBe('お手紙を、ありがとうございます。');
      expect((await person.letters())[0]?.readAt).toBe(rig.now);
      expect(offered(await person.tap('move/letter'))).not.toContain('letter/answered/read');
    });

    test('whose answer is too long for a message is read in the room', async () => {
      const person = await talk('line', 'line');
      await person.tap('move/letter');
      await person.tap('letter/how/begin');
      await person.write('こんばんは。');
      await person.tap('letter/added/send');
      await person.answerAll('あ'.repeat(3_001));
      await person.tap('move/letter');
      const read = await person.tap('letter/answered/read');
      expect(offered(read)).toContain('letter/in-room/open');
      expect((await person.letters())[0]?.readAt).toBeNull();
    });
  });

  describe.each([
    ['the organisation keeps consultations private', 'private', 'line'],
    ['the person wants the room', 'line', 'room'],
  ] as const)('in LINE, where %s', (_, rule, wish) => {
    const open = async () => {
      const person = await talk(rule, 'line');
      await person.wish(wish);
      return person;
    };

    test('a letter is not written here; a link opens the letters once', async () => {
      const person = await open();
      const asked = await person.tap('move/letter');
      expect(offered(asked)).toContain('letter/how-room/open');
      expect(offered(asked)).not.toContain('letter/how/begin');
      const link = linkIn(await person.tap('letter/how-room/open'));
      expect(link.startsWith(`${BASE_URL}/room/`)).toBe(true);
      const token = link.slice(`${BASE_URL}/room/`.length);
      const redeem = () => person.held((tx) => person.room.links.redeem(tx, token, rig.now));
      expect(await redeem()).toMatchObject({ purpose: 'letters' });
      expect(await redeem()).toBeNull();
    });

    test('old buttons show and take nothing of a letter', async () => {
      const person = await open();
      await person.held((tx, known) =>
        person.room.letters.drafts.save(
          tx,
          known,
          { body: 'ひみつの下書き', about: '', answerIn: null },
          rig.now,
        ),
      );
      for (const old of ['letter/how/begin', 'letter/added/look', 'letter/drop-sure/keep']) {
        expect(textOf(await person.tap(old))).not.toContain('ひみつの下書き');
      }
    });

    test('an answer is read in the room, whatever was wished when the letter was sent', async () => {
      const person = await open();
      await person.held((tx, known) =>
        person.room.letters.send(
          tx,
          known,
          { id: 'a-letter', channel: 'web', body: 'お手紙', about: null, answerIn: 'line' },
          rig.now,
        ),
      );
      await person.answerAll('ひみつのお返事');
      await person.tap('move/letter');
      const read = await person.tap('letter/answered/read');
      expect(textOf(read)).not.toContain('ひみつのお返事');
      expect(offered(read)).toContain('letter/in-room/open');
      expect((await person.letters())[0]?.readAt).toBeNull();
    });
  });

  describe('in the room itself', () => {
    test('a letter can be written in the talk too, and its answer read there', async () => {
      const person = await talk('private', 'web');
      await person.write('手紙');
      await person.tap('letter/how/begin');
      await person.write('ここからも書けます。');
      await person.tap('letter/added/send');
      await person.answerAll('読みました。');
      await person.tap('move/letter');
      expect(textOf(await person.tap('letter/answered/read'))).toBe('読みました。');
    });

    test('nobody is given a link to where they are', async () => {
      const person = await talk('private', 'web');
      await person.write('部屋');
      const opened = await person.tap('room/what/open');
      expect(linkIn(opened)).toBe('');
      expect(textOf(opened)).toContain('ここです');
    });
  });

  describe('a link into the room', () => {
    test('is given when it is asked for, opens the conversation once, and the one before it is void', async () => {
      const person = await talk('private', 'line');
      await person.write('部屋');
      const first = linkIn(await person.tap('room/what/open'));
      const second = linkIn(await person.tap('room/what/open'));
      const redeem = (link: string) =>
        person.held((tx) => person.room.links.redeem(tx, link.slice(`${BASE_URL}/room/`.length), rig.now));
      expect(await redeem(first)).toBeNull();
      expect(await redeem(second)).toMatchObject({ purpose: 'conversation' });
      expect(await redeem(second)).toBeNull();
    });

    test.each(['room/what/open', 'letter/how-room/open'])(
      'is not promised where nobody has said where the server is (%s)',
      async (data) => {
        const person = await talk('private', 'line', null);
        const asked = await person.tap(data);
        expect(linkIn(asked)).toBe('');
        expect(offered(asked)).toEqual(
          expect.arrayContaining([expect.stringContaining('/unavailable/phone')]),
        );
      },
    );
  });
});
