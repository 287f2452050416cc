import { addDays, calendarDay } from '../calendar';
import type { Tx } from '../store';
import type { BookingRules } from './booking-rules';
import { type PlannedSlot, plannedSlots } from './planned-slots';
import { addSeats, addSlotRow, SLOT_COLUMNS, type SlotRow } from './slot-rows';

/** Slots are made so many days before they can be booked, so that staff see what is coming. */
const AHEAD_DAYS = 62;

/** Makes and brings up to date the slots that the rules name; see `Booking.materialise`. */
export async function materialiseSlots(tx: Tx, rules: BookingRules, now: number): Promise<void> {
  await tx.run('DELETE FROM booking WHERE until <= $1 AND state = $2', now, 'held');
  const lock = tx.dialect === 'postgres' ? ' FOR UPDATE' : '';
  const made = await tx.all<SlotRow>(
    `SELECT ${SLOT_COLUMNS} FROM booking_slot s
      WHERE s.origin IS NOT NULL AND s.starts_at > $1 ORDER BY s.id${lock}`,
    now,
  );
  // Asked only now that nobody else can book them.
  const used = await usedSlots(tx, now);
  const planned = plannedFrom(rules, made, now);
  for (const row of made.filter(({ decidedBy }) => decidedBy === null)) {
    const inUse = used.has(row.id);
    await bringUpToDate(tx, { ...row, inUse }, planned.get(row.origin ?? ''), rules);
  }
  const known = new Set(made.map(({ origin }) => origin));
  for (const slot of planned.values()) {
    if (known.has(slot.origin)) continue;
    await addSlotRow(tx, { ...slot, seats: rules.booking.seatsPerTime, decidedBy: null });
  }
}

/** What the rules name from now on, as far as slots are made, and as far as there are any. */
function plannedFrom(
  rules: BookingRules,
  made: readonly SlotRow[],
  now: number,
): ReadonlyMap<string, PlannedSlot> {
  const today = calendarDay(now, rules.timeZone);
  const days = [addDays(today, rules.booking.opensDaysBefore + AHEAD_DAYS), ...made.map(({ day }) => day)];
  const planned = plannedSlots(rules, { from: today, to: days.sort().at(-1) ?? today });
  return new Map(planned.filter(({ startsAt }) => startsAt > now).map((slot) => [slot.origin, slot]));
}

/** Slots in which somebody has a seat, or for which somebody waits. */
async function usedSlots(tx: Tx, now: number): Promise<ReadonlySet<string>> {
  const rows = await tx.all<{ id: string }>(
    `SELECT id FROM booking_slot WHERE starts_at > $1
        AND (id IN (SELECT slot_id FROM booking) OR id IN (SELECT slot_id FROM booking_wait))`,
    now,
  );
  return new Set(rows.map(({ id }) => id));
}

async function bringUpToDate(
  tx: Tx,
  { inUse, ...row }: SlotRow & { readonly inUse: boolean },
  planned: PlannedSlot | undefined,
  rules: BookingRules,
): Promise<void> {
  if (!planned && !inUse) {
    await tx.run('DELETE FROM booking_slot WHERE id = $1', row.id);
    return;
  }
  const asPlanned =
    planned !== undefined && planned.startsAt === row.startsAt && planned.endsAt === row.endsAt;
  if (planned && !asPlanned && !inUse) {
    await tx.run(
      `UPDATE booking_slot SET day = $2, from_time = $3, to_time = $4, starts_at = $5, ends_at = $6 WHERE id = $1`,
      row.id,
      planned.day,
      planned.from,
      planned.to,
      planned.startsAt,
      planned.endsAt,
    );
  }
  const stranded = inUse && !asPlanned;
  if (stranded !== Boolean(row.stranded)) {
    await tx.run(`UPDATE booking_slot SET stranded = ${stranded ? 'TRUE' : 'FALSE'} WHERE id = $1`, row.id);
  }
  if (!stranded) await seatAsMany(tx, row.id, rules.booking.seatsPerTime);
}

/** Adds seats, or takes away those that nobody has. */
async function seatAsMany(tx: Tx, slotId: string, seats: number): Promise<void> {
  await addSeats(tx, slotId, 1, seats);
  await tx.run(
    `DELETE FROM booking_seat WHERE slot_id = $1 AND seat > $2
        AND NOT EXISTS (SELECT 1 FROM booking b WHERE b.slot_id = booking_seat.slot_id AND b.seat = booking_seat.seat)`,
    slotId,
    seats,
  );
}
