import type { Entry } from '../../api';

/** Puts entries together in the order of their ids, each once. What came later is what counts. */
export function mergeEntries(known: readonly Entry[], incoming: readonly Entry[]): readonly Entry[] {
  const first = incoming[0];
  const last = known.at(-1);
  if (first === undefined) return known;
  // By far the usual case: one more at the end.
  if (incoming.length === 1 && (last === undefined || last.id < first.id)) return [...known, first];
  const byId = new Map([...known, ...incoming].map((entry) => [entry.id, entry]));
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

/** Marks an entry as erased. One that is not here stays unknown. */
export function markGone(known: readonly Entry[], id: number): readonly Entry[] {
  return known.map((entry) => (entry.id === id ? { ...entry, what: { kind: 'gone' } } : entry));
}
