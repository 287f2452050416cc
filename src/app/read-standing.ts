import type { Clock } from '../clock';
import { type Delivery, deliveryLevels } from '../delivery';
import { hallLevels } from '../handoff';
import type { Levels, Standing } from '../metrics';
import type { Store } from '../store';

/** LINE is asked at most so often; a month's quota does not run away in five minutes. */
const QUOTA_FRESH_MS = 5 * 60_000;

export interface StandingParts {
  readonly store: Store;
  readonly delivery: Pick<Delivery, 'pushesLeft'>;
  readonly clock: Clock;
  /** Whether this process may keep the clock at all. */
  readonly isClock: boolean;
}

/** Gives a look at how things stand, for one scrape after another. The look never rejects, and asks nothing of a store that is away. */
export function openStanding({ store, delivery, clock, isClock }: StandingParts): () => Promise<Standing> {
  let quota: { readonly at: number; readonly pushesLeft: number | null } | null = null;
  const pushesLeft = async () => {
    if (quota === null || clock.now() - quota.at >= QUOTA_FRESH_MS) {
      quota = { at: clock.now(), pushesLeft: await delivery.pushesLeft('line') };
    }
    return quota.pushesLeft;
  };
  const levels = async (): Promise<Levels | null> => {
    if (!(await store.isReachable())) return null;
    return store
      .read(async (tx) => ({ ...(await deliveryLevels(tx)), ...(await hallLevels(tx)) }))
      .catch(() => null);
  };
  return async () => {
    const [left, found] = await Promise.all([pushesLeft(), levels()]);
    const keepsClock = isClock && found !== null && (await store.keepsClock());
    return { levels: found, keepsClock, pushesLeft: left, now: clock.now() };
  };
}
