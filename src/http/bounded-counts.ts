import type { ClientRateLimitInfo, Options, Store } from 'express-rate-limit';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock';

/** Addresses or sessions that are counted at once: some ten megabytes at most, for each limit. */
const KEYS_AT_MOST = 50_000;

interface Count {
  hits: number;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

/**
 * Counts requests for each key within a window of time, in this process's memory. express-rate-limit's own store has
 * no end: whoever has a network of addresses could fill the memory with them. Here the ones longest unseen go first.
 */
export class BoundedCounts implements Store {
  readonly localKeys = true;
  private windowMs = 0;
  private readonly counts = new LRUCache<string, Count>({ max: KEYS_AT_MOST });

  constructor(private readonly clock: Clock) {}

  /** Keys that are counted now. */
  get size(): number {
    return this.counts.size;
  }

  init({ windowMs }: Options): void {
    this.windowMs = windowMs;
  }

  increment(key: string): ClientRateLimitInfo {
    const now = this.clock.now();
    const known = this.counts.get(key);
    const count = known && known.endsAt > now ? known : { hits: 0, endsAt: now + this.windowMs };
    count.hits += 1;
    if (count !== known) this.counts.set(key, count);
    return { totalHits: count.hits, resetTime: new Date(count.endsAt) };
  }

  decrement(key: string): void {
    const count = this.counts.get(key);
    if (count && count.hits > 0) count.hits -= 1;
  }

  resetKey(key: string): void {
    this.counts.delete(key);
  }
}
