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
  return [...ruled, ...further]
    .map((day) => ({ ...day, id: `peer-${day.date}-${day.peers}` }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The days from tomorrow on: one applies beforehand. Looks half a year ahead. */
export function nextPeerDates(peer: Catalogue['peer'], today: string): readonly PeerDay[] {
  return peerDates(peer, { from: addDays(today, 1), to: addDays(today, 183) });
}
