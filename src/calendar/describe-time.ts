import type { CalendarWords } from './calendar-words';
import { fillPattern } from './fill-pattern';

/**
 * Writes a time of day as people say it: 「午前10時」「午後5時30分」「正午」, or `17:30`.
 *
 * @param hour 0 to 24; 24 is the end of a day
 * @param minute 0 to 59
 */
export function describeTime(hour: number, minute: number, { time }: CalendarWords): string {
  if (hour === 24) return time.endOfDay;
  if (hour === 12 && minute === 0) return time.noon;
  const patterns = hour < 12 ? time.morning : time.afternoon;
  return fillPattern(minute === 0 ? patterns.hour : patterns.minutes, {
    hour12: String(hour % 12),
    hour24: String(hour),
    minute: String(minute),
    minute2: String(minute).padStart(2, '0'),
  });
}
