import type { Booked, Booking, StaffSlot } from '../booking';
import { addDays, type DateRange, publicHolidayName } from '../calendar';
import type { PersonDirectory } from '../people';
import type { StaffMember } from '../staff';
import type { Tx } from '../store';
import type { BookedSlot, BookingCalendar, BookingDay, SlotBooking } from './api';
import type { Colleague } from './desk-parts';
import { channelKind, type PeopleAtDesk, type PersonAtDesk } from './people-at-desk';
import { nameOf, namesOf, type StaffNames } from './talk-views';

/** What the calendar is read from. */
export interface CalendarParts {
  readonly booking: Booking;
  readonly atDesk: PeopleAtDesk;
  readonly people: PersonDirectory;
  readonly colleagues: (tx: Tx) => Promise<readonly Colleague[]>;
}

/**
 * The calendar as somebody of the staff may see it: a peer their own slots alone, an administrator no word about who
 * booked, everybody else all of it.
 */
export async function calendarFor(
  tx: Tx,
  parts: CalendarParts,
  { me, range, now }: { readonly me: StaffMember; readonly range: DateRange; readonly now: number },
): Promise<BookingCalendar> {
  const { booking, colleagues } = parts;
  const isPeer = me.role === 'peer';
  const staff = await colleagues(tx);
  const names = namesOf(staff);
  const slots = await booking.staff.calendar(tx, { ...range, ...(isPeer && { peer: me.id }) }, now);
  const seen =
    me.role === 'administrator'
      ? new Map<string, PersonAtDesk>()
      : await parts.atDesk.all(
          tx,
          slots.flatMap(({ bookings }) => bookings.map(({ personId }) => personId)),
        );
  const undecided = isPeer ? [] : await booking.staff.undecidedDays(tx, range);
  const shown = new Map<string, BookedSlot[]>();
  for (const slot of slots) {
    const bookings = me.role === 'administrator' ? [] : await bookingsOf(tx, parts, slot, seen);
    const view = slotView(slot, { bookings, names, now });
    shown.set(slot.day, [...(shown.get(slot.day) ?? []), view]);
  }
  const asked = new Set(undecided.map(({ day }) => day));
  return {
    days: daysOf(range).flatMap((day): BookingDay[] => {
      const holiday = publicHolidayName(day);
      const daySlots = shown.get(day) ?? [];
      const isShown = daySlots.length > 0 || (!isPeer && (holiday !== null || asked.has(day)));
      return isShown ? [{ day, holiday, undecided: asked.has(day), slots: daySlots }] : [];
    }),
    peers: isPeer
      ? []
      : staff.filter(({ role, active }) => role === 'peer' && active).map(({ id }) => nameOf(names, id)),
    hasMeetingTemplate: booking.staff.hasMeetingTemplate,
    hasTimes: booking.hasTimes,
  };
}

function slotView(
  slot: StaffSlot,
  as: { readonly bookings: readonly SlotBooking[]; readonly names: StaffNames; readonly now: number },
): BookedSlot {
  const { id, from, to, peers, state, stranded, seats, taken, waiting, meeting, startsAt } = slot;
  return {
    id,
    from,
    to,
    peers,
    state,
    begun: startsAt <= as.now,
    stranded,
    seats,
    taken: taken.length,
    waiting,
    who: slot.peersOnDuty.map((peer) => nameOf(as.names, peer)),
    meeting,
    bookings: as.bookings,
  };
}

async function bookingsOf(
  tx: Tx,
  parts: CalendarParts,
  slot: StaffSlot,
  seen: ReadonlyMap<string, PersonAtDesk>,
): Promise<readonly SlotBooking[]> {
  const shown: SlotBooking[] = [];
  for (const { id, seat, state } of slot.taken) {
    const booked = slot.bookings.find((each) => each.id === id);
    const who = booked && seen.get(booked.personId);
    const told = booked && who ? await toldOf(tx, parts, booked, who) : nothing;
    shown.push({ id, seat, state, ...told, stranded: slot.stranded });
  }
  return shown;
}

type Told = Pick<SlotBooking, 'nickname' | 'language' | 'channel' | 'way' | 'meeting' | 'note'>;

/** Of somebody who is still making up their mind. */
const nothing: Told = {
  nickname: null,
  language: null,
  channel: null,
  way: null,
  meeting: null,
  note: '',
};

async function toldOf(
  tx: Tx,
  { booking, people }: CalendarParts,
  booked: Booked,
  { person, name }: PersonAtDesk,
): Promise<Told> {
  const onLine = await people.addressOf(tx, person, 'line');
  return {
    nickname: name.nickname,
    language: name.language,
    channel: channelKind(onLine === null ? 'web' : 'line'),
    way: booked.way,
    meeting: booked.way === 'online' ? await booking.staff.meetingOf(tx, booked) : null,
    note: await booking.staff.noteOf(tx, person, booked.id),
  };
}

/** Every day of a range, both ends within. */
export function daysOf({ from, to }: DateRange): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
