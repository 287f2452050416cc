import type { Booking, BookingRules } from '../../src/booking';
import { onBothDatabases } from '../support/databases';
import { BookingRig, rules, rulesWith, STAFF } from './booking-rig';

onBothDatabases((dialect) => {
  const rig = BookingRig.use(dialect);

  const materialise = (given: BookingRules = rules): Promise<Booking> => {
    const booking = rig.booking(given);
    return rig.do((tx, now) => booking.materialise(tx, now)).then(() => booking);
  };
  const calendar = (booking: Booking, from = '2026-11-01', to = '2028-12-31') =>
    rig.do((tx, now) => booking.staff.calendar(tx, { from, to }, now));
  const times = async (booking: Booking) =>
    (await calendar(booking)).map(({ day, from, peers }) => `${day} ${from} ${peers}`);
  const book = (booking: Booking, id: string) =>
    rig.do((tx, now) => booking.confirm(tx, someone, id, { way: 'phone' }, now));
  let someone: string;
  beforeEach(async () => {
    someone = await rig.person();
  });

  test('slots are made ahead of when they can be booked, at each time of each day', async () => {
    expect(await times(await materialise())).toEqual([
      '2026-11-26 13:00 person',
      '2026-11-26 14:30 person',
      '2027-01-14 13:00 family',
      '2027-01-14 14:30 family',
      '2027-01-28 13:00 person',
      '2027-01-28 14:30 person',
      '2027-03-11 13:00 family',
      '2027-03-11 14:30 family',
    ]);
  });

  test('a slot stands for the moments of its zone', async () => {
    const [slot] = await calendar(await materialise());
    expect(slot).toMatchObject({
      startsAt: Date.parse('2026-11-26T13:00:00+09:00'),
      endsAt: Date.parse('2026-11-26T14:00:00+09:00'),
      seats: 2,
    });
  });

  test('again, also at once in several processes, nothing more is made and ids stay', async () => {
    const booking = await materialise();
    const before = await calendar(booking);
    await Promise.all([materialise(), materialise(), materialise()]);
    expect(await calendar(booking)).toEqual(before);
    expect(await rig.count('booking_seat')).toBe(before.length * 2);
  });

  test('several processes that begin at once on nothing make each slot once', async () => {
    const [booking] = await Promise.all([materialise(), materialise(), materialise(), materialise()]);
    expect(new Set(await times(booking)).size).toBe((await times(booking)).length);
    expect(await rig.count('booking_seat')).toBe((await times(booking)).length * 2);
  });

  test('without times of day nothing is made, and nothing that nobody uses is left', async () => {
    const none = await materialise(rulesWith({ times: null }));
    expect(none.hasTimes).toBe(false);
    expect(await calendar(none)).toEqual([]);
    await materialise();
    expect(await calendar(await materialise(rulesWith({ times: null })))).toEqual([]);
  });

  test('over the end of a month and of a year, only the days to come are made', async () => {
    rig.clock.jumpTo('2026-11-30T23:59:00+09:00');
    await materialise();
    rig.clock.jumpTo('2027-01-28T13:00:00+09:00');
    const booking = await materialise();
    expect((await calendar(booking, '2027-01-28', '2027-01-28')).map(({ from }) => from)).toEqual([
      '13:00',
      '14:30',
    ]);
    rig.clock.jumpTo('2027-01-31T23:59:59.999+09:00');
    await materialise();
    expect((await calendar(booking)).at(-1)?.day).toBe('2027-05-27');
  });

  test('a day that is over is not made again once it was forgotten', async () => {
    const booking = await materialise();
    rig.clock.jumpTo('2026-12-31T12:00:00+09:00');
    await rig.do((tx, now) => booking.forgetPast(tx, now));
    await materialise();
    expect((await calendar(booking)).map(({ day }) => day)).not.toContain('2026-11-26');
  });

  test('a day added in the file is there, and one that the rules name too is there once', async () => {
    const added = [
      { date: '2026-12-10', peers: 'family' },
      { date: '2026-11-26', peers: 'person' },
    ] as const;
    const named = await times(await materialise(rulesWith({ added })));
    expect(named).toContain('2026-12-10 13:00 family');
    expect(named.filter((each) => each.startsWith('2026-11-26'))).toHaveLength(2);
  });

  describe('on a public holiday', () => {
    beforeEach(() => rig.clock.jumpTo('2027-09-01T10:00:00+09:00'));

    test('nothing is made while nobody has decided, and staff are shown the day', async () => {
      const booking = await materialise();
      expect((await times(booking)).filter((each) => each.startsWith('2027-09'))).toEqual([
        '2027-09-09 13:00 family',
        '2027-09-09 14:30 family',
      ]);
      const range = { from: '2027-09-01', to: '2028-12-31' };
      expect(await rig.do((tx) => booking.staff.undecidedDays(tx, range))).toEqual([
        { day: '2027-09-23', peers: 'person' },
        { day: '2028-11-23', peers: 'person' },
      ]);
    });

    test('staff may keep the day, and the rules leave it so', async () => {
      const booking = await materialise();
      await rig.do((tx, now) => booking.staff.keepDay(tx, STAFF, '2027-09-23', now));
      await materialise();
      expect(await times(booking)).toContain('2027-09-23 13:00 person');
      const range = { from: '2027-09-01', to: '2027-12-31' };
      expect(await rig.do((tx) => booking.staff.undecidedDays(tx, range))).toEqual([]);
    });

    test('staff may move it to another day', async () => {
      const booking = await materialise();
      await rig.do((tx, now) => booking.staff.moveDay(tx, STAFF, '2027-09-23', '2027-09-30', now));
      await materialise();
      const named = await times(booking);
      expect(named).toContain('2027-09-30 13:00 person');
      expect(named).not.toContain('2027-09-23 13:00 person');
    });

    test('staff may leave it out', async () => {
      const booking = await materialise();
      await rig.do((tx, now) => booking.staff.closeDay(tx, STAFF, '2027-09-23', now));
      await materialise();
      const free = await rig.do((tx, now) => booking.free(tx, {}, now));
      expect(free.map(({ day }) => day)).not.toContain('2027-09-23');
      const range = { from: '2027-09-01', to: '2027-12-31' };
      expect(await rig.do((tx) => booking.staff.undecidedDays(tx, range))).toEqual([]);
    });

    test('decided in the file, it is as decided', async () => {
      const decided = [{ date: '2027-09-23', to: '2027-09-30' }];
      expect(await times(await materialise(rulesWith({ decided })))).toContain('2027-09-30 14:30 person');
      expect(await times(await materialise(rulesWith({ holidays: 'keep' })))).toContain(
        '2027-09-23 13:00 person',
      );
    });
  });

  describe('when the file is changed', () => {
    const moved = rulesWith({ decided: [{ date: '2026-11-26', to: '2026-11-27' }] });

    test('a slot that nobody uses follows, under the same id', async () => {
      const [before] = await calendar(await materialise());
      const [after] = await calendar(await materialise(moved));
      expect(after).toMatchObject({ id: before?.id, day: '2026-11-27', stranded: false });
    });

    test('a slot that somebody booked stays where it is, and staff are shown it; put right, it is as before', async () => {
      const [before] = await calendar(await materialise());
      await book(rig.booking(), before?.id ?? '');
      const slots = await calendar(await materialise(moved));
      expect(slots.find(({ id }) => id === before?.id)).toMatchObject({ day: '2026-11-26', stranded: true });
      const again = await calendar(await materialise());
      expect(again.find(({ id }) => id === before?.id)).toMatchObject({ stranded: false });
    });

    test('a slot that is booked outlives its rule', async () => {
      const [before] = await calendar(await materialise());
      await book(rig.booking(), before?.id ?? '');
      const slots = await calendar(await materialise(rulesWith({ rules: [] })));
      expect(slots).toMatchObject([{ id: before?.id, stranded: true, bookings: [{ personId: someone }] }]);
    });

    test('what staff decided stays as they decided', async () => {
      const booking = await materialise();
      const [slot] = await calendar(booking);
      const to = { day: '2026-12-03', from: '10:00', to: '11:00' };
      await rig.do((tx, now) => booking.staff.moveSlot(tx, STAFF, slot?.id ?? '', to, now));
      for (const given of [moved, rulesWith({ rules: [] }), rules]) {
        const slots = await calendar(await materialise(given));
        expect(slots.find(({ id }) => id === slot?.id)).toMatchObject({ ...to, decidedBy: STAFF });
      }
    });

    test('there may be more seats, or fewer, but never fewer than are booked', async () => {
      const booking = await materialise();
      const [slot] = await calendar(booking);
      const seats = async () => (await calendar(booking))[0]?.seats;
      await materialise(rulesWith({}, { seatsPerTime: 4 }));
      expect(await seats()).toBe(4);
      await book(booking, slot?.id ?? '');
      await materialise(rulesWith({}, { seatsPerTime: 1 }));
      expect(await seats()).toBe(1);
      expect((await calendar(booking))[0]?.bookings).toHaveLength(1);
    });
  });
});
