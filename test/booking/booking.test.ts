import { type Booked, type Booking, type SlotView } from '../../src/booking';
import { erasePerson } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { BookingRig, rulesWith } from './booking-rig';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const online = { way: 'online' } as const;

onBothDatabases((dialect) => {
  const rig = BookingRig.use(dialect);
  const booking = rig.booking();
  let slot: SlotView;
  let anna: string;

  beforeEach(async () => {
    slot = await rig.firstSlot(booking);
    anna = await rig.person();
  });

  const hold = (person: string, id = slot.id, by = booking) =>
    rig.do((tx, now) => by.hold(tx, person, id, now));
  const confirm = (person: string, id = slot.id, by = booking) =>
    rig.do((tx, now) => by.confirm(tx, person, id, online, now));
  const cancel = (person: string, id = slot.id) => rig.do((tx, now) => booking.cancel(tx, person, id, now));
  const left = async (id = slot.id) => (await rig.do((tx, now) => booking.find(tx, id, now)))?.seatsLeft;
  const at = async (time: string) => (await rig.slots(booking)).find(({ from }) => from === time)?.id ?? '';
  const book = async (person: string, id = slot.id, by: Booking = booking): Promise<Booked> => {
    const booked = await confirm(person, id, by);
    if (typeof booked === 'string') throw new Error(`not booked: ${booked}`);
    return booked;
  };

  describe('holding a seat', () => {
    test('keeps it from others and says until when', async () => {
      expect(await left()).toBe(2);
      expect(await hold(anna)).toEqual({
        slot: expect.objectContaining({ id: slot.id, day: '2026-11-26', from: '13:00', peers: 'person' }),
        until: rig.now + 10 * MINUTE,
      });
      expect(await left()).toBe(1);
      expect(await rig.do((tx, now) => booking.heldBy(tx, anna, now))).toMatchObject({
        slot: { id: slot.id },
      });
    });

    test('ends by itself, to the millisecond, whether or not anybody clears it away', async () => {
      await hold(anna);
      await hold(await rig.person());
      const other = await rig.person();
      rig.clock.advance(10 * MINUTE - 1);
      expect(await hold(other)).toBe('full');
      expect(await left()).toBe(0);
      rig.clock.advance(1);
      expect(await left()).toBe(2);
      expect(await rig.do((tx, now) => booking.heldBy(tx, anna, now))).toBeNull();
      expect(await hold(other)).toMatchObject({ slot: { id: slot.id } });
    });

    test('again begins the time anew and takes no second seat', async () => {
      await hold(anna);
      rig.clock.advance(5 * MINUTE);
      expect(await hold(anna)).toMatchObject({ until: rig.now + 10 * MINUTE });
      expect(await left()).toBe(1);
    });

    test('of another slot lets the first go, and only when there is a seat', async () => {
      const later = await at('14:30');
      for (const person of await rig.crowd(2)) await book(person, later);
      await hold(anna);
      expect(await hold(anna, later)).toBe('full');
      expect(await left()).toBe(1);
      await cancel(
        (await rig.do((tx, now) => booking.staff.find(tx, later, now)))?.bookings[0]?.personId ?? '',
        later,
      );
      expect(await hold(anna, later)).toMatchObject({ slot: { id: later } });
      expect(await left()).toBe(2);
    });

    test('is let go at once on request', async () => {
      await hold(anna);
      await rig.do((tx) => booking.release(tx, anna));
      expect(await left()).toBe(2);
    });

    test.each(['zzzzzzzzz', '', "x' OR 1=1"])('of a slot that never was (%p) is gone', async (id) => {
      expect(await hold(anna, id)).toBe('gone');
      expect(await confirm(anna, id)).toBe('gone');
      expect(await cancel(anna, id)).toBeNull();
    });

    test('by somebody who was erased is gone', async () => {
      await rig.do((tx) => erasePerson(tx, rig.people, anna));
      expect(await hold(anna)).toBe('gone');
      expect(await confirm(anna)).toBe('gone');
    });
  });

  describe('when booking is open', () => {
    test('a slot can be booked until a day before it, and not from then on', async () => {
      rig.clock.jumpTo('2026-11-25T12:59:59.999+09:00');
      expect(await hold(anna)).toMatchObject({ slot: { id: slot.id } });
      rig.clock.jumpTo('2026-11-25T13:00:00+09:00');
      expect(await hold(await rig.person())).toBe('gone');
      expect(await rig.do((tx, now) => booking.free(tx, {}, now))).not.toContainEqual(
        expect.objectContaining({ id: slot.id }),
      );
    });

    test('somebody who held before the end may still confirm within their minutes', async () => {
      rig.clock.jumpTo('2026-11-25T12:55:00+09:00');
      await hold(anna);
      rig.clock.jumpTo('2026-11-25T13:04:00+09:00');
      expect(await confirm(anna)).toMatchObject({ status: 'booked' });
      expect(await confirm(await rig.person())).toBe('gone');
    });

    test('it opens at the beginning of the day, 60 days before', async () => {
      const days = async () =>
        new Set((await rig.do((tx, now) => booking.free(tx, {}, now))).map(({ day }) => day));
      rig.clock.jumpTo('2027-01-12T23:59:59+09:00');
      await rig.do((tx, now) => booking.materialise(tx, now));
      expect([...(await days())]).toEqual(['2027-01-14', '2027-01-28', '2027-03-11']);
      rig.clock.jumpTo('2027-01-23T23:59:59.999+09:00');
      expect([...(await days())]).toEqual(['2027-01-28', '2027-03-11']);
      rig.clock.jumpTo('2027-01-24T00:00:00+09:00');
      expect([...(await days())]).toEqual(['2027-01-28', '2027-03-11', '2027-03-25']);
    });

    test('either standpoint may be looked for alone', async () => {
      const of = (peers: 'family' | 'person') => rig.do((tx, now) => booking.free(tx, { peers }, now));
      expect(new Set((await of('person')).map(({ day }) => day))).toEqual(new Set(['2026-11-26']));
      expect(new Set((await of('family')).map(({ day }) => day))).toEqual(new Set(['2027-01-14']));
    });

    test('full slots are shown to whoever asks for them too', async () => {
      for (const person of await rig.crowd(2)) await book(person);
      const ids = async (full: boolean) =>
        (await rig.do((tx, now) => booking.free(tx, { full }, now))).map(({ id }) => id);
      expect(await ids(false)).not.toContain(slot.id);
      expect(await ids(true)).toContain(slot.id);
    });
  });

  describe('booking', () => {
    test('a held seat is theirs, with the way they chose', async () => {
      await hold(anna);
      const booked = await book(anna);
      expect(booked).toMatchObject({ personId: anna, status: 'booked', way: 'online', revision: 0 });
      rig.clock.advance(DAY);
      expect(await left()).toBe(1);
      expect(await rig.do((tx, now) => booking.ofPerson(tx, anna, now))).toEqual([booked]);
      expect(await rig.do((tx) => booking.booked(tx, booked.id))).toEqual(booked);
    });

    test('twice by a double tap is one, also when both come at the same moment', async () => {
      await hold(anna);
      const taps = await Promise.all([confirm(anna), confirm(anna), confirm(anna)]);
      expect(new Set(taps.map((tap) => (typeof tap === 'string' ? tap : tap.id))).size).toBe(1);
      expect(await hold(anna)).toBe('already');
      expect(await left()).toBe(1);
    });

    test('twice at once without a hold is one, too', async () => {
      const [one, two] = await Promise.all([confirm(anna), confirm(anna)]);
      expect(one).toEqual(two);
      expect(await left()).toBe(1);
    });

    test('again with another way changes the way', async () => {
      const { id } = await book(anna);
      const changed = await rig.do((tx, now) => booking.confirm(tx, anna, slot.id, { way: 'phone' }, now));
      expect(changed).toMatchObject({ id, way: 'phone' });
    });

    test('after the hold has lapsed takes a seat that is still there', async () => {
      await hold(anna);
      rig.clock.advance(HOUR);
      expect(await confirm(anna)).toMatchObject({ status: 'booked' });
    });

    test('after the hold has lapsed and others took the seats is full, and nothing of theirs is lost', async () => {
      await hold(anna);
      rig.clock.advance(HOUR);
      for (const person of await rig.crowd(2)) await book(person);
      expect(await confirm(anna)).toBe('full');
    });

    test('a second talk on the same day is already taken care of; another day is fine', async () => {
      await book(anna);
      expect(await hold(anna, await at('14:30'))).toBe('already');
      expect(await confirm(anna, await at('14:30'))).toBe('already');
      const january = (await rig.slots(booking)).find(({ day }) => day === '2027-01-14');
      await book(anna, january?.id);
      expect(await rig.do((tx, now) => booking.ofPerson(tx, anna, now))).toHaveLength(2);
    });

    test('where staff confirm, it is asked for until they do, once', async () => {
      const asking = rig.booking(rulesWith({}, { confirmation: 'by-staff' }));
      const { id, status } = await book(anna, slot.id, asking);
      expect(status).toBe('asked');
      expect(await left()).toBe(1);
      for (const _ of [1, 2]) {
        expect(await rig.do((tx) => asking.staff.accept(tx, id))).toMatchObject({ id, status: 'booked' });
      }
    });

    test('that staff cannot confirm is ended, and says whom to tell', async () => {
      const asking = rig.booking(rulesWith({}, { confirmation: 'by-staff' }));
      const { id } = await book(anna, slot.id, asking);
      expect(await rig.do((tx) => asking.staff.refuse(tx, id))).toMatchObject({
        personId: anna,
        had: 'asked',
        now: null,
      });
      expect(await rig.do((tx) => asking.staff.refuse(tx, id))).toBeNull();
      expect(await rig.do((tx) => asking.staff.accept(tx, id))).toBeNull();
      expect(await left()).toBe(2);
    });
  });

  describe('cancelling', () => {
    test('gives the seat back, says what it was, and again does nothing', async () => {
      const booked = await book(anna);
      expect(await cancel(anna)).toEqual(booked);
      expect(await cancel(anna)).toBeNull();
      expect(await left()).toBe(2);
    });

    test('works on the day, until it is over', async () => {
      await book(anna);
      rig.clock.jumpTo('2026-11-26T13:59:00+09:00');
      expect(await cancel(anna)).toMatchObject({ personId: anna });
    });

    test('of what is over does nothing: it took place or not, and nobody asks', async () => {
      await book(anna);
      rig.clock.jumpTo('2026-11-26T14:00:00+09:00');
      expect(await cancel(anna)).toBeNull();
      expect(await rig.do((tx, now) => booking.ofPerson(tx, anna, now))).toEqual([]);
    });

    test('and booking again has no limit and leaves no count', async () => {
      for (let round = 0; round < 12; round += 1) {
        await book(anna);
        await cancel(anna);
      }
      expect(await book(anna)).toMatchObject({ revision: 0 });
      expect(await rig.count('booking')).toBe(1);
    });
  });

  describe('changing', () => {
    const change = (person: string, from: string, to: string) =>
      rig.do((tx, now) => booking.change(tx, person, { from, to }, now));

    test('moves the same booking, on the same day too, and frees the old seat', async () => {
      const { id } = await book(anna);
      const to = await at('14:30');
      expect(await change(anna, slot.id, to)).toMatchObject({
        id,
        slot: { id: to },
        revision: 1,
        way: 'online',
      });
      expect(await left()).toBe(2);
      expect(await left(to)).toBe(1);
    });

    test('after looking at the new one first keeps one seat in each until it is done', async () => {
      await book(anna);
      const to = await at('14:30');
      expect(await rig.do((tx, now) => booking.hold(tx, anna, to, now, slot.id))).toMatchObject({
        slot: { id: to },
      });
      expect([await left(), await left(to)]).toEqual([1, 1]);
      await change(anna, slot.id, to);
      expect([await left(), await left(to)]).toEqual([2, 1]);
    });

    test('to a full one changes nothing', async () => {
      const booked = await book(anna);
      const to = await at('14:30');
      for (const person of await rig.crowd(2)) await book(person, to);
      expect(await change(anna, slot.id, to)).toBe('full');
      expect(await rig.do((tx, now) => booking.ofPerson(tx, anna, now))).toEqual([booked]);
    });

    test('by a double tap is one change', async () => {
      await book(anna);
      const to = await at('14:30');
      const taps = await Promise.all([change(anna, slot.id, to), change(anna, slot.id, to)]);
      expect(taps[0]).toEqual(taps[1]);
      expect(await rig.count('booking')).toBe(1);
    });

    test('what was never booked is nothing to change', async () => {
      expect(await change(anna, slot.id, await at('14:30'))).toBe('nothing');
    });

    test('to what never was, or is closed, changes nothing', async () => {
      await book(anna);
      const to = await at('14:30');
      await rig.do((tx, now) => booking.staff.closeSlot(tx, 'staff-1', to, now));
      expect(await change(anna, slot.id, to)).toBe('closed');
      expect(await change(anna, slot.id, 'zzzzzzzzz')).toBe('gone');
      expect(await left()).toBe(1);
    });
  });

  test('erasing somebody frees their seat and leaves nothing of them', async () => {
    await book(anna);
    const ben = await rig.person();
    await hold(ben);
    const other = await rig.person();
    await rig.do((tx, now) => booking.waitlist.wait(tx, other, slot.id, now));
    for (const person of [anna, ben, other]) await rig.do((tx) => erasePerson(tx, rig.people, person));
    expect([await rig.count('booking'), await rig.count('booking_wait')]).toEqual([0, 0]);
    expect(await left()).toBe(2);
  });

  test('bookings that begin within a span are found for reminders', async () => {
    const booked = await book(anna);
    await hold(await rig.person());
    const of = (from: number, before: number) => rig.do((tx) => booking.beginning(tx, { from, before }));
    expect(await of(slot.startsAt, slot.startsAt + 1)).toEqual([booked]);
    expect(await of(slot.startsAt - DAY, slot.startsAt)).toEqual([]);
  });

  test('what is over is forgotten after its days, and what a person sees of themselves holds it until then', async () => {
    const booked = await book(anna);
    rig.clock.jumpTo(new Date(slot.endsAt + 30 * DAY - 1).toISOString());
    await rig.do((tx, now) => booking.forgetPast(tx, now));
    expect(await rig.do((tx) => booking.allOf(tx, anna))).toEqual([booked]);
    rig.clock.advance(1);
    await rig.do((tx, now) => booking.forgetPast(tx, now));
    expect(await rig.do((tx) => booking.allOf(tx, anna))).toEqual([]);
    expect(await rig.do((tx) => booking.booked(tx, booked.id))).toBeNull();
  });

  describe('the online meeting', () => {
    const meetingOf = (by: Booking, booked: Booked) => rig.do((tx, now) => by.meetingOf(tx, booked, now));
    const templated = rig.booking(rulesWith({}, { meeting: 'https://meet.example.org/{room}?lang=ja' }));

    test('is told from an hour before on, until it is over', async () => {
      const booked = await book(anna, slot.id, templated);
      expect(await meetingOf(templated, booked)).toBe('later');
      rig.clock.jumpTo(new Date(slot.startsAt - HOUR - 1).toISOString());
      expect(await meetingOf(templated, booked)).toBe('later');
      rig.clock.advance(1);
      expect(await meetingOf(templated, booked)).toEqual({
        link: expect.stringMatching(/^https:\/\/meet\.example\.org\/[A-Za-z0-9]{30,43}\?lang=ja$/),
      });
      rig.clock.jumpTo(new Date(slot.endsAt).toISOString());
      expect(await meetingOf(templated, booked)).toBe('none');
    });

    test('is another for everybody, and the same each time', async () => {
      const [one, two] = [
        await book(anna, slot.id, templated),
        await book(await rig.person(), slot.id, templated),
      ];
      rig.clock.jumpTo(new Date(slot.startsAt).toISOString());
      expect(await meetingOf(templated, one)).toEqual(await meetingOf(templated, one));
      expect(await meetingOf(templated, one)).not.toEqual(await meetingOf(templated, two));
    });

    test('is where staff say, before any template, and stands in no table in readable form', async () => {
      const link = 'https://meet.example.org/given-by-staff';
      const booked = await book(anna);
      rig.clock.jumpTo(new Date(slot.startsAt).toISOString());
      expect(await meetingOf(booking, booked)).toBe('none');
      expect(await rig.do((tx) => booking.staff.setMeeting(tx, slot.id, link))).toBe(true);
      expect(await meetingOf(booking, booked)).toEqual({ link });
      expect(await meetingOf(templated, booked)).toEqual({ link });
      expect(await rig.do((tx) => booking.staff.setMeeting(tx, 'zzzzzzzzz', link))).toBe(false);
      const [row] = await rig.do((tx) =>
        tx.all<{ meeting: Uint8Array }>('SELECT meeting FROM booking_slot WHERE meeting IS NOT NULL'),
      );
      expect(Buffer.from(row?.meeting ?? []).toString('latin1')).not.toContain('given-by-staff');
    });

    test('is none by phone', async () => {
      const booked = await rig.do((tx, now) => templated.confirm(tx, anna, slot.id, { way: 'phone' }, now));
      if (typeof booked === 'string') throw new Error(booked);
      expect(await meetingOf(templated, booked)).toBe('none');
    });
  });

  test('notes for the peer are sealed, belong to one booking, and go with it', async () => {
    const booked = await book(anna);
    const person = await rig.do((tx) => rig.people.open(tx, anna));
    if (!person) throw new Error('nobody there');
    expect(await rig.do((tx) => booking.staff.setNote(tx, person, booked.id, '声が小さめです'))).toBe(true);
    expect(await rig.do((tx) => booking.staff.noteOf(tx, person, booked.id))).toBe('声が小さめです');
    const [row] = await rig.do((tx) => tx.all<{ note: Uint8Array }>('SELECT note FROM booking'));
    expect(Buffer.from(row?.note ?? []).toString('utf8')).not.toContain('声');
    await cancel(anna);
    expect(await rig.do((tx) => booking.staff.setNote(tx, person, booked.id, 'もうない'))).toBe(false);
    expect(await rig.do((tx) => booking.staff.noteOf(tx, person, booked.id))).toBe('');
  });
});
