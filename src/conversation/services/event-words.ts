import { describeDay, describeMoment, describeSpans, fillPattern, lastOpenBy } from '../../calendar';
import { type Language, languages } from '../../flow';
import { type EventKind, eventKinds } from './catalogue';
import { longestDay, longestMoment } from './longest-in-time';
import { longestOf } from './longest-of';
import type { ServiceFacts } from './service-facts';
import type { UpcomingEvent } from './upcoming-events';

/** How an event is said. What does not apply is an empty text. */
export interface EventWords {
  readonly title: string;
  readonly date: string;
  readonly times: string;
  readonly place: string;
  /** Until when one can apply. */
  readonly closes: string;
  /** The last moment to apply by phone, where that is earlier. */
  readonly phoneUntil: string;
  readonly note: string;
  readonly link: string;
}

/**
 * Says an event in a language, as seen at `now`. The phone has hours and days off, the deadline has none: where the
 * phone closes for the last time before it, that moment is said too.
 */
export function eventWords(
  { event, kind, spans, closesAt }: UpcomingEvent,
  { catalogue, calendarWords, factWords, timeZone }: ServiceFacts,
  { now, language }: { readonly now: number; readonly language: Language },
): EventWords {
  const words = factWords[language].events;
  const inTime = calendarWords[language];
  const tell = (at: number): string => describeMoment(at, { now, timeZone, words: inTime });
  const phoneUntil = closesAt === null ? null : lastOpenBy(catalogue.phone.hours, closesAt);
  const byPhone = phoneUntil !== null && phoneUntil > now;
  const notes = [
    ...(kind === 'seminar' && event.seats === 'online' ? [words.onlineOnly] : []),
    ...(closesAt !== null && !byPhone ? [words.phoneClosed] : []),
  ];
  return {
    title: words.kinds[kind].title,
    date: describeDay(event.date, inTime),
    times: spans.length > 0 ? describeSpans(spans, inTime, '\n') : words.unsettledTimes,
    place: placeOf(event.venue, catalogue, language) ?? words.unsettledPlace,
    closes: closesAt === null ? words.noClosing : tell(closesAt),
    phoneUntil: byPhone && phoneUntil !== closesAt ? tell(phoneUntil) : '',
    note: notes.join('\n'),
    link: event.link ?? '',
  };
}

/** What stands on the button of an event: its day, and its kind or its place. */
export function eventLabel(
  { event, kind }: UpcomingEvent,
  about: 'kind' | 'place',
  { catalogue, calendarWords, factWords }: ServiceFacts,
  language: Language,
): string {
  const words = factWords[language].events;
  const day = describeDay(event.date, calendarWords[language], 'short');
  const place = placeOf(event.venue, catalogue, language);
  return fillPattern(words.choice, {
    day,
    about: (about === 'place' ? place : null) ?? words.kinds[kind].short,
  });
}

/** The longest that {@link EventWords} and {@link eventLabel} can become for these kinds, whatever the schedule holds. */
export function longestEventWords(
  facts: ServiceFacts,
  kinds: readonly EventKind[] = eventKinds,
): EventWords & { readonly label: string } {
  const { catalogue, calendarWords, factWords } = facts;
  const { events, individual } = catalogue;
  const moment = longestMoment(calendarWords);
  const inEach = (say: (language: Language) => readonly string[]): string =>
    longestOf(languages.flatMap(say));
  const allSpans = [
    events.seminar.spans,
    individual.weekday.spans,
    individual.weekend.spans,
    ...events.schedule.flatMap(({ spans }) => (spans ? [spans] : [])),
  ];
  const venues = Object.values(events.venues);
  return {
    title: inEach((language) => kinds.map((kind) => factWords[language].events.kinds[kind].title)),
    date: longestDay(Object.values(calendarWords)),
    times: inEach((language) => [
      factWords[language].events.unsettledTimes,
      ...allSpans.map((spans) => describeSpans(spans, calendarWords[language], '\n')),
    ]),
    place: inEach((language) => [
      factWords[language].events.unsettledPlace,
      ...venues.map(({ name }) => name[language]),
    ]),
    closes: longestOf([moment, inEach((language) => [factWords[language].events.noClosing])]),
    phoneUntil: moment,
    note: inEach((language) => {
      const { onlineOnly, phoneClosed } = factWords[language].events;
      return [`${onlineOnly}\n${phoneClosed}`];
    }),
    link: longestOf(events.schedule.map(({ link }) => link ?? '')),
    label: longestOf(
      languages.flatMap((language) => {
        const { choice, kinds: byKind } = factWords[language].events;
        const day = longestDay([calendarWords[language]], 'short');
        const abouts = [
          ...kinds.map((kind) => byKind[kind].short),
          ...venues.map(({ name }) => name[language]),
        ];
        return abouts.map((about) => fillPattern(choice, { day, about }));
      }),
    ),
  };
}

function placeOf(
  venue: string | null,
  { events }: ServiceFacts['catalogue'],
  language: Language,
): string | null {
  return venue === null ? null : (events.venues[venue]?.name[language] ?? null);
}
