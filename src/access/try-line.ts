import type { Clock } from '../clock';
import type { Store } from '../store';
import type { Pace, Paces } from './paces';

/** A place to stand at: a subject and how tries at it are spaced. */
export interface TryAt {
  readonly subject: string;
  readonly pace: Pace;
}

/** Longer than this nobody waits for a try; it is refused untried. Milliseconds. */
const MOST_WAIT_MS = 15_000;

/**
 * Lets tries at secrets through one after another. Tries that follow each other closely wait, each longer than the last;
 * what would have to wait too long is refused untried. Opens its own transactions, since none may wait for a try.
 */
export class TryLine {
  constructor(
    private readonly parts: { readonly store: Store; readonly clock: Clock; readonly paces: Paces },
  ) {}

  /** Resolves when the try may be made, or with false when it may not. A place in every line is taken, or they end at the first that is too long. */
  async stand(...places: readonly TryAt[]): Promise<boolean> {
    const { store, clock, paces } = this.parts;
    const wait = await store.write(async (tx) => {
      let longest = 0;
      for (const { subject, pace } of places) {
        const own = await paces.take(tx, subject, pace, clock.now(), MOST_WAIT_MS);
        if (own === null) return null;
        longest = Math.max(longest, own);
      }
      return longest;
    });
    if (wait !== null && wait > 0) await this.passed(wait);
    return wait !== null;
  }

  private passed(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.parts.clock.after(ms, resolve);
    });
  }
}
