import type { Slot } from './slot';

/** How one meets. */
export const ways = ['online', 'phone'] as const;
export type Way = (typeof ways)[number];

/** `asked`: waits for staff to confirm it. */
export type BookedStatus = 'booked' | 'asked';

/** A seat of somebody. */
export interface Booked {
  /** UUID. Stays the same when the booking is changed to another slot or its slot is moved. */
  readonly id: string;
  readonly personId: string;
  readonly slot: Slot;
  readonly status: BookedStatus;
  readonly way: Way;
  /** Milliseconds since the epoch. */
  readonly bookedAt: number;
  /** How often its time was changed. Only grows. */
  readonly revision: number;
}

/** A seat that is kept for somebody for a while. It needs nothing to be released. */
export interface Held {
  readonly slot: Slot;
  /** Until when. Milliseconds since the epoch. */
  readonly until: number;
}

/**
 * Why there is no seat.
 *
 * - `full`: others have them all
 * - `closed`: staff closed the slot
 * - `gone`: no such slot, or it cannot be booked any more, or not yet
 * - `already`: this person has booked it, or another slot of that day
 */
export type NoSeat = 'full' | 'closed' | 'gone' | 'already';

/** A seat that became free and is kept for somebody who waited for it. */
export interface Offer extends Held {
  readonly personId: string;
}

/** Somebody's place on a waiting list. */
export interface Waiting {
  readonly personId: string;
  readonly slot: Slot;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** Until when a seat is kept for them; null: none is. */
  readonly offeredUntil: number | null;
}

/** Somebody whose booking, offer or waiting staff changed, and who has to be told. */
export interface Affected {
  readonly personId: string;
  /** What they had. `offered`: a seat was kept for them. */
  readonly had: BookedStatus | 'offered' | 'waiting';
  /** How they had booked; null for those who only waited. */
  readonly way: Way | null;
  /** The slot as it was. */
  readonly was: Slot;
  /** The slot as it is now, with the booking still in it; null: closed, and nothing of theirs is left in it. */
  readonly now: Slot | null;
}
