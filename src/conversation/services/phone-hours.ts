import { type CalendarWords, describeHours, describeMoment, openingAt } from '../../calendar';
import type { Language, Service } from '../../flow';
import type { Catalogue } from './catalogue';
import { longestOf } from './longest-of';

/**
 * `phone-hours`: whether the phone consultation is open now.
 *
 * - `open`: `until` says when it closes; empty when it never does.
 * - `closed`: `because` is a sentence that says why, `opensAt` when it opens.
 * - `suspended`: closed, and no opening is known.
 *
 * Always: `number`, `phoneName`, `hours` (the ordinary week). What an outcome does not have is an empty string.
 */
export function phoneHours(given: {
  readonly phone: Catalogue['phone'];
  readonly calendarWords: Readonly<Record<Language, CalendarWords>>;
  /** Zone in which moments are told. */
  readonly timeZone: string;
}): Service {
  const { phone, calendarWords, timeZone } = given;
  const fixed = (language: Language) => ({
    number: phone.number,
    phoneName: phone.name[language],
    hours: describeHours(phone.hours, calendarWords[language]),
  });
  return {
    outcomes: ['open', 'closed', 'suspended'],
    values: {
      ...longestFixed(fixed),
      until: longestMoment(calendarWords),
      opensAt: longestMoment(calendarWords),
      because: longestOf(Object.values(calendarWords).flatMap((words) => Object.values(words.because))),
    },
    answer: ({ now, language }) => {
      const words = calendarWords[language];
      const tell = (at: number | null) => (at === null ? '' : describeMoment(at, { now, timeZone, words }));
      const opening = openingAt(phone.hours, now);
      if (opening.open) {
        const values = { ...fixed(language), until: tell(opening.closesAt), opensAt: '', because: '' };
        return { outcome: 'open', values };
      }
      return {
        outcome: opening.opensAt === null ? 'suspended' : 'closed',
        values: {
          ...fixed(language),
          until: '',
          opensAt: tell(opening.opensAt),
          because: words.because[opening.reason],
        },
      };
    },
  };
}

function longestFixed(fixed: (language: Language) => { number: string; phoneName: string; hours: string }) {
  const all = [fixed('ja'), fixed('ja-easy'), fixed('en')];
  return {
    number: longestOf(all.map(({ number }) => number)),
    phoneName: longestOf(all.map(({ phoneName }) => phoneName)),
    hours: longestOf(all.map(({ hours }) => hours)),
  };
}

/** A year of days, each a week ahead of the one who asks: every month, and every day of the week, is in it. */
function longestMoment(calendarWords: Readonly<Record<Language, CalendarWords>>): string {
  const dayMs = 86_400_000;
  const start = Date.UTC(2026, 0, 1, 23, 30);
  return longestOf(
    Object.values(calendarWords).flatMap((words) =>
      Array.from({ length: 365 }, (_, day) =>
        describeMoment(start + day * dayMs, {
          now: start + (day - 7) * dayMs,
          timeZone: 'UTC',
          words,
        }),
      ),
    ),
  );
}
