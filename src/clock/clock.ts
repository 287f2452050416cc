/** A timer that has not fired yet. Cancelling twice, or after it fired, does nothing. */
export interface Timer {
  cancel(): void;
}

/**
 * The only source of time in Madobe. Everything that waits or dates takes one, so that tests can move time by
 * hand and no test sleeps.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. May step backwards: it is the wall clock. */
  now(): number;
  /** Calls `callback` once, `delayMs` milliseconds from now (at least one turn of the event loop later). */
  after(delayMs: number, callback: () => void): Timer;
}

/** The machine's clock. Its timers do not keep the process alive: what must finish is awaited at the stop. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const handle = setTimeout(callback, delayMs);
    handle.unref();
    return { cancel: () => clearTimeout(handle) };
  },
};
