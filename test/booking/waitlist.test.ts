import type { SlotView } from '../../src/booking';
import { onBothDatabases } from '../support/databases';
import { BookingRig, rulesWith, STAFF } from './booking-rig';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

onBothDatabases((dialect) => {
  const rig = BookingRig.use(dialect);
  const booking = rig.booking(rulesWith({}, { seatsPerTime: 1 }));
  let slot: SlotView;
  let holder: string;
  let first: string;
  let second: string;

  beforeEach(async () => {
    slot = await rig.firstSlot(booking);
    [holder = '', first = '', second = ''] = await rig.crowd(3);
    await confirm(holder);
  });

  const confirm = (person: string, id = slot.id) =>
    rig.do((tx, now) => booking.confirm(tx, person, id, { way: 'phone' }, now));
  const hold = (person: string) => rig.do((tx, now) => booking.hold(tx, person, slot.id, now));
  const cancel = (person: string) => rig.do((tx, now) => booking.cancel(tx, person, slot.id, now));
  const wait = (person: string, id = slot.id) =>
    rig.do((tx, now) => booking.waitlist.wait(tx, person, id, now));
  const decline = (person: string) => rig.do((tx, now) => booking.waitlist.decline(tx, person, slot.id, now));
  const offers = async () =>
    (await rig.do((tx, now) => booking.waitlist.offerFreed(tx, now))).map(({ personId }) => personId);
  const waitingFor = (person: string) => rig.do((tx, now) => booking.waitlist.ofPerson(tx, person, now));
  /** Both wait, the first before the second. */
  const bothWait = async () => {
    await wait(first);
    rig.clock.advance(MINUTE);
    await wait(second);
  };

  test('one waits for what is full, once, and keeps the first place', async () => {
    const place = await wait(first);
    rig.clock.advance(HOUR);
    expect(await wait(first)).toEqual(place);
    expect(await waitingFor(first)).toEqual([place]);
    expect(place).toEqual({
      personId: first,
      slot: expect.objectContaining({ id: slot.id }),
      since: rig.now - HOUR,
      offeredUntil: null,
    });
  });

  test('there is nothing to wait for where a seat is free, or booked by oneself, or nothing is', async () => {
    expect(await wait(holder)).toBe('already');
    expect(await wait(first, 'zzzzzzzzz')).toBe('gone');
    await cancel(holder);
    expect(await wait(first)).toBe('free');
    await rig.do((tx, now) => booking.staff.closeSlot(tx, STAFF, slot.id, now));
    expect(await wait(first)).toBe('closed');
  });

  test('a seat that is given back is offered to who waited longest, once, for twelve hours', async () => {
    await bothWait();
    expect(await offers()).toEqual([]);
    await cancel(holder);
    expect(await rig.do((tx, now) => booking.waitlist.offerFreed(tx, now))).toEqual([
      { personId: first, slot: expect.objectContaining({ id: slot.id }), until: rig.now + 12 * HOUR },
    ]);
    expect(await offers()).toEqual([]);
    expect(await waitingFor(first)).toMatchObject([{ offeredUntil: rig.now + 12 * HOUR }]);
  });

  test('nobody who comes by gets it before them, also between the giving back and the offer', async () => {
    await wait(first);
    const passerBy = await rig.person();
    await cancel(holder);
    expect(await hold(passerBy)).toBe('full');
    expect(await confirm(passerBy)).toBe('full');
    expect((await rig.do((tx, now) => booking.find(tx, slot.id, now)))?.seatsLeft).toBe(0);
    await offers();
    expect(await confirm(passerBy)).toBe('full');
    expect(await confirm(first)).toMatchObject({ personId: first, status: 'booked' });
    expect(await waitingFor(first)).toEqual([]);
  });

  test('who waits and comes by themselves gets it without an offer', async () => {
    await wait(first);
    await cancel(holder);
    expect(await hold(first)).toMatchObject({ slot: { id: slot.id } });
    expect(await confirm(first)).toMatchObject({ personId: first });
  });

  test('declining keeps the place: the seat goes to the next, and the next freed one comes to them again', async () => {
    await bothWait();
    await cancel(holder);
    expect(await offers()).toEqual([first]);
    expect(await decline(first)).toBe(true);
    expect(await decline(first)).toBe(false);
    expect(await offers()).toEqual([second]);
    expect(await waitingFor(first)).toMatchObject([{ offeredUntil: null }]);
    await confirm(second);
    await cancel(second);
    expect(await offers()).toEqual([first]);
  });

  test('letting an offer pass is the same as declining it, to the millisecond', async () => {
    await bothWait();
    await cancel(holder);
    await offers();
    rig.clock.advance(12 * HOUR - 1);
    expect(await offers()).toEqual([]);
    rig.clock.advance(1);
    expect(await waitingFor(first)).toMatchObject([{ offeredUntil: null }]);
    expect(await offers()).toEqual([second]);
  });

  test('when nobody of the list wants it, it is there for everybody, and the list is not asked again', async () => {
    await bothWait();
    await cancel(holder);
    for (const person of [first, second]) {
      expect(await offers()).toEqual([person]);
      await decline(person);
    }
    expect(await offers()).toEqual([]);
    const passerBy = await rig.person();
    await hold(passerBy);
    rig.clock.advance(HOUR);
    expect(await offers()).toEqual([]);
    expect(await confirm(passerBy)).toMatchObject({ personId: passerBy });
    await cancel(passerBy);
    expect(await offers()).toEqual([first]);
  });

  test('an offer that was declined can still be taken while nobody else has it', async () => {
    await wait(first);
    await cancel(holder);
    await offers();
    await decline(first);
    expect(await confirm(first)).toMatchObject({ personId: first });
  });

  test('leaving the list lets the offer go to the next', async () => {
    await bothWait();
    await cancel(holder);
    await offers();
    await rig.do((tx) => booking.waitlist.leave(tx, first, slot.id));
    expect(await waitingFor(first)).toEqual([]);
    expect(await offers()).toEqual([second]);
  });

  test('an offer ends at the latest when booking does, and none is made after that', async () => {
    await wait(first);
    await cancel(holder);
    rig.clock.jumpTo('2026-11-25T12:00:00+09:00');
    const [offer] = await rig.do((tx, now) => booking.waitlist.offerFreed(tx, now));
    expect(offer?.until).toBe(Date.parse('2026-11-25T13:00:00+09:00'));
    rig.clock.jumpTo('2026-11-25T13:00:00+09:00');
    await rig.do((tx) => booking.waitlist.leave(tx, first, slot.id));
    expect(await offers()).toEqual([]);
  });

  test('booking another time of that day ends the waiting', async () => {
    const other = (await rig.slots(booking)).find(({ from }) => from === '14:30');
    await wait(first);
    await confirm(first, other?.id);
    expect(await waitingFor(first)).toEqual([]);
    await cancel(holder);
    expect(await offers()).toEqual([]);
  });

  test('a seat more is offered too, and what is left over is for everybody', async () => {
    await wait(first);
    const more = rig.booking(rulesWith({}, { seatsPerTime: 3 }));
    await rig.do((tx, now) => more.materialise(tx, now));
    expect((await rig.do((tx, now) => booking.find(tx, slot.id, now)))?.seatsLeft).toBe(1);
    expect(await offers()).toEqual([first]);
    expect(await confirm(await rig.person())).toMatchObject({ status: 'booked' });
    expect(await confirm(await rig.person())).toBe('full');
  });

  test('waiting in vain is forgotten when the slot begins', async () => {
    await wait(first);
    rig.clock.jumpTo('2026-11-26T13:00:00+09:00');
    await rig.do((tx, now) => booking.forgetPast(tx, now));
    expect(await rig.count('booking_wait')).toBe(0);
  });

  test('two processes offering at once make one offer', async () => {
    await wait(first);
    await cancel(holder);
    const both = await Promise.all([offers(), offers(), offers()]);
    expect(both.flat()).toEqual([first]);
  });
});
