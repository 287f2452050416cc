import { type CalendarWords, describeDay, describeMoment } from '../../calendar';
import type { Language } from '../../flow';
import { longestOf } from './longest-of';

const dayMs = 86_400_000;
/** The times of day that are written with a pattern of their own. */
const times = [
  [11, 0],
  [11, 30],
  [12, 0],
  [23, 0],
  [23, 30],
] as const;

/** The longest text a moment can become. */
export function longestMoment(calendarWords: Readonly<Record<Language, CalendarWords>>): string {
  return longestOf(Object.values(calendarWords).map(longestMomentIn));
}

/** The longest text a day without a time can become. */
export function longestDay(languages: readonly CalendarWords[], length: 'whole' | 'short' = 'whole'): string {
  return longestOf(languages.map(length === 'whole' ? longestDayIn : longestShortDayIn));
}

/**
 * Looks at a week late in each month, from a week before, so that every month stands with every day of the week and a
 * day of two digits; and at one week from the same day and the day before.
 */
const longestMomentIn = onceForEach((words) => {
  const weekIn = (month: number) =>
    Array.from({ length: 7 }, (_, day) =>
      times.map(([hour, minute]) => Date.UTC(2026, month, 20 + day, hour, minute)),
    ).flat();
  const seen = (at: number, daysBefore: number) =>
    describeMoment(at, { now: at - daysBefore * dayMs, timeZone: 'UTC', words });
  const late = Array.from({ length: 12 }, (_, month) => weekIn(month)).flat();
  return longestOf([
    ...late.map((at) => seen(at, 7)),
    ...weekIn(0).flatMap((at) => [seen(at, 0), seen(at, 1)]),
  ]);
});

const longestDayIn = onceForEach((words) => longestOf(lateDays().map((date) => describeDay(date, words))));
const longestShortDayIn = onceForEach((words) =>
  longestOf(lateDays().map((date) => describeDay(date, words, 'short'))),
);

function lateDays(): readonly string[] {
  return Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: 7 }, (_, day) => `2026-${String(month + 1).padStart(2, '0')}-${20 + day}`),
  ).flat();
}

/** Several services ask for the same words, and each answer takes a thousand dates. */
function onceForEach(find: (words: CalendarWords) => string): (words: CalendarWords) => string {
  const found = new WeakMap<CalendarWords, string>();
  return (words) => {
    const longest = found.get(words) ?? find(words);
    found.set(words, longest);
    return longest;
  };
}
