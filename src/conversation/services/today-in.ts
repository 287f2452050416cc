import { DateTime } from 'luxon';

/** The date in a zone at a moment, as `YYYY-MM-DD`. */
export function todayIn(timeZone: string, now: number): string {
  return DateTime.fromMillis(now, { zone: timeZone }).toISODate() ?? '';
}
