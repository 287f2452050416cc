import type { Booked } from './booked';
import type { Peers } from './booking-rules';
import type { SeatTaken } from './seats';

/** A time at which peers are there. */
export interface Slot {
  /** Short, says nothing, and stays the same when the slot is moved. Letters and digits. */
  readonly id: string;
  /** `YYYY-MM-DD` in the organisation's zone. */
  readonly day: string;
  /** `HH:MM`. */
  readonly from: string;
  /** `HH:MM`, at most `24:00`. */
  readonly to: string;
  /** Milliseconds since the epoch, like `endsAt`. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly peers: Peers;
}

/** A slot as those see it who look for one. */
export interface SlotView extends Slot {
  /** How many may still be booked; what is held, or kept for the waiting list, is not among them. */
  readonly seatsLeft: number;
}

/** A slot as staff see it. */
export interface StaffSlot extends Slot {
  readonly seats: number;
  readonly state: 'open' | 'closed';
  /** Who of the staff decided about it last, by an opaque name; null: it is as the rules say. */
  readonly decidedBy: string | null;
  /** The rules do not name it any more, and it stays because somebody has booked it. */
  readonly stranded: boolean;
  /** The peers who are there, by opaque names. */
  readonly peersOnDuty: readonly string[];
  readonly bookings: readonly Booked[];
  /** Seats that somebody has in any way now, by number. */
  readonly taken: readonly Pick<SeatTaken, 'id' | 'seat' | 'state'>[];
  /** Seats that somebody is about to book or is offered. */
  readonly held: number;
  readonly waiting: number;
  /** The address that staff gave it for the online meeting; null: none. */
  readonly meeting: string | null;
  /** Staff gave it an address for the online meeting, or there is a template. */
  readonly hasMeeting: boolean;
}
