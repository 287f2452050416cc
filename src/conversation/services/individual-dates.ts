import { describeSpans } from '../../calendar';
import { type Language, languages, type Service } from '../../flow';
import { applicationValues, itemLines } from './application';
import { eventLabel, eventWords, longestEventWords } from './event-words';
import { longestOf } from './longest-of';
import { moreDeclaration, pageOf } from './page-of';
import type { ServiceFacts } from './service-facts';
import { upcomingEvents } from './upcoming-events';

const kinds = ['individual-weekday', 'individual-weekend'] as const;
const most = 8;

/**
 * `individual-dates`: when one can talk face to face, and what to have at hand for the application. Looks at `page`.
 *
 * - `dates`: the list `dates` holds those that can still be applied for.
 * - `none`: none is known. Nothing is guessed; the phone knows more.
 */
export function individualDates(facts: ServiceFacts): Service {
  const { catalogue, calendarWords, factWords } = facts;
  const { individual, events } = catalogue;
  const fixed = (language: Language) => {
    const words = calendarWords[language];
    return {
      ...applicationValues(facts),
      items: itemLines(individual.items.asked, facts, language),
      venues: Object.values(events.venues)
        .map(({ name }) => name[language])
        .join(factWords[language].events.joinedBy),
      weekdayTimes: describeSpans(individual.weekday.spans, words, '\n'),
      weekendTimes: describeSpans(individual.weekend.spans, words, '\n'),
      individualPerYear: String(individual.weekday.perYear + individual.weekend.perYear),
      weekdayPerYear: String(individual.weekday.perYear),
      weekendPerYear: String(individual.weekend.perYear),
    };
  };
  const values = { ja: fixed('ja'), 'ja-easy': fixed('ja-easy'), en: fixed('en') };
  const longest = (name: 'items' | 'venues' | 'weekdayTimes' | 'weekendTimes') =>
    longestOf(Object.values(values).map((each) => each[name]));
  const { label, date, times, place, closes, phoneUntil, note } = longestEventWords(facts, kinds);
  return {
    outcomes: ['dates', 'none'],
    values: {
      ...values.ja,
      items: longest('items'),
      venues: longest('venues'),
      weekdayTimes: longest('weekdayTimes'),
      weekendTimes: longest('weekendTimes'),
    },
    lists: {
      dates: { most, values: { label, date, times, place, closes, phoneUntil, note } },
      more: moreDeclaration(languages.map((language) => factWords[language].more)),
    },
    answer: ({ now, language, state }) => {
      const upcoming = upcomingEvents(catalogue, now).filter(({ kind }) =>
        kinds.some((each) => each === kind),
      );
      const page = pageOf(upcoming, { state, size: most, words: factWords[language].more });
      return {
        outcome: upcoming.length > 0 ? 'dates' : 'none',
        values: values[language],
        lists: {
          dates: page.items.map((event) => {
            const said = eventWords(event, facts, { now, language });
            return {
              id: event.id,
              values: {
                label: eventLabel(event, 'place', facts, language),
                date: said.date,
                times: said.times,
                place: said.place,
                closes: said.closes,
                phoneUntil: said.phoneUntil,
                note: said.note,
              },
            };
          }),
          more: page.more,
        },
      };
    },
  };
}
