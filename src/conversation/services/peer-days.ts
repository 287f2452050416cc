import { describeDay, describeSpans, fillPattern } from '../../calendar';
import {
  type Language,
  type LiveService,
  languages,
  type Service,
  type ServiceAnswer,
  type ServiceMoment,
} from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { knownValue } from './known-value';
import { longestDay } from './longest-in-time';
import { longestOf } from './longest-of';
import { moreDeclaration, pageOf } from './page-of';
import { namedDays, nextHalfYear, nextPeerDates, type PeerDay } from './peer-dates';
import type { ServiceFacts } from './service-facts';
import { todayIn } from './today-in';

const most = 8;
const standpoints = ['family', 'person'] as const;

/**
 * `peer-days`: the next days on which peers are there, from tomorrow, as the file says. Looks at `peerKind` (`family` or
 * `person`; anything else means both) and `page`.
 *
 * - `days`: the list `days` holds them. A day that falls on a holiday and is not decided yet says so in its `note`.
 * - `none`: none is known for the next half year.
 */
export function peerDays(facts: ServiceFacts): Service {
  const daysFrom = withinDay((today) => nextPeerDates(facts.catalogue.peer, today));
  const { answerWith, ...declared } = tellingDays(facts);
  return {
    ...declared,
    answer: (moment) => answerWith(daysFrom(todayIn(facts.timeZone, moment.now)), moment),
  };
}

/** `peer-days` where talks are booked: the same, and as staff decided at the desk. */
export function decidedPeerDays(facts: ServiceFacts): LiveService<TurnScope> {
  const { answerWith, ...declared } = tellingDays(facts);
  return {
    ...declared,
    live: 'reads',
    async perform(moment, { tx, booking, now }) {
      const today = todayIn(facts.timeZone, now);
      const days = booking
        ? namedDays(await booking.days(tx, nextHalfYear(today)))
        : nextPeerDates(facts.catalogue.peer, today);
      return answerWith(days, moment);
    },
  };
}

/** What is told of days, whoever says which they are. */
function tellingDays(facts: ServiceFacts) {
  const { catalogue, calendarWords, factWords } = facts;
  const { peer, phone } = catalogue;
  const fixed = (language: Language) => ({
    peerMinutes: String(peer.minutes),
    peerGroups: String(peer.groupsADay),
    peerTimes: peer.times ? describeSpans(peer.times, calendarWords[language], '\n') : '',
    peerPhone: phone.number,
    peerBooking: factWords[language].booking[peer.times ? 'here' : 'elsewhere'],
  });
  const values = { ja: fixed('ja'), 'ja-easy': fixed('ja-easy'), en: fixed('en') };
  return {
    outcomes: ['days', 'none'],
    values: {
      ...values.ja,
      peerTimes: longestOf(Object.values(values).map(({ peerTimes }) => peerTimes)),
      peerBooking: longestOf(Object.values(values).map(({ peerBooking }) => peerBooking)),
    },
    lists: {
      days: { most, values: longestValues(facts) },
      more: moreDeclaration(languages.map((language) => factWords[language].more)),
    },
    answerWith: (all: readonly PeerDay[], { language, state }: ServiceMoment): ServiceAnswer => {
      const wanted = standpoints.find((each) => each === knownValue(state, 'peerKind'));
      const days = all.filter(({ peers }) => wanted === undefined || peers === wanted);
      const page = pageOf(days, { state, size: most, words: factWords[language].more });
      return {
        outcome: days.length > 0 ? 'days' : 'none',
        values: values[language],
        lists: {
          days: page.items.map((day) => ({ id: day.id, values: valuesOf(day, facts, language) })),
          more: page.more,
        },
      };
    },
  };
}

/** Remembers the days of the day at hand: the rules take a millisecond, and the answer is the same until midnight. */
function withinDay(find: (today: string) => readonly PeerDay[]): (today: string) => readonly PeerDay[] {
  let known: { readonly today: string; readonly days: readonly PeerDay[] } | null = null;
  return (today) => {
    if (known?.today !== today) known = { today, days: find(today) };
    return known.days;
  };
}

function valuesOf(
  { date, ruled, settled, peers }: PeerDay,
  { calendarWords, factWords }: ServiceFacts,
  language: Language,
) {
  const words = factWords[language].peer;
  const inTime = calendarWords[language];
  const moved = fillPattern(words.moved, { ruled: describeDay(ruled, inTime) });
  return {
    label: fillPattern(words.choice, {
      day: describeDay(date, inTime, 'short'),
      peers: words.peers[peers].short,
    }),
    date: describeDay(date, inTime),
    peers: words.peers[peers].title,
    note: settled ? (ruled === date ? '' : moved) : words.asking,
  };
}

function longestValues({ calendarWords, factWords }: ServiceFacts) {
  const inEach = (say: (language: Language) => readonly string[]): string =>
    longestOf(languages.flatMap(say));
  return {
    label: inEach((language) => {
      const { choice, peers } = factWords[language].peer;
      const day = longestDay([calendarWords[language]], 'short');
      return standpoints.map((each) => fillPattern(choice, { day, peers: peers[each].short }));
    }),
    date: longestDay(Object.values(calendarWords)),
    peers: inEach((language) => standpoints.map((each) => factWords[language].peer.peers[each].title)),
    note: inEach((language) => {
      const { asking, moved } = factWords[language].peer;
      return [asking, fillPattern(moved, { ruled: longestDay([calendarWords[language]]) })];
    }),
  };
}
