import type { Peers, SlotView } from '../../booking';
import { describeDay, fillPattern } from '../../calendar';
import { type Language, type LiveService, languages, type ServiceMoment } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { type BookingWords, timesAtMost } from './booking-words';
import { knownValue } from './known-value';
import { longestDay } from './longest-in-time';
import { longestOf } from './longest-of';
import type { ServiceFacts } from './service-facts';

const bothPeers = ['family', 'person'] as const;
/** So many days of each standpoint are named before one is chosen. */
const DAYS_NAMED = 3;

/**
 * `booking-kinds`: whose standpoints can be booked or waited for: the list `peerKinds` (`family`, `person`), and `kindLines`
 * with their next days. `none`: nothing can be at present.
 */
export function bookingKinds({ factWords, calendarWords }: ServiceFacts): LiveService<TurnScope> {
  const lineOf = (peers: Peers, days: readonly string[], language: Language): string => {
    const { booking, peer } = factWords[language];
    return fillPattern(booking.kind, { peers: peer.peers[peers].title, days: days.join(booking.joinedBy) });
  };
  const longestLines = longestOf(
    languages.map((language) => {
      const days = Array.from({ length: DAYS_NAMED }, () => longestDay([calendarWords[language]]));
      return bothPeers.map((peers) => lineOf(peers, days, language)).join('\n');
    }),
  );
  return {
    outcomes: ['some', 'none'],
    values: { kindLines: longestLines },
    lists: {
      peerKinds: {
        most: bothPeers.length,
        values: {
          label: longestOf(
            languages.flatMap((language) =>
              bothPeers.map((peers) => factWords[language].peer.peers[peers].short),
            ),
          ),
        },
      },
    },
    live: 'reads',
    async perform({ language }, { tx, now, booking }) {
      const slots = (await booking?.free(tx, { full: true }, now)) ?? [];
      const kinds = bothPeers.filter((peers) => slots.some((slot) => slot.peers === peers));
      const daysOf = (peers: Peers) =>
        [...new Set(slots.filter((slot) => slot.peers === peers).map(({ day }) => day))]
          .slice(0, DAYS_NAMED)
          .map((day) => describeDay(day, calendarWords[language]));
      return {
        outcome: kinds.length > 0 ? 'some' : 'none',
        values: { kindLines: kinds.map((peers) => lineOf(peers, daysOf(peers), language)).join('\n') },
        lists: {
          peerKinds: kinds.map((peers) => ({
            id: peers,
            values: { label: factWords[language].peer.peers[peers].short },
          })),
        },
      };
    },
  };
}

/**
 * `booking-times`: which times have room, of the standpoint under `peerKind` (anything else: of both). The list `times` has
 * them, `timeLines` says them.
 *
 * - `free`
 * - `full`: there are times, and all their seats are taken
 * - `none`: there are no times
 */
export function bookingTimes(words: BookingWords): LiveService<TurnScope> {
  return {
    outcomes: ['free', 'full', 'none'],
    values: { timeLines: longestLines(words) },
    lists: { times: words.times },
    live: 'reads',
    async perform(at, scope) {
      const slots = await slotsFor(at, scope);
      const free = slots.filter(({ seatsLeft }) => seatsLeft > 0);
      const outcome = free.length > 0 ? 'free' : slots.length > 0 ? 'full' : 'none';
      return { outcome, ...timesIn(free, words, at.language) };
    },
  };
}

/**
 * `booking-day`: which times have room on the typed day, held as `wishedDay`: the list `dayTimes`, and `dayLines`.
 *
 * - `free`: the times of that day
 * - `other`: none on that day; the times of other days
 * - `none`: none at all
 */
export function bookingDay(words: BookingWords): LiveService<TurnScope> {
  return {
    outcomes: ['free', 'other', 'none'],
    values: { dayLines: longestLines(words) },
    lists: { dayTimes: words.times },
    live: 'reads',
    async perform(at, scope) {
      const free = (await slotsFor(at, scope)).filter(({ seatsLeft }) => seatsLeft > 0);
      const thatDay = free.filter(({ day }) => day === knownValue(at.state, 'wishedDay'));
      const outcome = thatDay.length > 0 ? 'free' : free.length > 0 ? 'other' : 'none';
      const { values, lists } = timesIn(thatDay.length > 0 ? thatDay : free, words, at.language);
      return { outcome, values: { dayLines: values.timeLines }, lists: { dayTimes: lists.times } };
    },
  };
}

/** `booking-full`: the times that one can wait for: `some` with the list `fullTimes` and `fullLines`, or `none`. */
export function bookingFull(words: BookingWords): LiveService<TurnScope> {
  return {
    outcomes: ['some', 'none'],
    values: { fullLines: longestLines(words) },
    lists: { fullTimes: words.times },
    live: 'reads',
    async perform(at, scope) {
      const full = (await slotsFor(at, scope))
        .filter(({ seatsLeft }) => seatsLeft === 0)
        .slice(0, timesAtMost);
      return {
        outcome: full.length > 0 ? 'some' : 'none',
        values: { fullLines: words.lines(full, at.language) },
        lists: { fullTimes: words.choices(full, at.language) },
      };
    },
  };
}

function longestLines({ longest }: BookingWords): string {
  return Array.from({ length: timesAtMost }, () => longest.line).join('\n');
}

function timesIn(free: readonly SlotView[], words: BookingWords, language: Language) {
  const shown = free.slice(0, timesAtMost);
  return {
    values: { timeLines: words.lines(shown, language) },
    lists: { times: words.choices(shown, language) },
  };
}

async function slotsFor(
  { state }: ServiceMoment,
  { tx, now, booking }: TurnScope,
): Promise<readonly SlotView[]> {
  const peers = bothPeers.find((each) => each === knownValue(state, 'peerKind'));
  return (await booking?.free(tx, { ...(peers && { peers }), full: true }, now)) ?? [];
}
