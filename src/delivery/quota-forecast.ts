import { DateTime } from 'luxon';
import { QUOTA_ZONE } from './quota-renewal';
import type { Quota } from './sender';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How a channel's month looks. */
export interface QuotaForecast {
  /** `fine`: it lasts · `tight`: at this pace, or for what is kept back, it may not · `over`: nothing is left. */
  readonly state: 'fine' | 'tight' | 'over';
  /** How many messages will be used by the month's end at this pace. */
  readonly forecast: number;
  /** Days until the count begins anew, today among them. */
  readonly daysLeft: number;
}

/**
 * What the month comes to at the pace of its days so far. Pure. A first day that has just begun counts as a whole one, so
 * that a busy morning is not taken for a busy month.
 *
 * @param keptBack so many messages are kept for answers and reminders
 * @param now milliseconds since the epoch
 */
export function forecastQuota({ limit, used }: Quota, keptBack: number, now: number): QuotaForecast {
  const today = DateTime.fromMillis(now, { zone: QUOTA_ZONE });
  const begins = today.startOf('month');
  const ends = begins.plus({ months: 1 });
  const passed = Math.max(now - begins.toMillis(), DAY_MS);
  const forecast = Math.max(used, Math.round((used * (ends.toMillis() - begins.toMillis())) / passed));
  const daysLeft = Math.round(ends.diff(today.startOf('day'), 'days').days);
  return { state: stateOf({ limit, used, forecast, keptBack }), forecast, daysLeft };
}

function stateOf(month: {
  readonly limit: number | null;
  readonly used: number;
  readonly forecast: number;
  readonly keptBack: number;
}): QuotaForecast['state'] {
  const { limit, used, forecast, keptBack } = month;
  if (limit === null) return 'fine';
  if (used >= limit) return 'over';
  return forecast > limit || limit - used <= keptBack ? 'tight' : 'fine';
}
