/**
 * How long each of these takes at its quickest, in milliseconds. They take turns, so that whatever else the machine is
 * doing slows down all of them alike.
 */
export async function quickestOf(
  rounds: number,
  acts: readonly (() => Promise<unknown>)[],
): Promise<readonly number[]> {
  const quickest = acts.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, act] of acts.entries()) {
      const began = performance.now();
      await act();
      quickest[index] = Math.min(quickest[index] ?? 0, performance.now() - began);
    }
  }
  return quickest;
}
