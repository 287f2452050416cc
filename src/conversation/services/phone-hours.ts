import { type CalendarWords, describeHours, describeMoment, openingAt } from '../../calendar';
import type { Language, Service, ServiceAnswer } from '../../flow';
import type { Catalogue } from './catalogue';
import { longestMoment } from './longest-in-time';
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
  const fixed = {
    ja: fixedValues(phone, 'ja', calendarWords),
    'ja-easy': fixedValues(phone, 'ja-easy', calendarWords),
    en: fixedValues(phone, 'en', calendarWords),
  };
  const answerAt = (now: number, language: Language): ServiceAnswer => {
    const words = calendarWords[language];
    const tell = (at: number | null) => (at === null ? '' : describeMoment(at, { now, timeZone, words }));
    const opening = openingAt(phone.hours, now);
    if (opening.open) {
      const until = tell(opening.closesAt);
      return { outcome: 'open', values: { ...fixed[language], until, opensAt: '', because: '' } };
    }
    const opensAt = tell(opening.opensAt);
    const because = words.because[opening.reason];
    return {
      outcome: opening.opensAt === null ? 'suspended' : 'closed',
      values: { ...fixed[language], until: '', opensAt, because },
    };
  };
  const longest = longestMoment(calendarWords);
  return {
    outcomes: ['open', 'closed', 'suspended'],
    values: {
      ...longestFixed(Object.values(fixed)),
      until: longest,
      opensAt: longest,
      because: longestOf(Object.values(calendarWords).flatMap((words) => Object.values(words.because))),
    },
    answer: withinMinute(answerAt),
  };
}

/**
 * Remembers the answers of the minute at hand. Hours are written to the minute, so the answer cannot change within
 * one, and a busy minute works the calendar out once a language instead of once a turn.
 */
function withinMinute(answerAt: (now: number, language: Language) => ServiceAnswer): Service['answer'] {
  const minuteMs = 60_000;
  const answers = new Map<Language, ServiceAnswer>();
  let minute = Number.NaN;
  return ({ now, language }) => {
    const asked = Math.floor(now / minuteMs);
    if (asked !== minute) {
      answers.clear();
      minute = asked;
    }
    const known = answers.get(language);
    if (known) return known;
    const answer = answerAt(now, language);
    answers.set(language, answer);
    return answer;
  };
}

function fixedValues(
  phone: Catalogue['phone'],
  language: Language,
  calendarWords: Readonly<Record<Language, CalendarWords>>,
) {
  return {
    number: phone.number,
    phoneName: phone.name[language],
    hours: describeHours(phone.hours, calendarWords[language]),
  };
}

function longestFixed(all: readonly ReturnType<typeof fixedValues>[]) {
  return {
    number: longestOf(all.map(({ number }) => number)),
    phoneName: longestOf(all.map(({ phoneName }) => phoneName)),
    hours: longestOf(all.map(({ hours }) => hours)),
  };
}
