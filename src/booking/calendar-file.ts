import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator';
import { fillPattern } from '../calendar';
import type { Booked } from './booked';
import type { Peers } from './booking-rules';
import type { StaffSlot } from './slot';

/** What is written into a person's calendar, which others in the house may see. */
export interface CalendarFileWords {
  /** Says nothing of what it is about. */
  readonly title: string;
}

/** What is written into calendars of staff. */
export interface StaffFeedWords {
  /** What the calendar is called. */
  readonly name: string;
  /** Of a slot, by whose standpoint the peers share. `{booked}` and `{seats}` become numbers. */
  readonly title: Readonly<Record<Peers, string>>;
}

/** Says nothing, either: it is the only thing in the file, beside the title, that is words. */
const PRODUCT = { company: 'madobe', product: 'calendar', language: 'EN' };
/** How often calendars that subscribe are asked to look again, in seconds. */
const FEED_TTL_S = 60 * 60;

/**
 * An .ics file (RFC 5545) with one booking: a title, the times in UTC, and nothing else. No description, place, link or
 * alarm, and no name. Opened again after the booking was changed, it takes the place of the older one.
 */
export function calendarFile(booked: Booked, words: CalendarFileWords, now: number): string {
  const calendar = ical({ prodId: PRODUCT, method: ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: booked.id,
    sequence: booked.revision,
    stamp: new Date(now),
    start: new Date(booked.slot.startsAt),
    end: new Date(booked.slot.endsAt),
    summary: words.title,
    class: ICalEventClass.PRIVATE,
    status: booked.status === 'asked' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}

/**
 * The calendar that staff and peers subscribe to: open slots, and how many of their seats are booked. It leaves the
 * house with whatever fetches it, so it says nothing of anybody who booked.
 */
export function staffCalendarFeed(slots: readonly StaffSlot[], words: StaffFeedWords, now: number): string {
  const calendar = ical({ prodId: PRODUCT, name: words.name, ttl: FEED_TTL_S });
  for (const { id, peers, startsAt, endsAt, seats, bookings, state } of slots) {
    if (state === 'closed') continue;
    const numbers = { booked: String(bookings.length), seats: String(seats) };
    calendar.createEvent({
      id: `slot-${id}`,
      stamp: new Date(now),
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: fillPattern(words.title[peers], numbers),
      class: ICalEventClass.PRIVATE,
    });
  }
  return calendar.toString();
}
