import type { Timers } from '../../../../src/channels/web/ui/model/timers';
import { FakeClock } from '../../../support/fake-clock';

/** The page's timers on a clock that stands still until a test moves it. */
export function pageTimers(): { readonly clock: FakeClock; readonly timers: Timers } {
  const clock = FakeClock.at('2026-11-21T10:00:00+09:00');
  return {
    clock,
    timers: {
      after(ms, act) {
        const timer = clock.after(ms, act);
        return () => timer.cancel();
      },
    },
  };
}
