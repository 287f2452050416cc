import { addDays, type DateRange, type Occurrence, occurrencesOf } from '../../calendar';
import type { Catalogue, Peers } from './catalogue';

/** A day on which peers are there, or may be. */
export interface PeerDay extends Occurrence {
  /** `peer-`, the date and whose standpoint it is. */
  readonly id: string;
  readonly peers: Peers;
}

/** The days that `peer.yaml` gives in a range, in order: those of its rules, as staff decided, and those added. */
export function peerDates(peer: Catalogue['peer'], range: DateRange): readonly PeerDay[] {
  const { starts, rules, holidays, decided, added } = peer;
  const ruled = rules.flatMap(({ rule, peers }) =>
    occurrencesOf({ rule, starts, holidays, decided }, range).map((day) => ({ ...day, peers })),
  );
  const further = added
    .filter(({ date }) => date >= range.from && date <= range.to)
    .map(({ date, peers }) => ({ date, ruled: date, settled: true, peers }));
  return namedDays([...ruled, ...further]);
}

/** Days in order, each with its id. */
export function namedDays(days: readonly Omit<PeerDay, 'id'>[]): readonly PeerDay[] {
  return days
    .map((day) => ({ ...day, id: `peer-${day.date}-${day.peers}` }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** From tomorrow on: one applies beforehand. Looks half a year ahead. */
export function nextHalfYear(today: string): DateRange {
  return { from: addDays(today, 1), to: addDays(today, 183) };
}

/** The days of the file from tomorrow on. */
export function nextPeerDates(peer: Catalogue['peer'], today: string): readonly PeerDay[] {
  return peerDates(peer, nextHalfYear(today));
}
