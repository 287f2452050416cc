import type { Booked } from '../../booking';
import type { Language, LiveService } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { type BookingWords, mineAtMost } from './booking-words';

type Scope = TurnScope;

const nothing = {
  mine: '',
  mineMeeting: '',
  offerWhen: '',
  offerPeers: '',
  offerUntil: '',
  offerHow: '',
};

/**
 * `booking-look`: how things stand with the person's own bookings. Values: `mine` (all that they booked or wait for),
 * `mineMeeting` (how one gets in, of the one booking), and `offer…` of a seat that is kept for them.
 *
 * - `offered`: a seat became free for which they waited; the list `ways` has the two ways of meeting
 * - `booked`, `asked`: the one booking they have; `asked` waits for staff
 * - `several`: more than one
 * - `waiting`: none, but places on waiting lists
 * - `free`: none, and there are times here that can be booked or waited for
 * - `none`: none, and nothing can be booked here at present
 *
 * The list `myBookings` has a button for each booking, and `calendarFiles` the address of its calendar file.
 */
export function bookingLook(words: BookingWords): LiveService<Scope> {
  const { longest } = words;
  return {
    outcomes: ['free', 'none', 'offered', 'booked', 'asked', 'several', 'waiting'],
    values: {
      mine: Array.from({ length: mineAtMost + 1 }, () => longest.mine).join('\n\n'),
      mineMeeting: longest.meeting,
      offerWhen: longest.when,
      offerPeers: longest.peers,
      offerUntil: longest.until,
      offerHow: longest.how,
    },
    lists: {
      myBookings: { ...words.times, most: mineAtMost },
      ways: words.ways,
      calendarFiles: words.calendarFiles,
    },
    live: 'reads',
    async perform({ language }, scope) {
      const { tx, person, now, booking } = scope;
      if (!booking) return { outcome: 'none', values: nothing };
      const booked = (await booking.ofPerson(tx, person.id, now)).slice(0, mineAtMost);
      const waiting = await booking.waitlist.ofPerson(tx, person.id, now);
      const offer = waiting.find(({ offeredUntil }) => offeredUntil !== null);
      const values = {
        ...nothing,
        mine: words.all(
          booked,
          waiting.slice(0, 1).map(({ slot }) => slot),
          language,
        ),
        mineMeeting: await meetingOfOnly(booked, { tx, now, booking }, words, language),
      };
      const lists = {
        myBookings: words.choices(
          booked.map(({ slot }) => slot),
          language,
        ),
        ways: words.wayChoices(language),
        calendarFiles: words.calendarItems(booked, scope, language),
      };
      if (offer && offer.offeredUntil !== null) {
        return {
          outcome: 'offered',
          values: {
            ...values,
            offerWhen: words.when(offer.slot, language),
            offerPeers: words.peers(offer.slot.peers, language),
            offerUntil: words.until(offer.offeredUntil, now, language),
            offerHow: words.how(booking.confirmation, language),
          },
          lists,
        };
      }
      const [only] = booked;
      if (only) return { outcome: booked.length > 1 ? 'several' : only.status, values, lists };
      if (waiting.length > 0) return { outcome: 'waiting', values, lists };
      const slots = await booking.free(tx, { full: true }, now);
      return { outcome: slots.length > 0 ? 'free' : 'none', values, lists };
    },
  };
}

async function meetingOfOnly(
  booked: readonly Booked[],
  { tx, now, booking }: Pick<Scope, 'tx' | 'now'> & { readonly booking: NonNullable<Scope['booking']> },
  words: BookingWords,
  language: Language,
): Promise<string> {
  const [only] = booked;
  if (!only || booked.length > 1 || only.status === 'asked') return '';
  const meeting = await booking.meetingOf(tx, only, now);
  return words.meeting(only.way, meeting, { startsAt: only.slot.startsAt, now, language });
}

/**
 * `booking-today`: whether the person has a talk today that has not ended: `today` with `todayWhen` and the list `todays`,
 * or `none`.
 */
export function bookingToday(words: BookingWords, dayOf: (at: number) => string): LiveService<Scope> {
  return {
    outcomes: ['today', 'none'],
    values: { todayWhen: words.longest.when },
    lists: { todays: { ...words.times, most: mineAtMost } },
    live: 'reads',
    async perform({ language }, { tx, person, now, booking }) {
      const booked = (await booking?.ofPerson(tx, person.id, now)) ?? [];
      const todays = booked
        .map(({ slot }) => slot)
        .filter(({ day }) => day === dayOf(now))
        .slice(0, mineAtMost);
      const [first] = todays;
      if (!first) return { outcome: 'none', values: { todayWhen: '' } };
      return {
        outcome: 'today',
        values: { todayWhen: words.when(first, language) },
        lists: { todays: words.choices(todays, language) },
      };
    },
  };
}
