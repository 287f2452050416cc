import { DateTime } from 'luxon';
import type { Span } from '../../calendar';
import type { Catalogue, EventKind, ScheduledEvent } from './catalogue';

/** One thing that takes place on a date and can still be applied for. */
export interface UpcomingEvent {
  /** What buttons carry: kind, date and venue. It stays the same while the entry does. */
  readonly id: string;
  readonly kind: EventKind;
  readonly event: ScheduledEvent;
  /** Its times of day; none while they are not settled. */
  readonly spans: readonly Span[];
  /** When applications close, milliseconds since the epoch; null when nobody needs to apply. */
  readonly closesAt: number | null;
}

/**
 * What of the schedule can be offered at `now`, in the order of its dates: it has not begun, its deadline has not
 * passed, and it is not full. The closing time is the first moment at which it is too late.
 *
 * @param now milliseconds since the epoch
 */
export function upcomingEvents(
  { events, individual }: Pick<Catalogue, 'events' | 'individual'>,
  now: number,
): readonly UpcomingEvent[] {
  const { until, timeZone: zone } = events.application;
  const usualSpans: Readonly<Record<EventKind, readonly Span[]>> = {
    seminar: events.seminar.spans,
    'individual-weekday': individual.weekday.spans,
    'individual-weekend': individual.weekend.spans,
    joint: [],
    touring: [],
  };
  return events.schedule
    .filter(({ seats }) => seats !== 'full')
    .flatMap((event) =>
      event.kinds.map((kind): UpcomingEvent => {
        const { closesOn } = event;
        return {
          id: `${kind}-${event.date}-${event.venue ?? 'unsettled'}`,
          kind,
          event,
          spans: event.spans ?? usualSpans[kind],
          closesAt: closesOn === null ? null : DateTime.fromISO(`${closesOn}T${until}`, { zone }).toMillis(),
        };
      }),
    )
    .filter(({ closesAt }) => closesAt === null || now < closesAt)
    .filter(({ event, spans }) => now < beginsAt(event.date, spans, zone))
    .sort((a, b) => compare(beginning(a), beginning(b)));
}

/** Without a time, a day has not passed before it is over. */
function beginsAt(date: string, [first]: readonly Span[], zone: string): number {
  return first
    ? DateTime.fromISO(`${date}T${first.from}`, { zone }).toMillis()
    : DateTime.fromISO(date, { zone }).plus({ days: 1 }).toMillis();
}

function beginning({ event, spans, id }: UpcomingEvent): string {
  return `${event.date} ${spans[0]?.from ?? ''} ${id}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
