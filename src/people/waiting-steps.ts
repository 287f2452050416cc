const MINUTE_MS = 60_000;

/** Waiting times are counted by steps, in minutes: what is longer than the last is as long as it. */
export const waitingSteps = [
  1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480, 1_440, 10_080,
] as const;

/** The step that a time is counted under: the first that is not shorter. Minutes. @param ms 0 or more */
export function waitingStep(ms: number): number {
  return waitingSteps.find((step) => ms <= step * MINUTE_MS) ?? waitingSteps[waitingSteps.length - 1] ?? 0;
}
