/** Shortest and longest waits, in milliseconds. A reply hurries, for its token lives a minute. */
const waits = {
  reply: { first: 250, longest: 4_000 },
  push: { first: 1_000, longest: 10 * 60_000 },
  turn: { first: 1_000, longest: 60_000 },
} as const;

/**
 * How long to wait before the next attempt: doubles each time, of which a random half is waited, so that what failed
 * together does not come back together.
 *
 * @param attempts attempts so far, at least 1
 * @param random in [0, 1)
 * @returns milliseconds
 */
export function backoffMs(attempts: number, kind: keyof typeof waits, random: number): number {
  const { first, longest } = waits[kind];
  const full = Math.min(longest, first * 2 ** Math.min(attempts - 1, 30));
  return Math.ceil(full / 2 + (full / 2) * random);
}
