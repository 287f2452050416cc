import { type Language, languages, type Service } from '../../flow';
import { applicationValues, itemLines } from './application';
import type { EventKind } from './catalogue';
import { eventWords, longestEventWords } from './event-words';
import { knownValue } from './known-value';
import { longestOf } from './longest-of';
import type { ServiceFacts } from './service-facts';
import { upcomingEvents } from './upcoming-events';

const outcomeOf = {
  seminar: 'seminar',
  'individual-weekday': 'individual',
  'individual-weekend': 'individual',
  joint: 'joint',
  touring: 'touring',
} as const satisfies Readonly<Record<EventKind, string>>;

/**
 * `event-details`: one date of the schedule, by the id of a list item under `eventDate`.
 *
 * - `individual`, `seminar`, `joint`, `touring`: what it is. `items` are those of its application; joint and touring
 *   consultations have none that are known.
 * - `gone`: it is past, closed, full or was taken out since the button was made. Values are empty but for the ways to
 *   apply.
 */
export function eventDetails(facts: ServiceFacts): Service {
  const { catalogue } = facts;
  const lines = (kind: EventKind, language: Language): string => {
    if (kind === 'seminar') return itemLines(catalogue.events.seminar.asked, facts, language);
    if (outcomeOf[kind] === 'individual') return itemLines(catalogue.individual.items.asked, facts, language);
    return '';
  };
  const longest = longestEventWords(facts);
  return {
    outcomes: ['individual', 'seminar', 'joint', 'touring', 'gone'],
    values: {
      ...applicationValues(facts),
      eventTitle: longest.title,
      eventDate: longest.date,
      eventTimes: longest.times,
      eventPlace: longest.place,
      eventCloses: longest.closes,
      eventPhoneUntil: longest.phoneUntil,
      eventNote: longest.note,
      eventLink: longest.link,
      items: longestOf(
        languages.flatMap((language) => [lines('seminar', language), lines('individual-weekday', language)]),
      ),
    },
    answer: ({ now, language, state }) => {
      const wanted = knownValue(state, 'eventDate');
      const found = upcomingEvents(catalogue, now).find(({ id }) => id === wanted);
      const said = found && eventWords(found, facts, { now, language });
      return {
        outcome: found ? outcomeOf[found.kind] : 'gone',
        values: {
          ...applicationValues(facts),
          eventTitle: said?.title ?? '',
          eventDate: said?.date ?? '',
          eventTimes: said?.times ?? '',
          eventPlace: said?.place ?? '',
          eventCloses: said?.closes ?? '',
          eventPhoneUntil: said?.phoneUntil ?? '',
          eventNote: said?.note ?? '',
          eventLink: said?.link ?? '',
          items: found ? lines(found.kind, language) : '',
        },
      };
    },
  };
}
