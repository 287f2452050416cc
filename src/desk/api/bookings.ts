import { z } from 'zod';
import type { Peers, Way } from '../../booking';
import type { Language } from '../../flow';
import { limits } from '../limits';
import type { StaffName } from './accounts';
import type { CalendarDate, ChannelKind } from './people';

export type { Peers, Way };

/**
 * `GET bookings?from=YYYY-MM-DD&to=YYYY-MM-DD`, both days in, at most `limits.calendarDays` of them. Counsellors,
 * supervisors and administrators see every slot, administrators without a word about who booked; peers see the slots
 * that they are set for, and nothing else.
 */
export interface BookingCalendar {
  /** Days with a slot, those that are holidays, and those about which staff have to decide; in order. */
  readonly days: readonly BookingDay[];
  /** Everybody who can be set for a slot. Empty for peers. */
  readonly peers: readonly StaffName[];
  /** Online meetings of slots to which nobody gave an address have one of their own all the same. */
  readonly hasMeetingTemplate: boolean;
  /** The rules name times of day, at which a day can be added. */
  readonly hasTimes: boolean;
}

export interface BookingDay {
  readonly day: CalendarDate;
  /** In Japanese; null: it is none. */
  readonly holiday: string | null;
  /** The rule meets a holiday: until staff decide (keep, move, close), nobody can book it. */
  readonly undecided: boolean;
  /** By time, then by standpoint. */
  readonly slots: readonly BookedSlot[];
}

export interface BookedSlot {
  readonly id: string;
  /** `HH:MM`, like `to`, which is at most `24:00`. */
  readonly from: string;
  readonly to: string;
  /** Whose standpoint the peers share: of the family, or of the one in the state. */
  readonly peers: Peers;
  readonly state: 'open' | 'closed';
  /** It has begun: nothing can be changed but notes. */
  readonly begun: boolean;
  /** The rules do not name it any more, and it stays because somebody has booked it. */
  readonly stranded: boolean;
  readonly seats: number;
  /** Seats that are held, offered, asked for or booked. */
  readonly taken: number;
  /** How many wait for a seat. */
  readonly waiting: number;
  /** The peers who are set for it. */
  readonly who: readonly StaffName[];
  /** The address that staff gave for its online meetings; null: none. */
  readonly meeting: string | null;
  /** By seat. Empty for administrators. */
  readonly bookings: readonly SlotBooking[];
}

/** A seat that is taken. Of one that is `held` or `offered` nothing is told but that. */
export interface SlotBooking {
  readonly id: string;
  readonly seat: number;
  /** `held`: somebody is about to book it; `offered`: it is kept for somebody who waited; `asked`: waits for staff. */
  readonly state: 'held' | 'offered' | 'asked' | 'booked';
  /** Null: they have none, or nothing is told. */
  readonly nickname: string | null;
  /** Null, like the rest: nothing is told. */
  readonly language: Language | null;
  readonly channel: ChannelKind | null;
  readonly way: Way | null;
  /** The address of this online meeting; null: nobody gave one, or they meet by phone. */
  readonly meeting: string | null;
  /** What the peer should know; empty: nothing. */
  readonly note: string;
  /** As of the slot. */
  readonly stranded: boolean;
}

/** What every change below answers with: how many people are told of it, gently, each on the channel they use. */
export interface BookingChange {
  readonly told: number;
}

const day = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const endTime = z.union([time, z.literal('24:00')]);
const peers = z.enum(['family', 'person'] satisfies Peers[]);

/**
 * `POST bookings/slots`: 201 {@link BookingChange}. 400 names `day` when that time is over already. All changes are
 * made by counsellors, supervisors and administrators.
 */
export const addSlotSchema = z
  .strictObject({ day, from: time, to: endTime, peers, seats: z.int().min(1).max(limits.seatsOfSlot) })
  .refine(({ from, to }) => from < to, { path: ['to'] });
export type AddSlot = z.input<typeof addSlotSchema>;

/**
 * `POST bookings/days`: a day at the times of the rules, with their seats. 201. 409 `desk_booking_no_times` while the
 * rules name no times; 400 names `day` when it is over.
 */
export const addDaySchema = z.strictObject({ day, peers });
export type AddDay = z.input<typeof addDaySchema>;

/*
 * `POST bookings/slots/:id/close` and `…/open`, `POST bookings/days/:day/close` and `…/keep`: an empty body, 200
 * {@link BookingChange}. 409 `desk_booking_over` when it has begun. Closing tells everybody who booked or was offered a
 * seat; keeping lets a day take place that falls on a holiday or was closed.
 */

/** `POST bookings/slots/:id/move`. Bookings stay in it. 200; 400 names `day` when the new time is over, 409 as above. */
export const moveSlotSchema = z
  .strictObject({ day, from: time, to: endTime })
  .refine(({ from, to }) => from < to, { path: ['to'] });
export type MoveSlot = z.input<typeof moveSlotSchema>;

/** `POST bookings/days/:day/move`: to another day, at the same times. 200; 400 names `to` when it is over. */
export const moveDaySchema = z.strictObject({ to: day });
export type MoveDay = z.input<typeof moveDaySchema>;

/** `POST bookings/slots/:id/who`: these peers, by id, and no others. 204. */
export const slotPeersSchema = z.strictObject({
  who: z.array(z.string().min(1).max(64)).max(limits.peersOfSlot),
});
export type SlotPeers = z.input<typeof slotPeersSchema>;

/** `POST bookings/slots/:id/meeting`: an https address for its online meetings; null: none but the template's. 204. */
export const slotMeetingSchema = z.strictObject({
  link: z
    .url({ protocol: /^https$/ })
    .max(limits.meetingLink)
    .nullable(),
});
export type SlotMeeting = z.input<typeof slotMeetingSchema>;

/*
 * `POST bookings/:id/accept` and `…/refuse`: an empty body, 200 {@link BookingChange}. Of what was asked for, or, refusing,
 * also of what stands. Accepted already, nobody is told again. 404: it was cancelled meanwhile.
 */

/** `PUT bookings/:id/note`: what the peer should know; empty removes it. 204. Counsellors and supervisors. */
export const bookingNoteSchema = z.strictObject({ note: z.string().trim().max(limits.bookingNote) });
export type BookingNote = z.input<typeof bookingNoteSchema>;

/** `GET bookings/feed`: whether one has an address of one's own at which a calendar fetches the slots. Everybody. */
export interface CalendarFeed {
  readonly has: boolean;
}

/**
 * `POST bookings/feed` (an empty body): 201. Makes one's address; shown once. An older one is worth nothing from then
 * on. `DELETE bookings/feed` ends it: 204. Whoever has the address sees times and numbers, never a name; of a peer, their
 * own slots alone.
 */
export interface CalendarFeedAddress {
  readonly address: string;
}
