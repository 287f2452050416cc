import type { SealingKey, Tx } from '../store';
import type { Way } from './booked';
import type { Slot } from './slot';
import { plainSlot, SLOT_COLUMNS, type SlotRow } from './slot-rows';
import { NOTE } from './staff-slots';

/** Something that is kept about a person and a slot. */
export interface KeptSeat {
  readonly slot: Slot;
  readonly state: 'held' | 'offered' | 'asked' | 'booked' | 'waiting';
  /** Null where nothing is booked yet. */
  readonly way: Way | null;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** What the peer should know; empty when nothing. */
  readonly note: string;
}

/** All that is kept of a person, soonest first, also what is over: for what they take away of themselves. */
export async function keptSeats(
  tx: Tx,
  person: { readonly id: string; readonly key: SealingKey },
): Promise<readonly KeptSeat[]> {
  const booked = await tx.all<
    SlotRow & Pick<KeptSeat, 'way' | 'since'> & { seatState: KeptSeat['state']; note: Uint8Array | null }
  >(
    `SELECT ${SLOT_COLUMNS}, b.state AS "seatState", b.way, b.made_at AS since, b.note
       FROM booking b JOIN booking_slot s ON s.id = b.slot_id WHERE b.person_id = $1`,
    person.id,
  );
  const waiting = await tx.all<SlotRow & { since: number }>(
    `SELECT ${SLOT_COLUMNS}, w.since
       FROM booking_wait w JOIN booking_slot s ON s.id = w.slot_id WHERE w.person_id = $1`,
    person.id,
  );
  return [
    ...booked.map((row) => ({
      slot: plainSlot(row),
      state: row.seatState,
      way: row.way,
      since: row.since,
      note: row.note ? person.key.open(NOTE, row.note) : '',
    })),
    ...waiting.map((row) => ({
      slot: plainSlot(row),
      state: 'waiting' as const,
      way: null,
      since: row.since,
      note: '',
    })),
  ].sort((a, b) => a.slot.startsAt - b.slot.startsAt);
}
