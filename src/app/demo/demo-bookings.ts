import { calendarDay } from '../../calendar';
import type { Tx } from '../../store';
import type { DemoCast } from './demo-cast';
import { DemoGuest } from './demo-guest';
import type { DemoHouse } from './demo-house';

const DAY_MS = 24 * 60 * 60_000;
/** Days from now on which peers of the one and of the other standpoint are there, beside those of the rules. */
const addedDays = { family: 3, person: 10 } as const;

/** Talks with peers: two days are added soon, the demo's peer is there, and the cast books. All but the last are confirmed. */
export async function playBookings(
  tx: Tx,
  house: DemoHouse,
  bookings: DemoCast['bookings'],
  staff: { readonly leader: string; readonly peer: string },
): Promise<void> {
  const { booking, clock, flows } = house;
  const now = clock.now();
  await booking.materialise(tx, now);
  for (const [peers, days] of Object.entries(addedDays)) {
    if (peers !== 'family' && peers !== 'person') continue;
    const day = calendarDay(now + days * DAY_MS, flows.timeZone);
    for (const slot of await booking.staff.addDay(tx, staff.leader, { day, peers }, now)) {
      await booking.staff.setPeers(tx, slot.id, [staff.peer]);
    }
  }
  for (const [index, written] of bookings.entries()) {
    const guest = await DemoGuest.comes(tx, house, written, now - (index + 1) * DAY_MS);
    const slot = (await booking.free(tx, { peers: written.peers }, now)).find(
      ({ seatsLeft }) => seatsLeft > 0,
    );
    if (!slot) throw new Error('There is nothing to book in the demo.');
    const booked = await booking.confirm(tx, guest.id, slot.id, { way: written.way }, now);
    if (typeof booked === 'string') throw new Error(`A booking of the demo was refused: ${booked}.`);
    if (index < bookings.length - 1) await booking.staff.accept(tx, booked.id);
  }
}
