import { resolve } from 'node:path';
import { openRoom } from '../../src/app/open-handoff';
import type { Booking } from '../../src/booking';
import { Conversations, type TurnEnd } from '../../src/conversation';
import type { CardMessage, FlowEvent, Language } from '../../src/flow';
import { BookingRig, rulesWith, STAFF } from '../booking/booking-rig';
import { shippedContent } from '../cli/shipped-content';
import { onBothDatabases } from '../support/databases';
import { noMeaning } from '../support/meanings';

const content = shippedContent(resolve('.'));
const BASE_URL = 'https://madobe.example.org';

/** One seat at each time, so that what is free changes with one booking. */
const rules = rulesWith({}, { seatsPerTime: 1 });

onBothDatabases((dialect) => {
  const rig = BookingRig.use(dialect);
  let turns = 0;

  /** Somebody who talks with Madobe where these times can be booked. */
  const meet = async (
    booking: Booking,
    {
      language = 'ja',
      channel = 'line',
      baseUrl = BASE_URL,
    }: {
      readonly language?: Language;
      readonly channel?: 'line' | 'web';
      readonly baseUrl?: string | null;
    } = {},
  ) => {
    const flows = {
      ...content.flows,
      organisation: { ...content.flows.organisation, defaultLanguage: language },
    };
    const room = openRoom({ flows, vault: rig.vault, baseUrl });
    const conversations = new Conversations({
      ...content,
      flows,
      people: rig.people,
      meaning: noMeaning,
      room,
      booking,
    });
    const { id } = await rig.do((tx, now) =>
      channel === 'line'
        ? rig.people.create(tx, 'line', `U${String(turns).padStart(32, '0')}`, now)
        : rig.people.createUnknown(tx, 'web', now),
    );
    let last: TurnEnd | null = null;
    const take = async (event: FlowEvent): Promise<TurnEnd> => {
      turns += 1;
      rig.clock.advance(1_000);
      last = await rig.do(async (tx, now) => {
        const person = await rig.people.lock(tx, id);
        if (!person) throw new Error('Nobody is there.');
        const heard = { channel, event, channelRef: null, turn: turns, happenedAt: now };
        return conversations.takeTurn(tx, person, heard, now);
      });
      return last;
    };
    const move = (name: string) => take({ kind: 'chosen', data: `move/${name}` });
    /** Taps the button, of those that are there, whose data ends with this. */
    const tap = (what: string) => {
      const choices = last?.said?.choices ?? [];
      const found = choices.find(({ data }) => data.endsWith(what));
      if (!found) throw new Error(`No button ends with ${what}: ${choices.map(({ data }) => data).join()}`);
      return take({ kind: 'chosen', data: found.data });
    };
    await take({ kind: 'followed' });
    return { id, move, tap };
  };
  type Met = Awaited<ReturnType<typeof meet>>;

  /** The free times of family members, the soonest first. */
  const free = async (booking: Booking) => {
    await rig.do((tx, now) => booking.materialise(tx, now));
    return rig.do((tx, now) => booking.free(tx, { peers: 'family' }, now));
  };
  const twoFree = async (booking: Booking) => {
    const [first, second] = await free(booking);
    if (!first || !second) throw new Error('The rules give too few times.');
    return [first, second] as const;
  };
  const toTimes = async ({ move, tap }: Met) => {
    await move('peer-book');
    return tap('/family');
  };
  const close = (booking: Booking, id: string) =>
    rig.do((tx, now) => booking.staff.closeSlot(tx, STAFF, id, now));
  const buttonsOf = ({ said }: TurnEnd) => (said?.choices ?? []).map(({ data }) => data);
  const textOf = ({ said }: TurnEnd) => JSON.stringify(said?.messages ?? []);
  const kindWords = {
    ja: ['ごめんなさい。その時間は、こちらの都合でなくなりました', 'いま空いている時間です'],
    en: ['Sorry', 'free'],
  } as const;

  describe.each(['ja', 'en'] as const)('staff close a time while somebody books it, in %s', (language) => {
    const expectKind = (end: TurnEnd, closed: string, left: string) => {
      expect(end.fault).toBeNull();
      for (const words of kindWords[language]) expect(textOf(end)).toContain(words);
      // What is free now is offered at once, and what was closed is not.
      expect(buttonsOf(end).some((data) => data.endsWith(left))).toBe(true);
      expect(buttonsOf(end).some((data) => data.endsWith(closed))).toBe(false);
    };

    test('when they have seen it and not chosen yet', async () => {
      const booking = rig.booking(rules);
      const [slot, other] = await twoFree(booking);
      const met = await meet(booking, { language });
      await toTimes(met);
      await close(booking, slot.id);
      expectKind(await met.tap(slot.id), slot.id, other.id);
    });

    test('when they hold it and are about to book it', async () => {
      const booking = rig.booking(rules);
      const [slot, other] = await twoFree(booking);
      const met = await meet(booking, { language });
      await toTimes(met);
      await met.tap(slot.id);
      await met.tap('/online');
      await close(booking, slot.id);
      const end = await met.tap('/book');
      expectKind(end, slot.id, other.id);
      // Nothing is lost: what is free is booked with a few taps.
      await met.tap(other.id);
      await met.tap('/phone');
      await met.tap('/book');
      const mine = await rig.do((tx, now) => booking.ofPerson(tx, met.id, now));
      expect(mine.map(({ slot: { id } }) => id)).toEqual([other.id]);
    });

    test('and when they were only asked how they would like to meet', async () => {
      const booking = rig.booking(rules);
      const [slot, other] = await twoFree(booking);
      const met = await meet(booking, { language });
      await toTimes(met);
      await met.tap(slot.id);
      await close(booking, slot.id);
      const end = await met.tap('/online');
      expect(end.fault).toBeNull();
      expect(buttonsOf(end).some((data) => data.endsWith(other.id))).toBe(true);
      expect(await rig.do((tx, now) => booking.ofPerson(tx, met.id, now))).toEqual([]);
    });

    test('a whole day that is closed leaves the days that are left', async () => {
      const booking = rig.booking(rulesWith({ added: [{ date: '2026-12-10', peers: 'family' }] }));
      const [slot] = await twoFree(booking);
      const met = await meet(booking, { language });
      await toTimes(met);
      await rig.do((tx, now) => booking.staff.closeDay(tx, STAFF, slot.day, now));
      const [left] = await free(booking);
      expect(left?.day).not.toBe(slot.day);
      expectKind(await met.tap(slot.id), slot.id, left?.id ?? '');
    });
  });

  test('a time that staff moved while somebody books it is booked where it is now, and they are told where', async () => {
    const booking = rig.booking(rules);
    const [slot] = await twoFree(booking);
    const met = await meet(booking);
    await toTimes(met);
    await met.tap(slot.id);
    await met.tap('/online');
    const to = { day: '2027-01-15', from: '10:00', to: '11:00' };
    await rig.do((tx, now) => booking.staff.moveSlot(tx, STAFF, slot.id, to, now));
    expect(textOf(await met.tap('/book'))).toContain('1月15日（金） 午前10時〜午前11時');
  });

  describe('the calendar file', () => {
    const booked = async (booking: Booking, met: Met) => {
      const [slot] = await twoFree(booking);
      await toTimes(met);
      await met.tap(slot.id);
      await met.tap('/online');
      return met.tap('/book');
    };
    const cardsOf = ({ said }: TurnEnd): readonly CardMessage[] =>
      (said?.messages ?? []).flatMap((message) =>
        message.kind === 'card' ? [message] : message.kind === 'cards' ? message.cards : [],
      );
    const linksOf = (end: TurnEnd) =>
      cardsOf(end).flatMap(({ buttons }) =>
        buttons.flatMap((button) => ('url' in button ? [button.url] : [])),
      );

    test.each(['ja', 'ja-easy', 'en'] as const)(
      'is offered when one has booked and under 「予約を見る」, at the same address, in %s',
      async (language) => {
        const booking = rig.booking(rules);
        const met = await meet(booking, { language });
        const [link = '', ...more] = linksOf(await booked(booking, met));
        expect(more).toEqual([]);
        expect(link).toMatch(
          /^https:\/\/madobe\.example\.org\/calendar\/[0-9a-f]{32}[\w-]{43}\.ics\?openExternalBrowser=1$/,
        );
        expect(linksOf(await met.move('peer-mine'))).toEqual([link]);
        const token = link.replace(/^.*\/|\.ics.*$/g, '');
        const found = await rig.do((tx) => booking.bookedByToken(tx, token));
        expect(found?.personId).toBe(met.id);
      },
    );

    test('on the web its address is the plain one', async () => {
      const booking = rig.booking(rules);
      const met = await meet(booking, { channel: 'web' });
      expect(linksOf(await booked(booking, met))).toEqual([expect.stringMatching(/\.ics$/)]);
    });

    test('is not spoken of where nobody has said how this server is reached', async () => {
      const booking = rig.booking(rules);
      const met = await meet(booking, { baseUrl: null });
      const end = await booked(booking, met);
      expect(end.fault).toBeNull();
      expect(textOf(end)).toContain('予約できました');
      expect(cardsOf(end)).toEqual([]);
      expect(textOf(await met.move('peer-mine'))).not.toContain('カレンダー');
    });

    test('an address that was made up, or whose booking was cancelled, leads to nothing', async () => {
      const booking = rig.booking(rules);
      const met = await meet(booking);
      const [link = ''] = linksOf(await booked(booking, met));
      const token = link.replace(/^.*\/|\.ics.*$/g, '');
      const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
      expect(await rig.do((tx) => booking.bookedByToken(tx, forged))).toBeNull();
      expect(await rig.do((tx) => booking.bookedByToken(tx, 'x'))).toBeNull();
      const [mine] = await rig.do((tx, now) => booking.ofPerson(tx, met.id, now));
      await rig.do((tx, now) => booking.cancel(tx, met.id, mine?.slot.id ?? '', now));
      expect(await rig.do((tx) => booking.bookedByToken(tx, token))).toBeNull();
    });
  });

  describe('the days that are told', () => {
    const HOLIDAY = '2027-09-23';
    /** What is told of the days in August 2027, when the next ones are 9 and 23 September. */
    const told = async (booking: Booking) => {
      rig.clock.jumpTo('2027-08-20T12:00:00+09:00');
      const met = await meet(booking);
      await met.move('peer');
      return textOf(await met.tap('/days'));
    };
    const decide = (work: (booking: Booking) => Promise<unknown>) => async () => {
      rig.clock.jumpTo('2027-08-20T12:00:00+09:00');
      const booking = rig.booking(rules);
      await work(booking);
      return told(booking);
    };

    test('while nobody has decided about a holiday, it is said to be confirmed', async () => {
      const text = await told(rig.booking(rules));
      expect(text).toContain('9月23日（木）');
      expect(text).toContain('確かめています');
    });

    test('a holiday that staff keep is a day like others', async () => {
      const text = await decide((booking) =>
        rig.do((tx, now) => booking.staff.keepDay(tx, STAFF, HOLIDAY, now)),
      )();
      expect(text).toContain('9月23日（木）');
      expect(text).not.toContain('確かめています');
    });

    test('one that they move is where they moved it', async () => {
      const text = await decide((booking) =>
        rig.do((tx, now) => booking.staff.moveDay(tx, STAFF, HOLIDAY, '2027-09-30', now)),
      )();
      expect(text).toContain('9月30日（木）');
      expect(text).not.toMatch(/"title":"9月23日/);
    });

    test('one that they close is not told, and neither is an ordinary day that they close', async () => {
      const text = await decide(async (booking) => {
        for (const day of [HOLIDAY, '2027-09-09']) {
          await rig.do((tx, now) => booking.staff.closeDay(tx, STAFF, day, now));
        }
      })();
      expect(text).not.toContain('9月23日');
      expect(text).not.toContain('9月9日');
      expect(text).toContain('11月11日（木）');
    });

    test('a day that they add is told, once', async () => {
      const added = { day: '2027-09-15', peers: 'family' } as const;
      const text = await decide((booking) =>
        rig.do((tx, now) => booking.staff.addDay(tx, STAFF, added, now)),
      )();
      expect(text.split('9月15日（水）')).toHaveLength(2);
    });
  });
});
