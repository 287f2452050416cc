import type { Tx } from '../store';
import { bookedRows } from './booked-rows';
import type { BookingRules } from './booking-rules';
import { bookingWindow } from './planned-slots';
import type { Slot } from './slot';
import type { SlotRow } from './slot-rows';

/** Why nobody can book a slot now; null: it can be booked. */
export function refusalOf(slot: SlotRow, rules: BookingRules, now: number): 'closed' | 'gone' | null {
  const { opensAt, closesAt } = bookingWindow(slot, rules);
  return closed(slot) ?? (now >= opensAt && now < closesAt ? null : 'gone');
}

export function closed({ state }: Pick<SlotRow, 'state'>): 'closed' | null {
  return state === 'closed' ? 'closed' : null;
}

/**
 * Whether somebody has booked another slot of a slot's day: few groups are met on one, so each has one talk.
 *
 * @param instead the slot whose booking would be given up
 */
export async function bookedThatDay(
  tx: Tx,
  personId: string,
  { id, day }: Slot,
  instead: string | null = null,
): Promise<'already' | null> {
  const others = await bookedRows(tx, 'b.person_id = $1 AND s.day = $2 AND s.id <> $3', personId, day, id);
  return others.some((other) => other.slot.id !== instead) ? 'already' : null;
}
