import type { Clock, Timer } from '../../src/clock';

/** A clock that stands still until a test moves it; due timers fire in order while it moves. */
export class FakeClock implements Clock {
  private timers: { at: number; callback: () => void }[] = [];

  /** @param time milliseconds since the epoch */
  constructor(private time: number) {}

  /** A clock standing at an ISO 8601 time, such as `2026-11-20T10:00:00+09:00`. */
  static at(iso: string): FakeClock {
    return new FakeClock(Date.parse(iso));
  }

  now(): number {
    return this.time;
  }

  after(delayMs: number, callback: () => void): Timer {
    const timer = { at: this.time + Math.max(0, delayMs), callback };
    this.timers.push(timer);
    return {
      cancel: () => {
        this.timers = this.timers.filter((other) => other !== timer);
      },
    };
  }

  /** Moves time forward, firing what falls due on the way, each at its own time. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = Math.max(this.time, next.at);
      next.callback();
    }
    this.time = end;
  }

  /** Puts the clock at a time without firing anything, forwards or backwards: a step of the wall clock. */
  jumpTo(iso: string): void {
    this.time = Date.parse(iso);
  }

  /** How many timers wait. */
  get pending(): number {
    return this.timers.length;
  }
}
