import { DateTime } from 'luxon';
import { addDays, type DateRange, occurrencesOf, type Span } from '../calendar';
import type { BookingRules, Peers } from './booking-rules';

/** When a slot is: a day, times of day, and the moments they stand for. */
export interface SlotTime extends Span {
  readonly day: string;
  /** Milliseconds since the epoch, like `endsAt`. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/** A slot that the rules name. */
export interface PlannedSlot extends SlotTime {
  /** The day, standpoint and time by which the rules name it. Stays the same when the day is moved. */
  readonly origin: string;
  readonly peers: Peers;
}

/** A day that the rules name. */
interface PlannedDay {
  readonly date: string;
  /** The day that the rule names, before anything was moved. */
  readonly ruled: string;
  /** False: it falls on a holiday, and nobody has decided. */
  readonly settled: boolean;
  readonly peers: Peers;
}

/** The days that the rules name in a range, in order. The same day and standpoint is there once. */
export function plannedDays(rules: BookingRules, range: DateRange): readonly PlannedDay[] {
  const { starts, holidays, decided } = rules;
  const ruled = rules.rules.flatMap(({ rule, peers }) =>
    occurrencesOf({ rule, starts, holidays, decided }, range).map((day) => ({ ...day, peers })),
  );
  const added = rules.added
    .filter(({ date }) => date >= range.from && date <= range.to)
    .map(({ date, peers }) => ({ date, ruled: date, settled: true, peers }));
  const once = new Map([...added, ...ruled].map((day) => [dayOrigin(day), day]));
  return [...once.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** The slots that the rules name on settled days of a range. None while there are no times of day. */
export function plannedSlots(rules: BookingRules, range: DateRange): readonly PlannedSlot[] {
  return plannedDays(rules, range)
    .filter(({ settled }) => settled)
    .flatMap((day) => slotsOfDay(rules, day));
}

/** The slots of a day of the rules, settled or not. */
export function slotsOfDay(rules: BookingRules, day: PlannedDay): readonly PlannedSlot[] {
  return (rules.times ?? []).map((span) => ({
    ...slotTime(day.date, span, rules.timeZone),
    origin: `${dayOrigin(day)}/${span.from}`,
    peers: day.peers,
  }));
}

/** The beginning of the `origin` of every slot of a day. */
export function dayOrigin({ ruled, peers }: Pick<PlannedDay, 'ruled' | 'peers'>): string {
  return `${ruled}/${peers}`;
}

/** A day's span in a zone. */
export function slotTime(day: string, { from, to }: Span, timeZone: string): SlotTime {
  return { day, from, to, startsAt: momentOf(day, from, timeZone), endsAt: momentOf(day, to, timeZone) };
}

/** From when until when a slot can be booked. The first moment is in, the last is not. */
export function bookingWindow(
  { day, startsAt }: Pick<SlotTime, 'day' | 'startsAt'>,
  { timeZone, booking }: Pick<BookingRules, 'timeZone' | 'booking'>,
): { readonly opensAt: number; readonly closesAt: number } {
  return {
    opensAt: momentOf(addDays(day, -booking.opensDaysBefore), '00:00', timeZone),
    closesAt: startsAt - booking.closesHoursBefore * 60 * 60_000,
  };
}

/** @param time `24:00` is the beginning of the next day */
function momentOf(day: string, time: string, timeZone: string): number {
  return DateTime.fromISO(`${day}T${time}`, { zone: timeZone }).toMillis();
}
