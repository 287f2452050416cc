import { randomUUID } from 'node:crypto';
import type { SqlValue, Tx } from '../store';

/** A row of `booking`, as far as seats go. */
export interface SeatTaken {
  readonly id: string;
  readonly slotId: string;
  readonly seat: number;
  readonly personId: string;
  readonly state: 'held' | 'offered' | 'asked' | 'booked';
  readonly until: number | null;
}

/** Who has, wants and passed by the seats of a slot. */
export interface SlotSeats {
  /** The numbers of its seats, in order. */
  readonly seats: readonly number[];
  readonly taken: readonly SeatTaken[];
  /** Who waits, the longest first, and which free seats they did not take. */
  readonly waiting: readonly { readonly personId: string; readonly passed: number }[];
}

/** What is to be had of a slot at a moment. */
export interface Allotment {
  /** For anybody. */
  readonly open: readonly number[];
  /** For those who waited, each at most one. */
  readonly kept: readonly { readonly seat: number; readonly personId: string }[];
}

/** Of a slot without seats. */
export const noSeats: SlotSeats = { seats: [], taken: [], waiting: [] };

/** Seats of a slot are counted in the bits of one number. */
export const MOST_SEATS = 30;

/** Whether a seat is taken now: holds and offers are worth nothing after their time, also while their row is still there. */
export function stands({ until }: Pick<SeatTaken, 'until'>, now: number): boolean {
  return until === null || until > now;
}

/**
 * Shares out the free seats of a slot. Each goes to whoever has waited longest, has not passed it by, and has none yet;
 * seats that nobody waits for are open to all.
 */
export function allot({ seats, taken, waiting }: SlotSeats, now: number): Allotment {
  const standing = taken.filter((each) => stands(each, now));
  const lapsed = taken.filter((each) => each.state === 'offered' && !stands(each, now));
  const passedBy = (seat: number, personId: string, passed: number): boolean =>
    (passed & bitOf(seat)) !== 0 ||
    lapsed.some((offer) => offer.seat === seat && offer.personId === personId);
  const waits = new Map(waiting.map(({ personId, passed }) => [personId, passed]));
  for (const { personId } of standing) waits.delete(personId);
  const open: number[] = [];
  const kept: { readonly seat: number; readonly personId: string }[] = [];
  for (const seat of seats.filter((each) => !standing.some((other) => other.seat === each))) {
    const next = [...waits].find(([personId, passed]) => !passedBy(seat, personId, passed));
    if (next) {
      const [personId] = next;
      waits.delete(personId);
      kept.push({ seat, personId });
    } else {
      open.push(seat);
    }
  }
  return { open, kept };
}

/** How many seats anybody may have. */
export function openSeats(seats: SlotSeats, now: number): number {
  return allot(seats, now).open.length;
}

/** The seat that somebody would get; null: none. */
export function seatFor(personId: string, { open, kept }: Allotment): number | null {
  return kept.find((each) => each.personId === personId)?.seat ?? open[0] ?? null;
}

/** Who has, wants and passed by the seats of one slot. */
export async function seatsOf(tx: Tx, slotId: string): Promise<SlotSeats> {
  return (await loadSeats(tx, '= $1', slotId)).get(slotId) ?? noSeats;
}

/** The same of every slot that begins in a span of time; a slot without seats is not there. */
export async function seatsBeginning(
  tx: Tx,
  span: { readonly from: number; readonly before: number },
): Promise<ReadonlyMap<string, SlotSeats>> {
  return loadSeats(
    tx,
    'IN (SELECT id FROM booking_slot WHERE starts_at >= $1 AND starts_at < $2)',
    span.from,
    span.before,
  );
}

/** Removes what lapsed in a slot that the transaction holds. Somebody who let an offer pass keeps their place. */
export async function clearLapsed(tx: Tx, slotId: string, now: number): Promise<void> {
  const lapsed = await tx.all<SeatTaken>(
    `DELETE FROM booking WHERE slot_id = $1 AND until <= $2
     RETURNING slot_id AS "slotId", seat, person_id AS "personId", state`,
    slotId,
    now,
  );
  for (const row of lapsed) {
    if (row.state === 'offered') await passBy(tx, row);
  }
}

/** Notes that somebody who waits did not take a free seat. */
export async function passBy(
  tx: Tx,
  { slotId, seat, personId }: Pick<SeatTaken, 'slotId' | 'seat' | 'personId'>,
): Promise<void> {
  await tx.run(
    'UPDATE booking_wait SET passed = passed | $3 WHERE slot_id = $1 AND person_id = $2',
    slotId,
    personId,
    bitOf(seat),
  );
}

/** A seat was booked: when it is free again, that is news to those who had passed it by. */
export async function forgetPasses(tx: Tx, slotId: string, seat: number): Promise<void> {
  await tx.run('UPDATE booking_wait SET passed = passed & $2 WHERE slot_id = $1', slotId, ~bitOf(seat));
}

/** Keeps a seat for somebody for a while. The id of its row; null: it is taken, or they have another hold. */
export async function keepSeat(
  tx: Tx,
  kept: {
    readonly slotId: string;
    readonly seat: number;
    readonly personId: string;
    readonly state: 'held' | 'offered';
    readonly until: number;
  },
  now: number,
): Promise<string | null> {
  const id = randomUUID();
  const made = await tx.run(
    `INSERT INTO booking (id, slot_id, seat, person_id, state, until, made_at, revision)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 0) ON CONFLICT DO NOTHING`,
    id,
    kept.slotId,
    kept.seat,
    kept.personId,
    kept.state,
    kept.until,
    now,
  );
  return made > 0 ? id : null;
}

async function loadSeats(tx: Tx, which: string, ...values: SqlValue[]): Promise<Map<string, SlotSeats>> {
  const seats = await tx.all<{ slotId: string; seat: number }>(
    `SELECT slot_id AS "slotId", seat FROM booking_seat WHERE slot_id ${which} ORDER BY slot_id, seat`,
    ...values,
  );
  const taken = await tx.all<SeatTaken>(
    `SELECT id, slot_id AS "slotId", seat, person_id AS "personId", state, until FROM booking
      WHERE slot_id ${which}`,
    ...values,
  );
  const waiting = await tx.all<{ slotId: string; personId: string; passed: number }>(
    `SELECT slot_id AS "slotId", person_id AS "personId", passed FROM booking_wait WHERE slot_id ${which}
      ORDER BY slot_id, since, person_id`,
    ...values,
  );
  const takenOf = bySlot(taken);
  const waitingOf = bySlot(waiting);
  return new Map(
    [...bySlot(seats)].map(([id, rows]) => [
      id,
      {
        seats: rows.map(({ seat }) => seat),
        taken: takenOf.get(id) ?? [],
        waiting: waitingOf.get(id) ?? [],
      },
    ]),
  );
}

function bySlot<Row extends { readonly slotId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const group = grouped.get(row.slotId);
    if (group) group.push(row);
    else grouped.set(row.slotId, [row]);
  }
  return grouped;
}

function bitOf(seat: number): number {
  return 1 << (seat - 1);
}
