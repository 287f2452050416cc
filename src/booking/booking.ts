import type { DateRange } from '../calendar';
import type { Tx, Vault } from '../store';
import type { Booked, Held, NoSeat, Way } from './booked';
import { bookedRows } from './booked-rows';
import type { BookingRules, Confirmation, Peers } from './booking-rules';
import { CalendarLinks } from './calendar-links';
import { type DayOfPeers, daysOfPeers } from './days-of-peers';
import { holdPerson } from './hold-person';
import { materialiseSlots } from './materialise-slots';
import { type Meeting, Meetings } from './meetings';
import { bookedThatDay, closed, refusalOf } from './refusal';
import {
  allot,
  clearLapsed,
  forgetPasses,
  keepSeat,
  noSeats,
  openSeats,
  seatFor,
  seatsBeginning,
  seatsOf,
} from './seats';
import type { SlotView } from './slot';
import { lockSlot, lockSlots, plainSlot, SLOT_COLUMNS, type SlotRow, slotOf } from './slot-rows';
import { StaffSlots } from './staff-slots';
import { Waitlist } from './waitlist';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What is looked for. */
export interface FreeQuery {
  /** Left out: both. */
  readonly peers?: Peers;
  /** Also slots of which nothing is left: one may wait for them. */
  readonly full?: boolean;
}

/** What is counted of bookings, in the transaction in which it happens. */
export interface BookingCounts {
  booked(tx: Tx, way: Way, now: number): Promise<void>;
  cancelled(tx: Tx, now: number): Promise<void>;
}

/**
 * Booking a talk with peers. Every method works inside the caller's transaction and takes hold of the person and of the
 * slot itself; a crash before the commit leaves everything as it was. Doing the same again is the same: the second tap of
 * a double tap finds what the first one did.
 *
 * A seat is a row that only one booking can have, so no order of events, and no number of processes, ever seats more than
 * there are. Holds and offers are worth nothing after their time, whether or not anybody has cleared them away. Whatever
 * changes who has a seat is told live, under `booking`.
 */
export class Booking {
  readonly waitlist: Waitlist;
  readonly staff: StaffSlots;
  private readonly meetings: Meetings;
  private readonly calendarLinks: CalendarLinks;
  private readonly rules: BookingRules;
  private readonly counts: BookingCounts | null;

  constructor(parts: {
    readonly rules: BookingRules;
    readonly vault: Vault;
    /** Left out, nothing is counted. */
    readonly counts?: BookingCounts;
  }) {
    const { rules, vault, counts } = parts;
    this.rules = rules;
    this.counts = counts ?? null;
    this.meetings = new Meetings(rules.booking, vault);
    this.calendarLinks = new CalendarLinks(vault);
    this.waitlist = new Waitlist(rules);
    this.staff = new StaffSlots(rules, this.meetings);
  }

  /** Whether what is booked stands at once. An organisation may change it while this runs. */
  get confirmation(): Confirmation {
    return this.rules.booking.confirmation;
  }

  /** Whether the rules give times of day. While they do not, no slots are made, and only what staff add can be booked. */
  get hasTimes(): boolean {
    return this.rules.times !== null;
  }

  /**
   * Makes slots as the rules name them, two months further than they can be booked, and brings those up to date that
   * nobody has decided about or booked. What staff decided stays, and what somebody booked stays where it is. Doing it
   * again, or in several processes at once, does nothing more.
   */
  materialise(tx: Tx, now: number): Promise<void> {
    return materialiseSlots(tx, this.rules, now);
  }

  /** The days on which peers are there, as the rules and staff say, whether or not anything can be booked on them. */
  days(tx: Tx, range: DateRange): Promise<readonly DayOfPeers[]> {
    return daysOfPeers(tx, this.rules, range);
  }

  /** Slots that can be booked now, soonest first. */
  async free(tx: Tx, { peers, full = false }: FreeQuery, now: number): Promise<readonly SlotView[]> {
    const span = { from: now, before: now + (this.rules.booking.opensDaysBefore + 2) * DAY_MS };
    const slots = await tx.all<SlotRow>(
      `SELECT ${SLOT_COLUMNS} FROM booking_slot s
        WHERE s.state = 'open' AND s.starts_at >= $1 AND s.starts_at < $2 ORDER BY s.starts_at, s.peers, s.id`,
      span.from,
      span.before,
    );
    const seats = await seatsBeginning(tx, span);
    return slots
      .filter(
        (slot) => refusalOf(slot, this.rules, now) === null && (peers === undefined || slot.peers === peers),
      )
      .map((slot) => viewOf(slot, openSeats(seats.get(slot.id) ?? noSeats, now)))
      .filter(({ seatsLeft }) => full || seatsLeft > 0);
  }

  /** A slot as it is now, whether or not it can be booked; null when there is none. */
  async find(tx: Tx, slotId: string, now: number): Promise<SlotView | null> {
    const slot = await slotOf(tx, slotId);
    return slot && viewOf(slot, slot.state === 'open' ? openSeats(await seatsOf(tx, slotId), now) : 0);
  }

  /**
   * Keeps a seat for a person while they decide, for `holdMinutes`; again, and the time begins anew. Another hold of
   * theirs is let go. A seat they are offered is theirs until the offer ends.
   *
   * @param instead the slot whose booking this one is to replace by {@link change}
   */
  async hold(
    tx: Tx,
    personId: string,
    slotId: string,
    now: number,
    instead: string | null = null,
  ): Promise<Held | NoSeat> {
    if (!(await holdPerson(tx, personId))) return 'gone';
    const slot = await lockSlot(tx, slotId);
    if (!slot) return 'gone';
    await clearLapsed(tx, slotId, now);
    const seats = await seatsOf(tx, slotId);
    const own = seats.taken.find((each) => each.personId === personId);
    if (own?.state === 'booked' || own?.state === 'asked') return 'already';
    const refusal = refusalOf(slot, this.rules, now) ?? (await bookedThatDay(tx, personId, slot, instead));
    if (refusal) return refusal;
    if (own?.state === 'offered') return { slot: plainSlot(slot), until: own.until ?? now };
    const until = now + this.rules.booking.holdMinutes * MINUTE_MS;
    const seat = own?.seat ?? seatFor(personId, allot(seats, now));
    if (seat === null) return 'full';
    await this.release(tx, personId);
    const kept = await keepSeat(tx, { slotId, seat, personId, state: 'held', until }, now);
    if (kept === null) return 'full';
    tx.notify('booking', '');
    return { slot: plainSlot(slot), until };
  }

  /** Lets go of what a person holds; what they booked or are offered stays. */
  async release(tx: Tx, personId: string): Promise<void> {
    const released = await tx.run(`DELETE FROM booking WHERE person_id = $1 AND state = 'held'`, personId);
    if (released > 0) tx.notify('booking', '');
  }

  /** What a person holds; null: nothing (any more). */
  async heldBy(tx: Tx, personId: string, now: number): Promise<Held | null> {
    const [row] = await tx.all<SlotRow & { until: number }>(
      `SELECT ${SLOT_COLUMNS}, b.until FROM booking b JOIN booking_slot s ON s.id = b.slot_id
        WHERE b.person_id = $1 AND b.state = 'held' AND b.until > $2`,
      personId,
      now,
    );
    return row ? { slot: plainSlot(row), until: row.until } : null;
  }

  /**
   * Books a slot, held before or not: when the hold has lapsed and a seat is still there, that one is taken. Booked
   * already, that booking is returned, with the way it is given now. Whether it stands at once or is `asked` for is the
   * organisation's rule.
   */
  async confirm(
    tx: Tx,
    personId: string,
    slotId: string,
    { way }: { readonly way: Way },
    now: number,
  ): Promise<Booked | NoSeat> {
    if (!(await holdPerson(tx, personId))) return 'gone';
    const slot = await lockSlot(tx, slotId);
    if (!slot) return 'gone';
    await clearLapsed(tx, slotId, now);
    const seats = await seatsOf(tx, slotId);
    const own = seats.taken.find((each) => each.personId === personId);
    if (own?.state === 'booked' || own?.state === 'asked') {
      await tx.run('UPDATE booking SET way = $2 WHERE id = $1', own.id, way);
      return this.known(tx, own.id);
    }
    // A seat that is kept for them can be booked after the booking has closed, too; a slot that was closed cannot.
    const refusal =
      (own ? closed(slot) : refusalOf(slot, this.rules, now)) ?? (await bookedThatDay(tx, personId, slot));
    if (refusal) return refusal;
    const seat = own?.seat ?? seatFor(personId, allot(seats, now));
    if (seat === null) return 'full';
    if (!own) await this.release(tx, personId);
    const id = own?.id ?? (await keepSeat(tx, { slotId, seat, personId, state: 'held', until: now }, now));
    if (id === null) return 'full';
    await tx.run(
      'UPDATE booking SET state = $2, until = NULL, way = $3, made_at = $4 WHERE id = $1',
      id,
      this.statusOfNew,
      way,
      now,
    );
    await this.settle(tx, personId, slot, seat);
    await this.counts?.booked(tx, way, now);
    tx.notify('booking', '');
    return this.known(tx, id);
  }

  /**
   * Gives a seat back, at any time until the slot is over, without a reason. What was cancelled; null when there was
   * nothing to cancel (any more), or only a hold.
   */
  async cancel(tx: Tx, personId: string, slotId: string, now: number): Promise<Booked | null> {
    if (!(await holdPerson(tx, personId))) return null;
    const slot = await lockSlot(tx, slotId);
    if (!slot || slot.endsAt <= now) return null;
    const [booked] = await bookedRows(tx, 'b.person_id = $1 AND b.slot_id = $2', personId, slotId);
    await tx.run(
      `DELETE FROM booking WHERE person_id = $1 AND slot_id = $2 AND state <> 'offered'`,
      personId,
      slotId,
    );
    if (booked) await this.counts?.cancelled(tx, now);
    tx.notify('booking', '');
    return booked ?? null;
  }

  /**
   * Moves a person's booking to another slot. The old seat is theirs until the new one is, so when there is none
   * nothing has changed. `nothing`: they have no booking to change. Changed already, that booking is returned.
   */
  async change(
    tx: Tx,
    personId: string,
    { from, to }: { readonly from: string; readonly to: string },
    now: number,
  ): Promise<Booked | NoSeat | 'nothing'> {
    if (!(await holdPerson(tx, personId))) return 'nothing';
    const slots = await lockSlots(tx, [from, to]);
    const target = slots.find(({ id }) => id === to);
    const [there] = await bookedRows(tx, 'b.person_id = $1 AND b.slot_id = $2', personId, to);
    if (there) return from === to || !(await this.bookingAt(tx, personId, from, now)) ? there : 'already';
    const old = await this.bookingAt(tx, personId, from, now);
    if (!old) return 'nothing';
    if (!target) return 'gone';
    await clearLapsed(tx, to, now);
    const seats = await seatsOf(tx, to);
    const own = seats.taken.find((each) => each.personId === personId);
    const refusal =
      (own ? closed(target) : refusalOf(target, this.rules, now)) ??
      (await bookedThatDay(tx, personId, target, from));
    if (refusal) return refusal;
    const seat = own?.seat ?? seatFor(personId, allot(seats, now));
    if (seat === null) return 'full';
    if (own) await tx.run('DELETE FROM booking WHERE id = $1', own.id);
    await tx.run(
      `UPDATE booking SET slot_id = $2, seat = $3, state = $4, made_at = $5, revision = revision + 1 WHERE id = $1`,
      old.id,
      to,
      seat,
      this.statusOfNew,
      now,
    );
    await this.settle(tx, personId, target, seat);
    tx.notify('booking', '');
    return this.known(tx, old.id);
  }

  /** A person's bookings that are not over, soonest first. */
  ofPerson(tx: Tx, personId: string, now: number): Promise<readonly Booked[]> {
    return bookedRows(tx, 'b.person_id = $1 AND s.ends_at > $2', personId, now);
  }

  /** All bookings that are kept of a person, also those that are over: for what they ask to see of themselves. */
  allOf(tx: Tx, personId: string): Promise<readonly Booked[]> {
    return bookedRows(tx, 'b.person_id = $1', personId);
  }

  /** A booking as it is now; null when it was cancelled or forgotten. */
  async booked(tx: Tx, bookingId: string): Promise<Booked | null> {
    const [booked] = await bookedRows(tx, 'b.id = $1', bookingId);
    return booked ?? null;
  }

  /** The token of the address at which a booking's calendar file is, for whoever booked it. */
  calendarToken({ id }: Booked): string {
    return this.calendarLinks.tokenOf(id);
  }

  /** The booking whose calendar file is at the address with this token; null: none is (any more). */
  async bookedByToken(tx: Tx, token: string): Promise<Booked | null> {
    const id = this.calendarLinks.bookingOf(token);
    return id === null ? null : this.booked(tx, id);
  }

  /**
   * Bookings of slots that begin in a span of time, `asked` ones too: for reminders. Of slots that take place.
   *
   * @param span.from the first moment that is in, milliseconds since the epoch; `before` is not
   */
  beginning(tx: Tx, span: { readonly from: number; readonly before: number }): Promise<readonly Booked[]> {
    return bookedRows(
      tx,
      `s.state = 'open' AND s.starts_at >= $1 AND s.starts_at < $2`,
      span.from,
      span.before,
    );
  }

  /**
   * The address of the online meeting of a booking. `later`: it is told from `meetingMinutesBefore` on. `none`: one
   * meets by phone, staff have not confirmed it, it is over, or nobody gave an address.
   */
  meetingOf(tx: Tx, booked: Booked, now: number): Promise<Meeting> {
    return this.meetings.forPerson(tx, booked, now);
  }

  /** Forgets slots and their bookings `keepDays` after they are over, and who waited in vain at once. */
  async forgetPast(tx: Tx, now: number): Promise<void> {
    await tx.run(
      'DELETE FROM booking_wait WHERE slot_id IN (SELECT id FROM booking_slot WHERE starts_at <= $1)',
      now,
    );
    await tx.run(`DELETE FROM booking WHERE state = 'held' AND until <= $1`, now);
    await tx.run('DELETE FROM booking_slot WHERE ends_at <= $1', now - this.rules.booking.keepDays * DAY_MS);
  }

  private get statusOfNew(): Booked['status'] {
    return this.confirmation === 'at-once' ? 'booked' : 'asked';
  }

  private async bookingAt(tx: Tx, personId: string, slotId: string, now: number): Promise<Booked | null> {
    const [booked] = await bookedRows(
      tx,
      'b.person_id = $1 AND b.slot_id = $2 AND s.ends_at > $3',
      personId,
      slotId,
      now,
    );
    return booked ?? null;
  }

  /** Whoever has a seat neither waits for it nor holds or is offered another of that day. */
  private async settle(tx: Tx, personId: string, slot: SlotRow, seat: number): Promise<void> {
    await forgetPasses(tx, slot.id, seat);
    await this.release(tx, personId);
    await tx.run(
      `DELETE FROM booking WHERE person_id = $1 AND state = 'offered'
          AND slot_id IN (SELECT id FROM booking_slot WHERE day = $2)`,
      personId,
      slot.day,
    );
    await tx.run(
      `DELETE FROM booking_wait WHERE person_id = $1
          AND slot_id IN (SELECT id FROM booking_slot WHERE day = $2)`,
      personId,
      slot.day,
    );
  }

  private async known(tx: Tx, bookingId: string): Promise<Booked> {
    const booked = await this.booked(tx, bookingId);
    if (!booked) throw new Error('A booking that was just made is not there.');
    return booked;
  }
}

function viewOf(slot: SlotRow, seatsLeft: number): SlotView {
  return { ...plainSlot(slot), seatsLeft };
}
