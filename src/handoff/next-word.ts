const MINUTE_MS = 60_000;
/** How long after the word before somebody who waits hears that their place stands: ever longer, and then no more. */
const laterMs = [10, 30, 90, 180].map((minutes) => minutes * MINUTE_MS);
/** On LINE each costs one of the month's messages, unless they write themselves: two, and late. */
const laterOnLineMs = [30, 120].map((minutes) => minutes * MINUTE_MS);

/** When the next word is due after `said` of them; null when there are no more. Milliseconds since the epoch. */
export function nextWordAt(said: number, channel: string, now: number): number | null {
  const later = (channel === 'line' ? laterOnLineMs : laterMs)[said];
  return later === undefined ? null : now + later;
}
