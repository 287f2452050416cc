import type { Clock } from '../../../src/clock';

export interface Rate {
  readonly requests: number;
  readonly perMs: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** LINE's published limits, by endpoint (LINE.md, section 2). */
export const lineRates: Readonly<Record<string, Rate>> = {
  '/v2/bot/message/multicast': { requests: 200, perMs: second },
  '/v2/bot/chat/loading/start': { requests: 100, perMs: second },
  '/v2/bot/channel/webhook/endpoint': { requests: 1_000, perMs: minute },
  '/v2/bot/channel/webhook/test': { requests: 60, perMs: hour },
};
/** Every endpoint without a limit of its own. */
export const otherRate: Rate = { requests: 2_000, perMs: second };

/** A token bucket for each endpoint: full at first, refilled evenly, by the injected clock. */
export class RateLimit {
  private readonly buckets = new Map<string, { left: number; at: number }>();

  /** @param rates by path; they take the place of LINE's own */
  constructor(
    private readonly clock: Clock,
    private readonly rates: Readonly<Record<string, Rate>>,
  ) {}

  /** Takes one request's worth; false when the bucket is empty. */
  allows(path: string): boolean {
    const rate = this.rates[path] ?? lineRates[path] ?? otherRate;
    const now = this.clock.now();
    const bucket = this.buckets.get(path) ?? { left: rate.requests, at: now };
    const refilled = bucket.left + (Math.max(0, now - bucket.at) / rate.perMs) * rate.requests;
    const left = Math.min(rate.requests, refilled);
    const allowed = left >= 1;
    this.buckets.set(path, { left: allowed ? left - 1 : left, at: now });
    return allowed;
  }
}
