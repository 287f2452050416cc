import { DateTime } from 'luxon';

/** LINE counts messages by the calendar month of Japan, wherever the server stands. */
export const QUOTA_ZONE = 'Asia/Tokyo';
/** The counters turn over at the month's first midnight; a little later they surely have. */
const MARGIN_MS = 5 * 60_000;

/** When a message held for the monthly quota is tried again. Milliseconds since the epoch. */
export function quotaRenewal(now: number): number {
  return (
    DateTime.fromMillis(now, { zone: QUOTA_ZONE }).startOf('month').plus({ months: 1 }).toMillis() + MARGIN_MS
  );
}
