import type { BookedSlot, BookingCalendar, BookingDay, CalendarDate } from '../../api';

/** What a day of the calendar comes to. */
export interface DayCount {
  /** Times that take place. */
  readonly open: number;
  readonly closed: number;
  readonly booked: number;
  /** What waits for staff to confirm it. */
  readonly asked: number;
}

/** A day of a calendar; an ordinary one without slots when the calendar does not name it. */
export function dayIn(calendar: BookingCalendar | undefined, day: CalendarDate): BookingDay {
  return (
    calendar?.days.find((each) => each.day === day) ?? { day, holiday: null, undecided: false, slots: [] }
  );
}

export function countOf(slots: readonly BookedSlot[]): DayCount {
  const seats = slots.flatMap(({ bookings }) => bookings);
  return {
    open: slots.filter(({ state }) => state === 'open').length,
    closed: slots.filter(({ state }) => state === 'closed').length,
    booked:
      slots.reduce((sum, slot) => sum + (namesNobody(slot) ? slot.taken : 0), 0) + among(seats, 'booked'),
    asked: among(seats, 'asked'),
  };
}

/**
 * How many people are told when slots that have not begun are closed or moved: who booked, asked or was offered a seat, and,
 * when they are closed, who waited for one. Of slots that name nobody the seats are counted, among which one may be that
 * somebody is still choosing.
 */
export function toldOf(slots: readonly BookedSlot[], what: 'closed' | 'moved'): number {
  return slots
    .filter(({ begun }) => !begun)
    .reduce((sum, slot) => {
      const offered = among(slot.bookings, 'offered');
      const booked = namesNobody(slot)
        ? slot.taken
        : among(slot.bookings, 'booked') + among(slot.bookings, 'asked');
      // Whoever is offered a seat still waits.
      return sum + booked + (what === 'closed' ? Math.max(slot.waiting, offered) : offered);
    }, 0);
}

/** Days about which staff have to decide. */
export function daysToDecide({ days }: BookingCalendar): readonly BookingDay[] {
  return days.filter(({ undecided }) => undecided);
}

/** Days on which something takes place. */
export function daysOpen({ days }: BookingCalendar): readonly BookingDay[] {
  return days.filter(({ slots }) => slots.some(({ state }) => state === 'open'));
}

/** Seats are taken, and by whom is not for whoever looks. */
export function namesNobody({ taken, bookings }: BookedSlot): boolean {
  return taken > 0 && bookings.length === 0;
}

function among(seats: BookedSlot['bookings'], wanted: BookedSlot['bookings'][number]['state']): number {
  return seats.filter(({ state }) => state === wanted).length;
}
