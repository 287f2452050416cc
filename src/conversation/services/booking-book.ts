import type { Booked, NoSeat, Way } from '../../booking';
import type { LiveService, ServiceAnswer, ServiceMoment } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import type { BookingWords } from './booking-words';
import { knownValue } from './known-value';

/** Written out, so that whoever only checks flows loads no store. */
const ways = ['online', 'phone'] as const satisfies readonly Way[];
const noSeats = ['full', 'closed', 'gone', 'already'] as const satisfies readonly NoSeat[];

/**
 * `booking-hold`: keeps a seat of the time under `slot` while its booking is finished: `held`, or why there is none.
 */
export const bookingHold: LiveService<TurnScope> = {
  outcomes: ['held', ...noSeats],
  values: {},
  live: 'acts',
  async perform({ state }, { tx, person, now, booking }) {
    const slot = knownValue(state, 'slot');
    if (!booking || slot === null) return { outcome: 'gone', values: {} };
    const held = await booking.hold(tx, person.id, slot, now);
    return { outcome: typeof held === 'string' ? held : 'held', values: {} };
  },
};

/**
 * `booking-held`: what is kept for the person: `held` with `heldWhen`, `heldPeers`, `heldUntil`, `heldHow` (at once, or by
 * staff) and the list `ways`; `over` where nothing is, or another time than the one under `slot`.
 */
export function bookingHeld(words: BookingWords): LiveService<TurnScope> {
  const { when, peers, until, how } = words.longest;
  return {
    outcomes: ['held', 'over'],
    values: { heldWhen: when, heldPeers: peers, heldUntil: until, heldHow: how },
    lists: { ways: words.ways },
    live: 'reads',
    async perform({ state, language }, { tx, person, now, booking }) {
      const slot = knownValue(state, 'slot');
      const held = (await booking?.heldBy(tx, person.id, now)) ?? null;
      if (held === null || (slot !== null && slot !== held.slot.id)) {
        return { outcome: 'over', values: { heldWhen: '', heldPeers: '', heldUntil: '', heldHow: '' } };
      }
      return {
        outcome: 'held',
        values: {
          heldWhen: words.when(held.slot, language),
          heldPeers: words.peers(held.slot.peers, language),
          heldUntil: words.until(held.until, now, language),
          heldHow: words.how(booking?.confirmation ?? 'at-once', language),
        },
        lists: { ways: words.wayChoices(language) },
      };
    },
  };
}

/**
 * `booking-confirm`: books the time under `slot`, to meet as `bookingWay` says: `booked`, or `asked` where staff confirm it,
 * or why there is no seat. Values `bookedMine` and `bookedMeeting`; the list
 * `calendarFiles` with the address of its calendar file, where there is one.
 */
export function bookingConfirm(words: BookingWords): LiveService<TurnScope> {
  return {
    outcomes: ['booked', 'asked', ...noSeats],
    values: bookedValues(words),
    lists: { calendarFiles: { ...words.calendarFiles, most: 1 } },
    live: 'acts',
    async perform(at, scope) {
      const slot = knownValue(at.state, 'slot');
      return slot === null ? toldOf('gone', at, scope, words) : confirm(slot, at, scope, words);
    },
  };
}

/** `booking-take`: books the seat that is offered to the person, with the same outcomes and values. */
export function bookingTake(words: BookingWords): LiveService<TurnScope> {
  return {
    outcomes: ['booked', 'asked', ...noSeats],
    values: bookedValues(words),
    lists: { calendarFiles: { ...words.calendarFiles, most: 1 } },
    live: 'acts',
    async perform(at, scope) {
      const offer = await offerOf(scope);
      return offer === null ? toldOf('gone', at, scope, words) : confirm(offer, at, scope, words);
    },
  };
}

/** `booking-release`: lets go of what is kept for the person: `released`, also when nothing was. */
export const bookingRelease: LiveService<TurnScope> = {
  outcomes: ['released'],
  values: {},
  live: 'acts',
  async perform(_, { tx, person, booking }) {
    await booking?.release(tx, person.id);
    return { outcome: 'released', values: {} };
  },
};

/** `booking-decline`: the person does not want the seat that is offered, and keeps their place: `declined`, or `none`. */
export const bookingDecline: LiveService<TurnScope> = {
  outcomes: ['declined', 'none'],
  values: {},
  live: 'acts',
  async perform(_, scope) {
    const { tx, person, now, booking } = scope;
    const slot = await offerOf(scope);
    if (!booking || slot === null) return { outcome: 'none', values: {} };
    await booking.waitlist.decline(tx, person.id, slot, now);
    return { outcome: 'declined', values: {} };
  },
};

async function offerOf({ tx, person, now, booking }: TurnScope): Promise<string | null> {
  const waiting = (await booking?.waitlist.ofPerson(tx, person.id, now)) ?? [];
  return waiting.find(({ offeredUntil }) => offeredUntil !== null)?.slot.id ?? null;
}

async function confirm(
  slot: string,
  at: ServiceMoment,
  scope: TurnScope,
  words: BookingWords,
): Promise<ServiceAnswer> {
  const { tx, person, now, booking } = scope;
  const way = wayIn(at);
  const booked = booking && way ? await booking.confirm(tx, person.id, slot, { way }, now) : 'gone';
  return toldOf(booked, at, scope, words);
}

function wayIn({ state }: ServiceMoment): Way | undefined {
  const chosen = knownValue(state, 'bookingWay');
  return ways.find((way) => way === chosen);
}

function bookedValues({ longest }: BookingWords) {
  return { bookedMine: longest.mine, bookedMeeting: longest.meeting };
}

async function toldOf(
  booked: Booked | NoSeat,
  { language }: ServiceMoment,
  scope: TurnScope,
  words: BookingWords,
): Promise<ServiceAnswer> {
  const { tx, now, booking } = scope;
  if (typeof booked === 'string' || !booking) {
    const outcome = typeof booked === 'string' ? booked : 'gone';
    return { outcome, values: { bookedMine: '', bookedMeeting: '' }, lists: { calendarFiles: [] } };
  }
  const meeting = await booking.meetingOf(tx, booked, now);
  const { startsAt } = booked.slot;
  return {
    outcome: booked.status,
    values: {
      bookedMine: words.mine(booked, language),
      bookedMeeting:
        booked.status === 'asked' ? '' : words.meeting(booked.way, meeting, { startsAt, now, language }),
    },
    lists: { calendarFiles: words.calendarItems([booked], scope, language) },
  };
}
