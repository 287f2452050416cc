import { calendarDay, type DateRange, type Span } from '../calendar';
import type { SealingKey, Tx } from '../store';
import type { Affected, Booked } from './booked';
import { bookedRows } from './booked-rows';
import type { BookingRules, Peers } from './booking-rules';
import { holdPeopleOf } from './hold-person';
import type { Meetings } from './meetings';
import { dayOrigin, plannedDays, type SlotTime, slotsOfDay, slotTime } from './planned-slots';
import { MOST_SEATS, noSeats, seatsBeginning, seatsOf, stands } from './seats';
import type { Slot, StaffSlot } from './slot';
import { addSlotRow, lockSlot, lockSlots, plainSlot, SLOT_COLUMNS, type SlotRow } from './slot-rows';

/** What a note is sealed for. */
export const NOTE = 'booking.note';

/** A slot that staff add. */
export interface AddedSlot extends Span {
  readonly day: string;
  readonly peers: Peers;
  /** At most {@link MOST_SEATS}. */
  readonly seats: number;
}

/**
 * What staff do with slots. A slot that they decided about is theirs: the rules do not touch it any more. Whoever is
 * affected is returned, once, and told by the caller, in the same transaction. `staff` is an opaque name of at most 64
 * characters; `now` is in milliseconds since the epoch. What has begun is changed no more.
 */
export class StaffSlots {
  constructor(
    private readonly rules: BookingRules,
    private readonly meetings: Meetings,
  ) {}

  /**
   * The slots of a range of days, soonest first, closed ones too.
   *
   * @param of.peer only those at which this peer is on duty; left out: all
   */
  async calendar(
    tx: Tx,
    of: DateRange & { readonly peer?: string },
    now: number,
  ): Promise<readonly StaffSlot[]> {
    const rows = await tx.all<SlotRow>(
      `SELECT ${SLOT_COLUMNS} FROM booking_slot s WHERE s.day >= $1 AND s.day <= $2
        ORDER BY s.starts_at, s.peers, s.id`,
      of.from,
      of.to,
    );
    const slots = await this.asStaffSees(tx, rows, now);
    const { peer } = of;
    return peer === undefined ? slots : slots.filter(({ peersOnDuty }) => peersOnDuty.includes(peer));
  }

  /** A slot as {@link calendar} shows it; null when there is none. */
  async find(tx: Tx, slotId: string, now: number): Promise<StaffSlot | null> {
    const rows = await tx.all<SlotRow>(`SELECT ${SLOT_COLUMNS} FROM booking_slot s WHERE s.id = $1`, slotId);
    const [slot] = await this.asStaffSees(tx, rows, now);
    return slot ?? null;
  }

  /** Days of the rules about which staff have to decide, since they fall on a holiday; and have not here. */
  async undecidedDays(
    tx: Tx,
    range: DateRange,
  ): Promise<readonly { readonly day: string; readonly peers: Peers }[]> {
    const unsettled = plannedDays(this.rules, range).filter(({ settled }) => !settled);
    const decided = await tx.all<{ origin: string }>(
      'SELECT origin FROM booking_slot WHERE origin IS NOT NULL AND decided_by IS NOT NULL',
    );
    return unsettled
      .filter((day) => !decided.some(({ origin }) => origin.startsWith(`${dayOrigin(day)}/`)))
      .map(({ date, peers }) => ({ day: date, peers }));
  }

  /** Closes a slot and frees its seats. Null: no such slot, or it has begun. Closed already, nobody is affected. */
  async closeSlot(tx: Tx, staff: string, slotId: string, now: number): Promise<readonly Affected[] | null> {
    const slot = await this.lockToCome(tx, slotId, now);
    if (!slot) return null;
    const affected = await affectedBy(tx, slot, null, now);
    await tx.run('DELETE FROM booking WHERE slot_id = $1', slotId);
    await tx.run('DELETE FROM booking_wait WHERE slot_id = $1', slotId);
    await tx.run(`UPDATE booking_slot SET state = 'closed', decided_by = $2 WHERE id = $1`, slotId, staff);
    return affected;
  }

  /** Opens a closed slot again, empty. False: no such slot, or it has begun. */
  async openSlot(tx: Tx, staff: string, slotId: string, now: number): Promise<boolean> {
    if (!(await this.lockToCome(tx, slotId, now))) return false;
    await tx.run(`UPDATE booking_slot SET state = 'open', decided_by = $2 WHERE id = $1`, slotId, staff);
    return true;
  }

  /** Closes every slot of a day, also one so far ahead that its slots were not made yet. */
  async closeDay(tx: Tx, staff: string, day: string, now: number): Promise<readonly Affected[]> {
    const slots = await this.slotsOn(tx, staff, day, now);
    const affected: Affected[] = [];
    for (const { id } of slots) affected.push(...((await this.closeSlot(tx, staff, id, now)) ?? []));
    return affected;
  }

  /** Lets a day take place, one on a holiday or one that was closed: opens its slots. Those that it has, opened. */
  async keepDay(tx: Tx, staff: string, day: string, now: number): Promise<readonly StaffSlot[]> {
    const slots = await this.slotsOn(tx, staff, day, now);
    for (const { id } of slots) await this.openSlot(tx, staff, id, now);
    return (await this.calendar(tx, { from: day, to: day }, now)).filter(({ startsAt }) => startsAt > now);
  }

  /**
   * Moves every slot of a day to another day, at the same times; bookings and places on the list stay in them. `moved`: how
   * many; none when there are none to come, or the other day is not.
   */
  async moveDay(
    tx: Tx,
    staff: string,
    day: string,
    to: string,
    now: number,
  ): Promise<{ readonly moved: number; readonly affected: readonly Affected[] }> {
    if (to <= calendarDay(now, this.rules.timeZone)) return { moved: 0, affected: [] };
    const slots = await this.slotsOn(tx, staff, day, now);
    const affected: Affected[] = [];
    for (const { id, from, to: until } of slots) {
      affected.push(...((await this.moveSlot(tx, staff, id, { day: to, from, to: until }, now)) ?? []));
    }
    return { moved: slots.length, affected };
  }

  /** Moves a slot; what is in it stays in it. Null: no such slot, it has begun, or the new time is over or none. */
  async moveSlot(
    tx: Tx,
    staff: string,
    slotId: string,
    to: { readonly day: string } & Span,
    now: number,
  ): Promise<readonly Affected[] | null> {
    const slot = await this.lockToCome(tx, slotId, now);
    const time = this.timeToCome(to, now);
    if (!slot || !time) return null;
    await tx.run(
      `UPDATE booking_slot SET day = $2, from_time = $3, to_time = $4, starts_at = $5, ends_at = $6,
              decided_by = $7, stranded = FALSE WHERE id = $1`,
      slotId,
      time.day,
      time.from,
      time.to,
      time.startsAt,
      time.endsAt,
      staff,
    );
    if (time.startsAt === slot.startsAt && time.endsAt === slot.endsAt) return [];
    await tx.run('UPDATE booking SET revision = revision + 1 WHERE slot_id = $1', slotId);
    return affectedBy(tx, slot, { ...plainSlot(slot), ...time }, now);
  }

  /** Adds a slot. Null: the time is over or none, or the seats are too many or none. */
  async addSlot(tx: Tx, staff: string, slot: AddedSlot, now: number): Promise<StaffSlot | null> {
    const { seats, peers } = slot;
    const time = this.timeToCome(slot, now);
    if (!time || !Number.isInteger(seats) || seats < 1 || seats > MOST_SEATS) return null;
    const id = await addSlotRow(tx, { ...time, peers, seats, origin: null, decidedBy: staff });
    return id === null ? null : this.find(tx, id, now);
  }

  /** Adds a day at the usual times, with the usual seats; those that are to come of them. None when there are no times. */
  async addDay(
    tx: Tx,
    staff: string,
    { day, peers }: { readonly day: string; readonly peers: Peers },
    now: number,
  ): Promise<readonly StaffSlot[]> {
    const added: StaffSlot[] = [];
    for (const span of this.rules.times ?? []) {
      const seats = this.rules.booking.seatsPerTime;
      const slot = await this.addSlot(tx, staff, { ...span, day, peers, seats }, now);
      if (slot) added.push(slot);
    }
    return added;
  }

  /**
   * Gives all seats of a slot this address for the online meeting; null: that of the template again. False: no such
   * slot.
   *
   * @param link an https address
   */
  setMeeting(tx: Tx, slotId: string, link: string | null): Promise<boolean> {
    return this.meetings.give(tx, slotId, link);
  }

  /** Whether slots for which staff gave no address have one all the same. */
  get hasMeetingTemplate(): boolean {
    return this.meetings.hasTemplate;
  }

  /** The address of a booking's online meeting, at any time; null: nobody gave one. */
  meetingOf(tx: Tx, booked: Booked): Promise<string | null> {
    return this.meetings.linkOf(tx, booked);
  }

  /** Says which peers are at a slot: these and no others. False: no such slot. */
  async setPeers(tx: Tx, slotId: string, peers: readonly string[]): Promise<boolean> {
    if (!(await lockSlot(tx, slotId))) return false;
    await tx.run('DELETE FROM booking_slot_peer WHERE slot_id = $1', slotId);
    for (const peer of new Set(peers)) {
      await tx.run('INSERT INTO booking_slot_peer (slot_id, staff) VALUES ($1, $2)', slotId, peer);
    }
    return true;
  }

  /** Confirms what was asked for. Null: no such booking (any more). Confirmed already, it is returned as it is. */
  async accept(tx: Tx, bookingId: string): Promise<Booked | null> {
    await tx.run(`UPDATE booking SET state = 'booked' WHERE id = $1 AND state = 'asked'`, bookingId);
    const [booked] = await bookedRows(tx, 'b.id = $1', bookingId);
    return booked ?? null;
  }

  /** Ends a booking that cannot be. Null: no such booking (any more). */
  async refuse(tx: Tx, bookingId: string): Promise<Affected | null> {
    const [booked] = await bookedRows(tx, 'b.id = $1', bookingId);
    if (!booked) return null;
    await holdPeopleOf(tx, [booked.slot.id]);
    if (!(await lockSlot(tx, booked.slot.id))) return null;
    const ended = await tx.run('DELETE FROM booking WHERE id = $1', bookingId);
    if (ended === 0) return null;
    const { personId, status, way, slot } = booked;
    return { personId, had: status, way, was: slot, now: null };
  }

  /** Keeps what the peer should know of a booking, sealed with the person's key; empty removes it. False: no such booking. */
  async setNote(
    tx: Tx,
    person: { readonly id: string; readonly key: SealingKey },
    bookingId: string,
    text: string,
  ): Promise<boolean> {
    const sealed = text === '' ? null : person.key.seal(NOTE, text);
    const kept = await tx.run(
      `UPDATE booking SET note = $3 WHERE id = $1 AND person_id = $2 AND state IN ('booked', 'asked')`,
      bookingId,
      person.id,
      sealed,
    );
    return kept > 0;
  }

  /** What the peer should know of a booking; empty when nothing. */
  async noteOf(
    tx: Tx,
    person: { readonly id: string; readonly key: SealingKey },
    bookingId: string,
  ): Promise<string> {
    const [row] = await tx.all<{ note: Uint8Array | null }>(
      'SELECT note FROM booking WHERE id = $1 AND person_id = $2',
      bookingId,
      person.id,
    );
    return row?.note ? person.key.open(NOTE, row.note) : '';
  }

  private async lockToCome(tx: Tx, slotId: string, now: number): Promise<SlotRow | null> {
    await holdPeopleOf(tx, [slotId]);
    const slot = await lockSlot(tx, slotId);
    return slot && slot.startsAt > now ? slot : null;
  }

  private timeToCome({ day, from, to }: { readonly day: string } & Span, now: number): SlotTime | null {
    const time = slotTime(day, { from, to }, this.rules.timeZone);
    return time.startsAt > now && time.endsAt > time.startsAt ? time : null;
  }

  /** The slots of a day that have not begun, held; those of the rules are made when they were not yet. */
  private async slotsOn(tx: Tx, staff: string, day: string, now: number): Promise<readonly SlotRow[]> {
    const { seatsPerTime } = this.rules.booking;
    const planned = plannedDays(this.rules, { from: day, to: day }).flatMap((each) =>
      slotsOfDay(this.rules, each),
    );
    for (const slot of planned.filter(({ startsAt }) => startsAt > now)) {
      await addSlotRow(tx, { ...slot, seats: seatsPerTime, decidedBy: staff });
    }
    const rows = await tx.all<{ id: string }>('SELECT id FROM booking_slot WHERE day = $1', day);
    const ids = rows.map(({ id }) => id);
    await holdPeopleOf(tx, ids);
    const slots = await lockSlots(tx, ids);
    return slots.filter((slot) => slot.day === day && slot.startsAt > now);
  }

  private async asStaffSees(tx: Tx, rows: readonly SlotRow[], now: number): Promise<readonly StaffSlot[]> {
    const [first, last] = [rows.at(0), rows.at(-1)];
    if (!first || !last) return [];
    const span = { from: first.startsAt, before: last.startsAt + 1 };
    const seats = await seatsBeginning(tx, span);
    const bookings = await bookedRows(tx, 's.starts_at >= $1 AND s.starts_at < $2', span.from, span.before);
    const onDuty = await tx.all<{ slotId: string; staff: string }>(
      `SELECT slot_id AS "slotId", staff FROM booking_slot_peer
        WHERE slot_id IN (SELECT id FROM booking_slot WHERE starts_at >= $1 AND starts_at < $2) ORDER BY staff`,
      span.from,
      span.before,
    );
    return rows.map((row) => {
      const { seats: numbers, taken, waiting } = seats.get(row.id) ?? noSeats;
      return {
        ...plainSlot(row),
        seats: numbers.length,
        state: row.state,
        decidedBy: row.decidedBy,
        stranded: Boolean(row.stranded),
        peersOnDuty: onDuty.filter(({ slotId }) => slotId === row.id).map(({ staff }) => staff),
        bookings: bookings.filter(({ slot }) => slot.id === row.id),
        held: taken.filter((each) => each.until !== null && stands(each, now)).length,
        taken: taken
          .filter((each) => stands(each, now))
          .map(({ id, seat, state }) => ({ id, seat, state }))
          .sort((a, b) => a.seat - b.seat),
        waiting: waiting.length,
        meeting: this.meetings.opened(row.meeting),
        hasMeeting: row.meeting !== null || this.meetings.hasTemplate,
      };
    });
  }
}

/** Whoever has something in a slot that the transaction holds, except a hold: its owner is asking just now. */
async function affectedBy(
  tx: Tx,
  was: SlotRow,
  after: Slot | null,
  now: number,
): Promise<readonly Affected[]> {
  const slots = { was: plainSlot(was), now: after };
  const booked = await bookedRows(tx, 'b.slot_id = $1', was.id);
  const { taken, waiting } = await seatsOf(tx, was.id);
  const offered = taken.filter((each) => each.state === 'offered' && stands(each, now));
  const offeredTo = new Set(offered.map(({ personId }) => personId));
  return [
    ...booked.map(({ personId, status, way }) => ({ personId, had: status, way, ...slots })),
    ...offered.map(({ personId }) => ({ personId, had: 'offered' as const, way: null, ...slots })),
    ...waiting
      .filter(({ personId }) => !offeredTo.has(personId))
      .map(({ personId }) => ({ personId, had: 'waiting' as const, way: null, ...slots })),
  ];
}
