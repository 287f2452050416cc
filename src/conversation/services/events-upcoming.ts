import { describeSpans } from '../../calendar';
import { type Language, languages, type Service } from '../../flow';
import { applicationValues, itemLines } from './application';
import type { EventKind } from './catalogue';
import { eventLabel, eventWords, longestEventWords } from './event-words';
import { knownValue } from './known-value';
import { longestOf } from './longest-of';
import { moreDeclaration, pageOf } from './page-of';
import type { ServiceFacts } from './service-facts';
import { upcomingEvents } from './upcoming-events';

const most = 8;

/** What people choose from, and what of the schedule it means. */
const chosenKinds: Readonly<Record<string, readonly EventKind[]>> = {
  seminar: ['seminar'],
  joint: ['joint'],
  touring: ['touring'],
  individual: ['individual-weekday', 'individual-weekend'],
};

/**
 * `events-upcoming`: seminars, joint and touring consultations and individual dates that can still be applied for, and
 * what is generally true of them. Looks at `eventKind` and `page`.
 *
 * - `events`: the list `events` holds them in the order of their dates.
 * - `none`: none is known; those of the past are never told.
 */
export function eventsUpcoming(facts: ServiceFacts): Service {
  const { catalogue, calendarWords, factWords } = facts;
  const { seminar, joint, touring } = catalogue.events;
  const fixed = (language: Language) => {
    const words = factWords[language].events;
    return {
      ...applicationValues(facts),
      items: itemLines(seminar.asked, facts, language),
      seminarPerYear: String(seminar.perYear),
      seminarTimes: describeSpans(seminar.spans, calendarWords[language], '\n'),
      seminarSeats: String(seminar.seats),
      jointPerYear: String(joint.perYear),
      jointAreas: joint.areas.map((area) => words.areas[area]).join(words.joinedBy),
      touringPlaces: String(touring.placesPerYear),
      touringDays: String(touring.daysEach),
      touringGroups: String(touring.groupsADay),
      touringMinutes: String(touring.minutes),
    };
  };
  const values = { ja: fixed('ja'), 'ja-easy': fixed('ja-easy'), en: fixed('en') };
  const longest = (name: 'items' | 'seminarTimes' | 'jointAreas') =>
    longestOf(Object.values(values).map((each) => each[name]));
  return {
    outcomes: ['events', 'none'],
    values: {
      ...values.ja,
      items: longest('items'),
      seminarTimes: longest('seminarTimes'),
      jointAreas: longest('jointAreas'),
    },
    lists: {
      events: { most, values: { ...longestEventWords(facts) } },
      more: moreDeclaration(languages.map((language) => factWords[language].more)),
    },
    answer: ({ now, language, state }) => {
      const chosen = chosenKinds[knownValue(state, 'eventKind') ?? ''];
      const upcoming = upcomingEvents(catalogue, now).filter(({ kind }) => chosen?.includes(kind) ?? true);
      const page = pageOf(upcoming, { state, size: most, words: factWords[language].more });
      return {
        outcome: upcoming.length > 0 ? 'events' : 'none',
        values: values[language],
        lists: {
          events: page.items.map((event) => ({
            id: event.id,
            values: {
              label: eventLabel(event, 'kind', facts, language),
              ...eventWords(event, facts, { now, language }),
            },
          })),
          more: page.more,
        },
      };
    },
  };
}
