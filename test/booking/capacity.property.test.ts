import fc from 'fast-check';
import type { Booking } from '../../src/booking';
import { onBothDatabases } from '../support/databases';
import { BookingRig, rulesWith, STAFF } from './booking-rig';

const MINUTE = 60_000;
const PEOPLE = 5;
const SEATS = 2;
const SLOTS = 2;

const who = fc.nat({ max: PEOPLE - 1 });
const where = fc.nat({ max: SLOTS - 1 });
/** What people, staff and time do, one thing each. */
const deed = fc.oneof(
  fc.record({ do: fc.constant('hold' as const), who, where }),
  fc.record({ do: fc.constant('confirm' as const), who, where }),
  fc.record({ do: fc.constant('cancel' as const), who, where }),
  fc.record({ do: fc.constant('change' as const), who, where }),
  fc.record({ do: fc.constant('wait' as const), who, where }),
  fc.record({ do: fc.constant('decline' as const), who, where }),
  fc.record({ do: fc.constant('leave' as const), who, where }),
  fc.record({ do: fc.constant('offer' as const), who, where }),
  fc.record({ do: fc.constant('close' as const), who, where }),
  fc.record({ do: fc.constant('open' as const), who, where }),
  fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(1, 9, 11, 13 * 60) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

onBothDatabases((dialect) => {
  const rig = BookingRig.use(dialect);
  const booking = rig.booking(rulesWith({}, { seatsPerTime: SEATS }));

  const run = async (people: readonly string[], slots: readonly string[], what: Deed): Promise<void> => {
    if (what.do === 'pass') {
      rig.clock.advance(what.minutes * MINUTE);
      return;
    }
    const [person = '', slot = ''] = [people[what.who], slots[what.where]];
    const other = slots[(what.where + 1) % SLOTS] ?? '';
    const { waitlist, staff }: Booking = booking;
    await rig.do<unknown>(async (tx, now) => {
      switch (what.do) {
        case 'hold':
          return booking.hold(tx, person, slot, now);
        case 'confirm': {
          const held = await booking.heldBy(tx, person, now);
          const outcome = await booking.confirm(tx, person, slot, { way: 'phone' }, now);
          // What was promised is kept: a seat in hand is theirs, unless they have another talk that day.
          if (held?.slot.id === slot) expect([typeof outcome, outcome]).not.toEqual(['string', 'full']);
          return outcome;
        }
        case 'cancel':
          return booking.cancel(tx, person, slot, now);
        case 'change':
          return booking.change(tx, person, { from: slot, to: other }, now);
        case 'wait':
          return waitlist.wait(tx, person, slot, now);
        case 'decline':
          return waitlist.decline(tx, person, slot, now);
        case 'leave':
          return waitlist.leave(tx, person, slot);
        case 'offer':
          return waitlist.offerFreed(tx, now);
        case 'close':
          return staff.closeSlot(tx, STAFF, slot, now);
        case 'open':
          return staff.openSlot(tx, STAFF, slot, now);
      }
    });
  };

  /** What always holds of every slot. */
  const check = async (slots: readonly string[]): Promise<void> => {
    for (const id of slots) {
      const slot = await rig.do((tx, now) => booking.staff.find(tx, id, now));
      const view = await rig.do((tx, now) => booking.find(tx, id, now));
      if (!slot || !view) throw new Error('a slot is gone');
      const taken = slot.bookings.length + slot.held;
      expect(taken).toBeLessThanOrEqual(SEATS);
      expect(view.seatsLeft).toBeLessThanOrEqual(SEATS - taken);
      expect(new Set(slot.bookings.map(({ personId }) => personId)).size).toBe(slot.bookings.length);
      if (slot.state === 'closed') expect([taken, slot.waiting, view.seatsLeft]).toEqual([0, 0, 0]);
    }
    const [twice] = await rig.do((tx) =>
      tx.all(
        `SELECT b.person_id FROM booking b JOIN booking_slot s ON s.id = b.slot_id
          WHERE b.state IN ('booked', 'asked') GROUP BY b.person_id, s.day HAVING COUNT(*) > 1`,
      ),
    );
    expect(twice).toBeUndefined();
  };

  const begin = async () => {
    await rig.empty();
    rig.clock.jumpTo('2026-11-21T10:00:00+09:00');
    const slots = (await rig.slots(booking)).slice(0, SLOTS).map(({ id }) => id);
    return { slots, people: await rig.crowd(PEOPLE) };
  };

  test('there are never more than the seats, whatever is done in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 40 }), async (deeds) => {
        const { slots, people } = await begin();
        for (const each of deeds) {
          await run(people, slots, each);
          await check(slots);
        }
      }),
      { numRuns: dialect === 'sqlite' ? 60 : 15 },
    );
  }, 120_000);

  test('nor when all of it is done at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 40 }), async (deeds) => {
        const { slots, people } = await begin();
        await Promise.all(deeds.map((each) => run(people, slots, each)));
        await check(slots);
      }),
      { numRuns: dialect === 'sqlite' ? 60 : 25 },
    );
  }, 120_000);

  test('a free seat that nobody waits for can always be had', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 25 }), async (deeds) => {
        const { slots, people } = await begin();
        for (const each of deeds) await run(people, slots, each);
        for (const id of slots) {
          const before = await rig.do((tx, now) => booking.find(tx, id, now));
          for (let seat = before?.seatsLeft ?? 0; seat > 0; seat -= 1) {
            const stranger = await rig.person();
            expect(
              await rig.do((tx, now) => booking.confirm(tx, stranger, id, { way: 'online' }, now)),
            ).toMatchObject({ personId: stranger });
          }
          const late = await rig.person();
          expect(await rig.do((tx, now) => booking.hold(tx, late, id, now))).toMatch(/^(full|closed|gone)$/);
        }
      }),
      { numRuns: dialect === 'sqlite' ? 30 : 10 },
    );
  }, 120_000);
});
