/** Runs something later. The only clock the page's logic has, so that tests need not wait. */
export interface Timers {
  /** @returns takes it back, if it has not run yet */
  after(ms: number, act: () => void): () => void;
}

/** The browser's timers. */
export const browserTimers: Timers = {
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** How long to wait before try number `tries` (from 1): one second, then twice as long each time, at most 30. */
export function backoffMs(tries: number): number {
  return Math.min(30_000, 1000 * 2 ** (tries - 1));
}
