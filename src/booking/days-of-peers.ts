import { type DateRange, type Occurrence } from '../calendar';
import type { Tx } from '../store';
import type { BookingRules, Peers } from './booking-rules';
import { dayOrigin, plannedDays } from './planned-slots';

/** A day on which peers are there, or may be. */
export interface DayOfPeers extends Occurrence {
  readonly peers: Peers;
}

interface DecidedRow {
  readonly origin: string | null;
  readonly day: string;
  readonly peers: Peers;
  readonly state: 'open' | 'closed';
}

/**
 * The days of a range on which peers are there, in order: as the rules name them, and as staff decided at the desk. A day
 * of which staff closed every time is not there; one that they moved is where they moved it to; one that they kept is
 * settled; and what they added is there. Whoever tells days reads them here.
 */
export async function daysOfPeers(
  tx: Tx,
  rules: BookingRules,
  range: DateRange,
): Promise<readonly DayOfPeers[]> {
  const rows = await tx.all<DecidedRow & { decidedBy: string | null }>(
    `SELECT origin, day, peers, state, decided_by AS "decidedBy" FROM booking_slot ORDER BY starts_at, id`,
  );
  const rowsOf = (origin: string) => rows.filter((row) => row.origin?.startsWith(`${origin}/`));
  const days = new Map<string, DayOfPeers>();
  const add = (day: DayOfPeers) => {
    const key = `${day.date}/${day.peers}`;
    if (day.date >= range.from && day.date <= range.to && !days.has(key)) days.set(key, day);
  };
  const decided = rows.filter(({ origin, decidedBy }) => origin !== null && decidedBy !== null);
  const origins = new Set(decided.map(({ origin }) => originOfDay(origin ?? '')));
  for (const day of plannedDays(rules, range)) {
    const { date, ruled, settled, peers } = day;
    if (!origins.has(dayOrigin(day))) add({ date, ruled, settled, peers });
  }
  for (const origin of origins) {
    const [ruled = ''] = origin.split('/');
    for (const { day, peers, state } of rowsOf(origin)) {
      if (state === 'open') add({ date: day, ruled, settled: true, peers });
    }
  }
  for (const { origin, day, peers, state } of rows) {
    if (origin === null && state === 'open') add({ date: day, ruled: day, settled: true, peers });
  }
  return [...days.values()].sort((a, b) => compare(a.date, b.date) || compare(a.peers, b.peers));
}

/** The day and standpoint in a slot's origin, without its time. */
function originOfDay(origin: string): string {
  return origin.split('/').slice(0, 2).join('/');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
