import type { Booked, NoSeat } from '../../booking';
import type { LiveService, ServiceMoment } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { type BookingWords, mineAtMost, timesAtMost } from './booking-words';
import { knownValue } from './known-value';

const noSeats = ['full', 'closed', 'gone', 'already'] as const satisfies readonly NoSeat[];

/**
 * `booking-change-times`: to which times the booking under `mySlot` can be changed, with peers of the same standpoint. With
 * one booking it is that one.
 *
 * - `free`: the list `times` and `timeLines`
 * - `none`: no other time has room
 * - `which`: there are several bookings, and none of them was chosen; the list `myBookings` has them
 * - `nothing`: there is no booking
 */
export function bookingChangeTimes(words: BookingWords): LiveService<TurnScope> {
  return {
    outcomes: ['free', 'none', 'which', 'nothing'],
    values: {
      timeLines: Array.from({ length: timesAtMost }, () => words.longest.line).join('\n'),
      changeWhen: words.longest.when,
    },
    lists: { times: words.times, myBookings: { ...words.times, most: mineAtMost } },
    live: 'reads',
    async perform(at, scope) {
      const { tx, person, now, booking } = scope;
      const none = { timeLines: words.lines([], at.language), changeWhen: '' };
      const booked = await chosenOf(at, scope);
      if (booked === 'nothing' || !booking) return { outcome: 'nothing', values: none };
      if (booked === 'which') {
        const mine = (await booking.ofPerson(tx, person.id, now)).slice(0, mineAtMost);
        const slots = mine.map(({ slot }) => slot);
        return { outcome: 'which', values: none, lists: { myBookings: words.choices(slots, at.language) } };
      }
      const { peers, id } = booked.slot;
      const free = (await booking.free(tx, { peers }, now))
        .filter((slot) => slot.id !== id && slot.seatsLeft > 0)
        .slice(0, timesAtMost);
      return {
        outcome: free.length > 0 ? 'free' : 'none',
        values: {
          timeLines: words.lines(free, at.language),
          changeWhen: words.when(booked.slot, at.language),
        },
        lists: { times: words.choices(free, at.language) },
      };
    },
  };
}

/**
 * `booking-change`: changes that booking to the time under `slot`. Until it is changed the old time stays: `changed`, or
 * `asked` where staff confirm it, with `changedMine`; `nothing` where there is no booking; or why there is no seat.
 */
export function bookingChange(words: BookingWords): LiveService<TurnScope> {
  return {
    outcomes: ['changed', 'asked', 'nothing', ...noSeats],
    values: { changedMine: words.longest.mine },
    lists: { calendarFiles: { ...words.calendarFiles, most: 1 } },
    live: 'acts',
    async perform(at, scope) {
      const { tx, person, now, booking } = scope;
      const booked = await chosenOf(at, scope);
      const to = knownValue(at.state, 'slot');
      const none = { values: { changedMine: '' }, lists: { calendarFiles: [] } };
      if (!booking || typeof booked === 'string') return { outcome: 'nothing', ...none };
      const changed =
        to === null ? 'gone' : await booking.change(tx, person.id, { from: booked.slot.id, to }, now);
      if (typeof changed === 'string') return { outcome: changed, ...none };
      const outcome = changed.status === 'asked' ? 'asked' : 'changed';
      return {
        outcome,
        values: { changedMine: words.mine(changed, at.language) },
        lists: { calendarFiles: words.calendarItems([changed], scope, at.language) },
      };
    },
  };
}

/**
 * `booking-cancel`: ends the booking under `mySlot`: `cancelled` with `cancelledWhen`; `gone` where there is none (any more).
 * No reason is asked, and nothing is counted.
 */
export function bookingCancel(words: BookingWords): LiveService<TurnScope> {
  return {
    outcomes: ['cancelled', 'gone'],
    values: { cancelledWhen: words.longest.when },
    live: 'acts',
    async perform({ state, language }, { tx, person, now, booking }) {
      const slot = knownValue(state, 'mySlot');
      const cancelled = slot === null ? null : ((await booking?.cancel(tx, person.id, slot, now)) ?? null);
      return cancelled
        ? { outcome: 'cancelled', values: { cancelledWhen: words.when(cancelled.slot, language) } }
        : { outcome: 'gone', values: { cancelledWhen: '' } };
    },
  };
}

/**
 * `booking-wait`: waits for a seat of the time under `waitSlot`: `waiting` with `waitWhen`; `free` where there is a seat
 * after all; or why one cannot wait.
 */
export function bookingWait(words: BookingWords): LiveService<TurnScope> {
  return {
    outcomes: ['waiting', 'free', 'closed', 'gone', 'already'],
    values: { waitWhen: words.longest.when },
    live: 'acts',
    async perform({ state, language }, { tx, person, now, booking }) {
      const slot = knownValue(state, 'waitSlot');
      const waiting =
        booking && slot !== null ? await booking.waitlist.wait(tx, person.id, slot, now) : 'gone';
      return typeof waiting === 'string'
        ? { outcome: waiting, values: { waitWhen: '' } }
        : { outcome: 'waiting', values: { waitWhen: words.when(waiting.slot, language) } };
    },
  };
}

/** `booking-leave`: the person does not wait any more: `left`, also when they did not. */
export const bookingLeave: LiveService<TurnScope> = {
  outcomes: ['left'],
  values: {},
  live: 'acts',
  async perform(_, { tx, person, now, booking }) {
    const waiting = (await booking?.waitlist.ofPerson(tx, person.id, now)) ?? [];
    for (const { slot } of waiting) await booking?.waitlist.leave(tx, person.id, slot.id);
    return { outcome: 'left', values: {} };
  },
};

/** The booking under `mySlot`, or the only one. */
async function chosenOf(
  { state }: ServiceMoment,
  { tx, person, now, booking }: TurnScope,
): Promise<Booked | 'which' | 'nothing'> {
  const booked = (await booking?.ofPerson(tx, person.id, now)) ?? [];
  const chosen = knownValue(state, 'mySlot');
  const [only] = booked;
  if (chosen !== null) return booked.find(({ slot }) => slot.id === chosen) ?? 'nothing';
  if (!only) return 'nothing';
  return booked.length > 1 ? 'which' : only;
}
