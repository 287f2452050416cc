import type { HolidayPolicy, Span } from '../calendar';

/** Whose standpoint the peers of a slot share: family of somebody, or somebody who has been in the state. */
export type Peers = 'family' | 'person';

/** Whether a booking stands at once, or when staff have looked at it. */
export type Confirmation = 'at-once' | 'by-staff';

/** How slots are booked: `booking` of `flows/catalogue/peer.yaml`. */
export interface BookingTerms {
  /** Groups that are met at each time of day. */
  readonly seatsPerTime: number;
  /** Booking of a day opens at its beginning so many days before. */
  readonly opensDaysBefore: number;
  /** Booking of a slot closes so many hours before it begins. Cancelling never does. */
  readonly closesHoursBefore: number;
  /** A seat is kept for so many minutes while somebody makes up their mind. */
  readonly holdMinutes: number;
  /** A freed seat is kept for so many hours for somebody on the waiting list. */
  readonly offerHours: number;
  readonly confirmation: Confirmation;
  /**
   * The address of the online meeting, with `{room}` for a word that is another for each seat of each slot and that
   * nobody guesses. Null: staff give an address for each slot.
   */
  readonly meeting: string | null;
  /** From so many minutes before the beginning on, the address is told. */
  readonly meetingMinutesBefore: number;
  /** A booking is forgotten so many days after its slot. */
  readonly keepDays: number;
}

/** On which days peers are there and how they are booked: the `peer.yaml` of the catalogue satisfies it, with a zone. */
export interface BookingRules {
  /** IANA zone of every date and time of day below. */
  readonly timeZone: string;
  /** The first day that the rules count from, `YYYY-MM-DD`. */
  readonly starts: string;
  /** RRULEs of RFC 5545. */
  readonly rules: readonly { readonly peers: Peers; readonly rule: string }[];
  readonly holidays: HolidayPolicy;
  readonly decided: readonly { readonly date: string; readonly to: string }[];
  readonly added: readonly { readonly date: string; readonly peers: Peers }[];
  /** The times of each day. Null while nobody has said them: then no slots are made. */
  readonly times: readonly Span[] | null;
  readonly booking: BookingTerms;
}
