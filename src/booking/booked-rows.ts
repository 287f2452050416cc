import type { SqlValue, Tx } from '../store';
import type { Booked, BookedStatus, Way } from './booked';
import { plainSlot, SLOT_COLUMNS, type SlotRow } from './slot-rows';

interface BookedRow extends SlotRow {
  readonly bookingId: string;
  readonly personId: string;
  readonly status: BookedStatus;
  readonly way: Way;
  readonly bookedAt: number;
  readonly revision: number;
}

/**
 * Bookings that stand or wait for staff, soonest first.
 *
 * @param where on `b`, the booking, and `s`, its slot
 */
export async function bookedRows(
  tx: Tx,
  where: string,
  ...values: readonly SqlValue[]
): Promise<readonly Booked[]> {
  const rows = await tx.all<BookedRow>(
    `SELECT b.id AS "bookingId", b.person_id AS "personId", b.state AS status, b.way, b.made_at AS "bookedAt",
            b.revision, ${SLOT_COLUMNS}
       FROM booking b JOIN booking_slot s ON s.id = b.slot_id
      WHERE b.state IN ('booked', 'asked') AND ${where} ORDER BY s.starts_at, s.id, b.seat`,
    ...values,
  );
  return rows.map((row) => {
    const { bookingId, personId, status, way, bookedAt, revision } = row;
    return { id: bookingId, personId, slot: plainSlot(row), status, way, bookedAt, revision };
  });
}
