import type { Tx } from '../store';
import type { NoSeat, Offer, Waiting } from './booked';
import type { BookingRules } from './booking-rules';
import { holdPerson } from './hold-person';
import { bookingWindow } from './planned-slots';
import { bookedThatDay, refusalOf } from './refusal';
import { allot, clearLapsed, keepSeat, passBy, type SeatTaken, seatFor, seatsOf } from './seats';
import { lockSlot, plainSlot, SLOT_COLUMNS, type SlotRow } from './slot-rows';

const HOUR_MS = 60 * 60_000;

/**
 * Waiting for a seat of a slot that is full. A seat that becomes free is kept for those who wait before anybody else
 * gets it. Who declines an offer, or lets it pass, keeps their place: the seat goes to the next, and they are asked again
 * when a seat was booked and given back. Methods work as those of `Booking` do.
 */
export class Waitlist {
  constructor(private readonly rules: BookingRules) {}

  /** Waits for a slot. Waiting already, the place stays as it was. `free`: there is a seat to be had instead. */
  async wait(
    tx: Tx,
    personId: string,
    slotId: string,
    now: number,
  ): Promise<Waiting | Exclude<NoSeat, 'full'> | 'free'> {
    if (!(await holdPerson(tx, personId))) return 'gone';
    const slot = await lockSlot(tx, slotId);
    if (!slot) return 'gone';
    await clearLapsed(tx, slotId, now);
    const [known] = await waitingRows(tx, personId, now, slotId);
    if (known) return known;
    const seats = await seatsOf(tx, slotId);
    const own = seats.taken.find((each) => each.personId === personId);
    if (own?.state === 'booked' || own?.state === 'asked') return 'already';
    const refusal = refusalOf(slot, this.rules, now) ?? (await bookedThatDay(tx, personId, slot));
    if (refusal) return refusal;
    if (own || seatFor(personId, allot(seats, now)) !== null) return 'free';
    await tx.run(
      'INSERT INTO booking_wait (slot_id, person_id, since, passed) VALUES ($1, $2, $3, 0)',
      slotId,
      personId,
      now,
    );
    tx.notify('booking', '');
    return { personId, slot: plainSlot(slot), since: now, offeredUntil: null };
  }

  /** Waits no more; a seat that is offered goes to the next. */
  async leave(tx: Tx, personId: string, slotId: string): Promise<void> {
    if (!(await holdPerson(tx, personId)) || !(await lockSlot(tx, slotId))) return;
    await tx.run('DELETE FROM booking_wait WHERE person_id = $1 AND slot_id = $2', personId, slotId);
    await endOffer(tx, personId, slotId);
    tx.notify('booking', '');
  }

  /** Lets an offer go and keeps the place. False: there is no offer (any more). */
  async decline(tx: Tx, personId: string, slotId: string, now: number): Promise<boolean> {
    if (!(await holdPerson(tx, personId)) || !(await lockSlot(tx, slotId))) return false;
    await clearLapsed(tx, slotId, now);
    const ended = await endOffer(tx, personId, slotId);
    if (ended) await passBy(tx, ended);
    tx.notify('booking', '');
    return ended !== null;
  }

  /**
   * Offers seats that are free to those who waited longest, each returned once, and ends offers whose time is over. The
   * time of an offer begins here, and ends at the latest when booking does: call it when people may be told. A slot or
   * person that others hold at the moment is left for the next call.
   */
  async offerFreed(tx: Tx, now: number): Promise<readonly Offer[]> {
    const waitedFor = await tx.all<{ id: string }>(
      `SELECT id FROM booking_slot WHERE state = 'open' AND starts_at > $1
          AND id IN (SELECT slot_id FROM booking_wait) ORDER BY id`,
      now,
    );
    const offers: Offer[] = [];
    for (const { id } of waitedFor) {
      const slot = await takeFreeSlot(tx, id);
      if (!slot || refusalOf(slot, this.rules, now)) continue;
      await clearLapsed(tx, id, now);
      const { closesAt } = bookingWindow(slot, this.rules);
      const until = Math.min(now + this.rules.booking.offerHours * HOUR_MS, closesAt);
      for (const { seat, personId } of allot(await seatsOf(tx, id), now).kept) {
        if (!(await isFreePerson(tx, personId))) continue;
        const kept = await keepSeat(tx, { slotId: id, seat, personId, state: 'offered', until }, now);
        if (kept !== null) offers.push({ personId, slot: plainSlot(slot), until });
      }
    }
    if (offers.length > 0) tx.notify('booking', '');
    return offers;
  }

  /** What a person waits for, soonest first; not what has begun. */
  ofPerson(tx: Tx, personId: string, now: number): Promise<readonly Waiting[]> {
    return waitingRows(tx, personId, now);
  }
}

async function waitingRows(
  tx: Tx,
  personId: string,
  now: number,
  slotId: string | null = null,
): Promise<readonly Waiting[]> {
  const rows = await tx.all<SlotRow & { since: number; offeredUntil: number | null }>(
    `SELECT ${SLOT_COLUMNS}, w.since, b.until AS "offeredUntil"
       FROM booking_wait w JOIN booking_slot s ON s.id = w.slot_id
       LEFT JOIN booking b ON b.slot_id = w.slot_id AND b.person_id = w.person_id
                          AND b.state = 'offered' AND b.until > $2
      WHERE w.person_id = $1 AND s.starts_at > $2 ORDER BY s.starts_at, s.id`,
    personId,
    now,
  );
  return rows
    .filter(({ id }) => slotId === null || id === slotId)
    .map((row) => ({ personId, slot: plainSlot(row), since: row.since, offeredUntil: row.offeredUntil }));
}

/** Ends an offer; what was offered, or null. */
async function endOffer(
  tx: Tx,
  personId: string,
  slotId: string,
): Promise<Pick<SeatTaken, 'slotId' | 'seat' | 'personId'> | null> {
  const [ended] = await tx.all<{ seat: number }>(
    `DELETE FROM booking WHERE person_id = $1 AND slot_id = $2 AND state = 'offered' RETURNING seat`,
    personId,
    slotId,
  );
  return ended ? { slotId, seat: ended.seat, personId } : null;
}

/** Takes hold of a slot unless somebody else has; waiting here, with a slot in hand, could wait for each other. */
async function takeFreeSlot(tx: Tx, id: string): Promise<SlotRow | null> {
  const lock = tx.dialect === 'postgres' ? ' FOR UPDATE SKIP LOCKED' : '';
  const [row] = await tx.all<SlotRow>(
    `SELECT ${SLOT_COLUMNS} FROM booking_slot s WHERE s.id = $1${lock}`,
    id,
  );
  return row ?? null;
}

/** Whether nobody holds a person, whom a new row of theirs would wait for; from here on nobody does. */
async function isFreePerson(tx: Tx, id: string): Promise<boolean> {
  const lock = tx.dialect === 'postgres' ? ' FOR KEY SHARE SKIP LOCKED' : '';
  return (await tx.all(`SELECT 1 FROM person WHERE id = $1${lock}`, id)).length > 0;
}
