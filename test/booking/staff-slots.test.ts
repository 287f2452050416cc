import type { Affected, SlotView } from '../../src/booking';
import type { Tx } from '../../src/store';
import { onBothDatabases } from '../support/databases';
import { waitFor } from '../support/wait-for';
import { BookingRig, rules, STAFF } from './booking-rig';

onBothDatabases((dialect) => {
  const rig = BookingRig.use(dialect);
  const booking = rig.booking();
  const { staff } = booking;
  let slot: SlotView;
  let booked: string;
  let alsoBooked: string;
  let waiting: string;

  beforeEach(async () => {
    slot = await rig.firstSlot(booking);
    [booked = '', alsoBooked = '', waiting = ''] = await rig.crowd(3);
    await confirm(booked, 'online');
    await confirm(alsoBooked, 'phone');
    await rig.do((tx, now) => booking.waitlist.wait(tx, waiting, slot.id, now));
  });

  const confirm = (person: string, way: 'online' | 'phone') =>
    rig.do((tx, now) => booking.confirm(tx, person, slot.id, { way }, now));
  const shown = (id = slot.id) => rig.do((tx, now) => staff.find(tx, id, now));
  const whoHad = (affected: readonly Affected[] | null) =>
    affected?.map(({ personId, had }) => [personId, had]).sort();
  const everybody = () =>
    [
      [booked, 'booked'],
      [alsoBooked, 'booked'],
      [waiting, 'waiting'],
    ].sort();

  test('the calendar shows who is booked, how many wait, and who is there', async () => {
    await rig.do((tx) => staff.setPeers(tx, slot.id, ['peer-2', 'peer-1', 'peer-2']));
    expect(await shown()).toMatchObject({
      seats: 2,
      state: 'open',
      decidedBy: null,
      waiting: 1,
      held: 0,
      peersOnDuty: ['peer-1', 'peer-2'],
      bookings: [
        { personId: booked, way: 'online' },
        { personId: alsoBooked, way: 'phone' },
      ],
    });
  });

  test('a peer sees the slots at which they are, and no others', async () => {
    const range = { from: '2026-11-01', to: '2027-03-31' };
    const of = (peer: string) => rig.do((tx, now) => staff.calendar(tx, { ...range, peer }, now));
    await rig.do((tx) => staff.setPeers(tx, slot.id, ['peer-1']));
    expect((await of('peer-1')).map(({ id }) => id)).toEqual([slot.id]);
    expect(await of('peer-2')).toEqual([]);
    await rig.do((tx) => staff.setPeers(tx, slot.id, []));
    expect(await of('peer-1')).toEqual([]);
  });

  test('closing a slot says who has to be told, once, and nobody can book it', async () => {
    const close = () => rig.do((tx, now) => staff.closeSlot(tx, STAFF, slot.id, now));
    const affected = await close();
    expect(whoHad(affected)).toEqual(everybody());
    expect(affected).toContainEqual({
      personId: booked,
      had: 'booked',
      way: 'online',
      was: expect.objectContaining({ id: slot.id, day: '2026-11-26' }),
      now: null,
    });
    expect(await close()).toEqual([]);
    expect(await confirm(booked, 'online')).toBe('closed');
    expect(await shown()).toMatchObject({ state: 'closed', decidedBy: STAFF, bookings: [], waiting: 0 });
  });

  test('somebody who was about to book a slot that is closed hears it when they do', async () => {
    const other = await rig.person();
    const free = (await rig.slots(booking)).find(({ from }) => from === '14:30');
    await rig.do((tx, now) => booking.hold(tx, other, free?.id ?? '', now));
    expect(await rig.do((tx, now) => staff.closeSlot(tx, STAFF, free?.id ?? '', now))).toEqual([]);
    expect(
      await rig.do((tx, now) => booking.confirm(tx, other, free?.id ?? '', { way: 'online' }, now)),
    ).toBe('closed');
  });

  test('closing a slot and a turn of somebody in it wait for each other in one order, and none begins anew', async () => {
    const tries = { turn: 0, closing: 0 };
    let turnHolds = false;
    const turn = rig.store.write(async (tx) => {
      tries.turn += 1;
      await rig.people.hold(tx, booked);
      turnHolds = true;
      // The closing is to be on its way, and to wait for this.
      await waitFor('the closing to wait', async () => dialect === 'sqlite' || (await waitingLocks(tx)) > 0);
      await booking.cancel(tx, booked, slot.id, rig.now);
    });
    await waitFor('the turn to hold its person', () => turnHolds);
    const closing = rig.store.write(async (tx) => {
      tries.closing += 1;
      const affected = await staff.closeSlot(tx, STAFF, slot.id, rig.now);
      for (const { personId } of affected ?? []) {
        await tx.run('UPDATE person SET last_seen_at = $2 WHERE id = $1', personId, rig.now);
      }
      return affected;
    });
    const [, affected] = await Promise.all([turn, closing]);
    expect(whoHad(affected)).toEqual(everybody().filter(([person]) => person !== booked));
    expect(tries).toEqual({ turn: 1, closing: 1 });
  });

  test('a closed slot can be opened again, empty', async () => {
    await rig.do((tx, now) => staff.closeSlot(tx, STAFF, slot.id, now));
    expect(await rig.do((tx, now) => staff.openSlot(tx, STAFF, slot.id, now))).toBe(true);
    expect(await rig.do((tx, now) => booking.find(tx, slot.id, now))).toMatchObject({ seatsLeft: 2 });
  });

  test('moving a slot keeps what is in it, under the same ids, and says whom to tell', async () => {
    const to = { day: '2026-12-01', from: '15:00', to: '16:00' };
    const before = await rig.do((tx, now) => booking.ofPerson(tx, booked, now));
    const affected = await rig.do((tx, now) => staff.moveSlot(tx, STAFF, slot.id, to, now));
    expect(whoHad(affected)).toEqual(everybody());
    expect(affected?.[0]).toMatchObject({
      was: { day: '2026-11-26', from: '13:00' },
      now: { id: slot.id, ...to, startsAt: Date.parse('2026-12-01T15:00:00+09:00') },
    });
    expect(await rig.do((tx, now) => booking.ofPerson(tx, booked, now))).toMatchObject([
      { id: before[0]?.id, slot: to, revision: 1 },
    ]);
  });

  test('moving a slot to where it is affects nobody', async () => {
    const { day, from, to } = slot;
    expect(await rig.do((tx, now) => staff.moveSlot(tx, STAFF, slot.id, { day, from, to }, now))).toEqual([]);
  });

  test('a day is moved as a whole, and closed as a whole', async () => {
    const { affected: moved } = await rig.do((tx, now) =>
      staff.moveDay(tx, STAFF, '2026-11-26', '2026-12-03', now),
    );
    expect(whoHad(moved)).toEqual(everybody());
    const day = (on: string) => rig.do((tx, now) => staff.calendar(tx, { from: on, to: on }, now));
    expect((await day('2026-12-03')).map(({ from }) => from)).toEqual(['13:00', '14:30']);
    expect(await day('2026-11-26')).toEqual([]);
    const closed = await rig.do((tx, now) => staff.closeDay(tx, STAFF, '2026-12-03', now));
    expect(whoHad(closed)).toEqual(everybody());
    expect((await day('2026-12-03')).every(({ state }) => state === 'closed')).toBe(true);
  });

  test('a day far ahead, whose slots were not made yet, stays closed when its time comes', async () => {
    await rig.do((tx, now) => staff.closeDay(tx, STAFF, '2027-07-08', now));
    rig.clock.jumpTo('2027-06-20T10:00:00+09:00');
    await rig.do((tx, now) => booking.materialise(tx, now));
    const free = await rig.do((tx, now) => booking.free(tx, {}, now));
    expect(free.map(({ day }) => day)).not.toContain('2027-07-08');
    expect(free.map(({ day }) => day)).toContain('2027-07-22');
  });

  test('a slot and a day can be added', async () => {
    const added = await rig.do((tx, now) =>
      staff.addSlot(
        tx,
        STAFF,
        { day: '2026-12-05', from: '23:00', to: '24:00', peers: 'family', seats: 3 },
        now,
      ),
    );
    expect(added).toMatchObject({
      seats: 3,
      peers: 'family',
      endsAt: Date.parse('2026-12-06T00:00:00+09:00'),
    });
    const day = await rig.do((tx, now) =>
      staff.addDay(tx, STAFF, { day: '2026-12-06', peers: 'person' }, now),
    );
    expect(day.map(({ from, seats }) => [from, seats])).toEqual(
      rules.times?.map(({ from }) => [from, rules.booking.seatsPerTime]),
    );
    await rig.do((tx, now) => booking.materialise(tx, now));
    expect(await shown(added?.id)).toEqual(added);
  });

  test.each([
    { day: '2026-11-20', from: '13:00', to: '14:00', seats: 1 },
    { day: '2026-12-05', from: '14:00', to: '13:00', seats: 1 },
    { day: '2026-12-05', from: '13:00', to: '25:00', seats: 1 },
    { day: '2026-02-30', from: '13:00', to: '14:00', seats: 1 },
    { day: '2026-12-05', from: '13:00', to: '14:00', seats: 0 },
    { day: '2026-12-05', from: '13:00', to: '14:00', seats: 1.5 },
    { day: '2026-12-05', from: '13:00', to: '14:00', seats: 31 },
  ])('a slot that cannot be is not added: %p', async (wrong) => {
    expect(
      await rig.do((tx, now) => staff.addSlot(tx, STAFF, { ...wrong, peers: 'family' }, now)),
    ).toBeNull();
  });

  test('what never was, or has begun, is not changed', async () => {
    const to = { day: '2026-12-01', from: '15:00', to: '16:00' };
    expect(await rig.do((tx, now) => staff.closeSlot(tx, STAFF, 'zzzzzzzzz', now))).toBeNull();
    expect(await rig.do((tx, now) => staff.moveSlot(tx, STAFF, 'zzzzzzzzz', to, now))).toBeNull();
    expect(await rig.do((tx, now) => staff.openSlot(tx, STAFF, 'zzzzzzzzz', now))).toBe(false);
    expect(await rig.do((tx) => staff.setPeers(tx, 'zzzzzzzzz', []))).toBe(false);
    expect(await rig.do((tx, now) => staff.moveDay(tx, STAFF, '2026-11-26', '2026-11-21', now))).toEqual({
      moved: 0,
      affected: [],
    });
    rig.clock.jumpTo('2026-11-26T13:00:00+09:00');
    expect(await rig.do((tx, now) => staff.closeSlot(tx, STAFF, slot.id, now))).toBeNull();
    expect(await rig.do((tx, now) => staff.moveSlot(tx, STAFF, slot.id, to, now))).toBeNull();
    expect(await shown()).toMatchObject({ state: 'open', waiting: 1, decidedBy: null });
  });

  test('somebody who was offered a seat is told, and once', async () => {
    await rig.do((tx, now) => booking.cancel(tx, booked, slot.id, now));
    await rig.do((tx, now) => booking.waitlist.offerFreed(tx, now));
    expect(await shown()).toMatchObject({ held: 1, waiting: 1 });
    const affected = await rig.do((tx, now) => staff.closeSlot(tx, STAFF, slot.id, now));
    expect(whoHad(affected)).toEqual(
      [
        [alsoBooked, 'booked'],
        [waiting, 'offered'],
      ].sort(),
    );
  });
});

/** How many in this database wait for what others hold. PostgreSQL only. */
async function waitingLocks(tx: Tx): Promise<number> {
  const rows = await tx.all(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length;
}
