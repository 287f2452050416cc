import { randomInt } from 'node:crypto';
import type { Tx } from '../store';
import type { Peers } from './booking-rules';
import type { SlotTime } from './planned-slots';
import type { Slot } from './slot';

/** A row of `booking_slot`. */
export interface SlotRow extends Slot {
  readonly state: 'open' | 'closed';
  readonly origin: string | null;
  readonly decidedBy: string | null;
  readonly stranded: boolean | number;
  readonly meeting: Uint8Array | null;
}

/** What a new slot is made of. */
export interface NewSlot extends SlotTime {
  readonly peers: Peers;
  readonly seats: number;
  readonly origin: string | null;
  readonly decidedBy: string | null;
}

/** Columns of a slot, for a statement in which `booking_slot` is called `s`. */
export const SLOT_COLUMNS = `s.id, s.day, s.from_time AS "from", s.to_time AS "to", s.starts_at AS "startsAt",
  s.ends_at AS "endsAt", s.peers, s.state, s.origin, s.decided_by AS "decidedBy", s.stranded, s.meeting`;

/** Without vowels, so that no id is ever a word. */
const ID_LETTERS = 'bcdfghjkmnpqrstvwxz';
const ID_SIGNS = `${ID_LETTERS}23456789`;
const ID_LENGTH = 9;

/** A slot, held until the transaction ends: whoever gives or takes its seats does so one after another. Null: none. */
export async function lockSlot(tx: Tx, id: string): Promise<SlotRow | null> {
  const lock = tx.dialect === 'postgres' ? ' FOR UPDATE' : '';
  const [row] = await tx.all<SlotRow>(
    `SELECT ${SLOT_COLUMNS} FROM booking_slot s WHERE s.id = $1${lock}`,
    id,
  );
  return row ?? null;
}

/** Like {@link lockSlot}, for several: always in the same order, so that two who want the same never wait for each other. */
export async function lockSlots(tx: Tx, ids: readonly string[]): Promise<readonly SlotRow[]> {
  const rows: SlotRow[] = [];
  for (const id of [...new Set(ids)].sort()) {
    const row = await lockSlot(tx, id);
    if (row) rows.push(row);
  }
  return rows;
}

export async function slotOf(tx: Tx, id: string): Promise<SlotRow | null> {
  const [row] = await tx.all<SlotRow>(`SELECT ${SLOT_COLUMNS} FROM booking_slot s WHERE s.id = $1`, id);
  return row ?? null;
}

/** Makes a slot with its seats. Null when there is one of this origin already, made by whomever. */
export async function addSlotRow(tx: Tx, slot: NewSlot): Promise<string | null> {
  const id = slotId();
  const made = await tx.run(
    `INSERT INTO booking_slot
       (id, origin, day, from_time, to_time, starts_at, ends_at, peers, state, decided_by, stranded)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, FALSE) ON CONFLICT (origin) DO NOTHING`,
    id,
    slot.origin,
    slot.day,
    slot.from,
    slot.to,
    slot.startsAt,
    slot.endsAt,
    slot.peers,
    slot.decidedBy,
  );
  if (made === 0) return null;
  await addSeats(tx, id, 1, slot.seats);
  return id;
}

/** Adds the seats from a number to a number, both within; those that are there stay. */
export async function addSeats(tx: Tx, slotId: string, first: number, last: number): Promise<void> {
  for (let seat = first; seat <= last; seat += 1) {
    await tx.run(
      'INSERT INTO booking_seat (slot_id, seat) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      slotId,
      seat,
    );
  }
}

/** Only what everybody may see of a slot. */
export function plainSlot({ id, day, from, to, startsAt, endsAt, peers }: Slot): Slot {
  return { id, day, from, to, startsAt, endsAt, peers };
}

function slotId(): string {
  const rest = Array.from({ length: ID_LENGTH - 1 }, () => pick(ID_SIGNS));
  return [pick(ID_LETTERS), ...rest].join('');
}

function pick(signs: string): string {
  return signs.charAt(randomInt(signs.length));
}
