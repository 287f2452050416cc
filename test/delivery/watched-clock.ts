import type { Timer } from '../../src/clock';
import { FakeClock } from '../support/fake-clock';

/** How often delivery looks for work that nobody was woken for. */
export const SWEEP_EVERY_MS = 1_000;

/** A fake clock that knows how many of delivery's sweeps wait for it, so that no test moves time under a look. */
export class WatchedClock extends FakeClock {
  sweepsWaiting = 0;

  override after(delayMs: number, callback: () => void): Timer {
    if (delayMs !== SWEEP_EVERY_MS) return super.after(delayMs, callback);
    let waits = true;
    const end = () => {
      if (waits) this.sweepsWaiting -= 1;
      waits = false;
    };
    this.sweepsWaiting += 1;
    const timer = super.after(delayMs, () => {
      end();
      callback();
    });
    return {
      cancel: () => {
        end();
        timer.cancel();
      },
    };
  }
}
