import { type CalendarWords, describeDay } from '../../calendar';
import type { Language } from '../../flow';
import { longestOf } from './longest-of';

/** The longest text that a day can become: a late day of each month, on each day of the week. */
export function longestDay(words: Readonly<Record<Language, CalendarWords>>): string {
  const months = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));
  const days = Array.from({ length: 7 }, (_, day) => String(20 + day));
  return longestOf(
    Object.values(words).flatMap((each) =>
      months.flatMap((month) => days.map((day) => describeDay(`2026-${month}-${day}`, each))),
    ),
  );
}
