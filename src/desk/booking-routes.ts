import type { Request, Response } from 'express';
import type { Affected, Booked } from '../booking';
import { addDays, type DateRange } from '../calendar';
import { MadobeError } from '../errors';
import type { Role } from '../staff';
import type { Tx } from '../store';
import {
  addDaySchema,
  addSlotSchema,
  type BookingChange,
  bookingNoteSchema,
  type CalendarFeed,
  type CalendarFeedAddress,
  emptySchema,
  moveDaySchema,
  moveSlotSchema,
  slotMeetingSchema,
  slotPeersSchema,
} from './api';
import { feedAddress } from './booking-feed';
import { calendarFor } from './booking-views';
import { type DeskParts, talkers } from './desk-parts';
import { type DeskRoute, pathPart, route } from './desk-route';
import { staffOf } from './guard';
import { limits } from './limits';
import { Malformed } from './malformed';
import type { PeopleAtDesk } from './people-at-desk';

/** Who sees every slot and may change them. */
const planners: readonly Role[] = ['counsellor', 'supervisor', 'administrator'];
const everybody: readonly Role[] = [...planners, 'peer'];
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** What booking routes share with the rest of the desk. */
export interface BookingRouteParts extends DeskParts {
  readonly atDesk: PeopleAtDesk;
  /** Where staff reach this server; null when nobody has said. */
  readonly baseUrl: string | null;
}

/**
 * Talks with peers: who comes when, and what staff decide. Whoever is affected by a change is told of it in the
 * transaction that makes it.
 */
export function bookingRoutes(parts: BookingRouteParts): readonly DeskRoute[] {
  const { store, booking, people, audit, calendarFeeds, bookingNotices, clock } = parts;

  /** Notes who did what, tells all that it affects, and answers how many they are. */
  const tell = async (tx: Tx, staff: string, action: string, affected: readonly Affected[]) => {
    const about = new Set(affected.map(({ personId }) => personId));
    if (about.size === 0) await audit.note(tx, staff, action, null, clock.now());
    for (const person of about) await audit.note(tx, staff, action, person, clock.now());
    tx.notify('booking', '');
    return { told: await bookingNotices.tellAffected(tx, affected, clock.now()) };
  };
  const change = async (
    response: Response,
    action: string,
    work: (tx: Tx, staff: string, now: number) => Promise<readonly Affected[]>,
    status = 200,
  ): Promise<void> => {
    const { id: staff } = staffOf(response);
    const answer = await store.write(
      async (tx): Promise<BookingChange> => tell(tx, staff, action, await work(tx, staff, clock.now())),
    );
    response.status(status).json(answer);
  };
  /** What was done to a slot. Throws unless there is such a slot, and it has not begun. */
  const ofSlot = async <Done>(tx: Tx, id: string, done: Done | null | false): Promise<Done> => {
    if (done !== null && done !== false) return done;
    if (!(await booking.find(tx, id, clock.now()))) throw new MadobeError('not_found');
    throw new MadobeError('desk_booking_over');
  };
  /** Throws unless the day has slots that have not begun, now that something was done to it. */
  const ofDay = async (tx: Tx, day: string): Promise<void> => {
    const slots = await booking.staff.calendar(tx, { from: day, to: day }, clock.now());
    if (slots.some(({ startsAt }) => startsAt > clock.now())) return;
    throw new MadobeError(slots.length > 0 ? 'desk_booking_over' : 'not_found');
  };
  const bookedWith = async (tx: Tx, id: string): Promise<Booked> => {
    const booked = await booking.booked(tx, id);
    if (!booked) throw new MadobeError('not_found');
    return booked;
  };

  return [
    route('GET', '/bookings', everybody, null, async ({ request, response }) => {
      const range = rangeOf(request);
      const me = staffOf(response);
      const now = clock.now();
      response.json(await store.read((tx) => calendarFor(tx, parts, { me, range, now })));
    }),

    route('POST', '/bookings/slots', planners, addSlotSchema, ({ body, response }) =>
      change(
        response,
        'booking.slot-add',
        async (tx, staff, now) => {
          if (!(await booking.staff.addSlot(tx, staff, body, now))) throw new Malformed('day');
          return [];
        },
        201,
      ),
    ),

    route('POST', '/bookings/days', planners, addDaySchema, ({ body, response }) =>
      change(
        response,
        'booking.day-add',
        async (tx, staff, now) => {
          if (!booking.hasTimes) throw new MadobeError('desk_booking_no_times');
          const added = await booking.staff.addDay(tx, staff, body, now);
          if (added.length === 0) throw new Malformed('day');
          return [];
        },
        201,
      ),
    ),

    route('POST', '/bookings/slots/:id/close', planners, emptySchema, ({ request, response }) =>
      change(response, 'booking.slot-close', async (tx, staff, now) => {
        const id = pathPart(request);
        return ofSlot(tx, id, await booking.staff.closeSlot(tx, staff, id, now));
      }),
    ),

    route('POST', '/bookings/slots/:id/open', planners, emptySchema, ({ request, response }) =>
      change(response, 'booking.slot-open', async (tx, staff, now) => {
        const id = pathPart(request);
        await ofSlot(tx, id, await booking.staff.openSlot(tx, staff, id, now));
        return [];
      }),
    ),

    route('POST', '/bookings/slots/:id/move', planners, moveSlotSchema, ({ body, request, response }) =>
      change(response, 'booking.slot-move', async (tx, staff, now) => {
        const id = pathPart(request);
        const slot = await booking.find(tx, id, now);
        const moved = await booking.staff.moveSlot(tx, staff, id, body, now);
        if (moved === null && slot && slot.startsAt > now) throw new Malformed('day');
        return ofSlot(tx, id, moved);
      }),
    ),

    route(
      'POST',
      '/bookings/slots/:id/who',
      planners,
      slotPeersSchema,
      async ({ body, request, response }) => {
        const id = pathPart(request);
        const { id: staff } = staffOf(response);
        await store.write(async (tx) => {
          const peers = (await parts.colleagues(tx)).filter(({ role, active }) => role === 'peer' && active);
          if (!body.who.every((each) => peers.some((peer) => peer.id === each))) throw new Malformed('who');
          if (!(await booking.staff.setPeers(tx, id, body.who))) throw new MadobeError('not_found');
          await audit.note(tx, staff, 'booking.slot-who', null, clock.now());
          tx.notify('booking', '');
        });
        response.status(204).end();
      },
    ),

    route(
      'POST',
      '/bookings/slots/:id/meeting',
      planners,
      slotMeetingSchema,
      async ({ body, request, response }) => {
        const id = pathPart(request);
        const { id: staff } = staffOf(response);
        await store.write(async (tx) => {
          if (!(await booking.staff.setMeeting(tx, id, body.link))) throw new MadobeError('not_found');
          await audit.note(tx, staff, 'booking.slot-meeting', null, clock.now());
          tx.notify('booking', '');
        });
        response.status(204).end();
      },
    ),

    route('POST', '/bookings/days/:day/close', planners, emptySchema, ({ request, response }) =>
      change(response, 'booking.day-close', async (tx, staff, now) => {
        const day = dayIn(request);
        const affected = await booking.staff.closeDay(tx, staff, day, now);
        await ofDay(tx, day);
        return affected;
      }),
    ),

    route('POST', '/bookings/days/:day/keep', planners, emptySchema, ({ request, response }) =>
      change(response, 'booking.day-keep', async (tx, staff, now) => {
        const day = dayIn(request);
        await booking.staff.keepDay(tx, staff, day, now);
        await ofDay(tx, day);
        return [];
      }),
    ),

    route('POST', '/bookings/days/:day/move', planners, moveDaySchema, ({ body, request, response }) =>
      change(response, 'booking.day-move', async (tx, staff, now) => {
        const day = dayIn(request);
        const { moved, affected } = await booking.staff.moveDay(tx, staff, day, body.to, now);
        if (moved === 0) {
          await ofDay(tx, day);
          throw new Malformed('to');
        }
        return affected;
      }),
    ),

    route('POST', '/bookings/:id/accept', talkers, emptySchema, async ({ request, response }) => {
      const id = pathPart(request);
      const { id: staff } = staffOf(response);
      const answer = await store.write(async (tx): Promise<BookingChange> => {
        const before = await bookedWith(tx, id);
        await people.hold(tx, before.personId);
        const wasAsked = (await bookedWith(tx, id)).status === 'asked';
        const booked = await booking.staff.accept(tx, id);
        if (!booked || !wasAsked) return { told: 0 };
        await audit.note(tx, staff, 'booking.accept', booked.personId, clock.now());
        tx.notify('booking', '');
        return { told: (await bookingNotices.tellSettled(tx, booked, clock.now())) ? 1 : 0 };
      });
      response.json(answer);
    }),

    route('POST', '/bookings/:id/refuse', talkers, emptySchema, ({ request, response }) =>
      change(response, 'booking.refuse', async (tx) => {
        const refused = await booking.staff.refuse(tx, pathPart(request));
        if (!refused) throw new MadobeError('not_found');
        return [refused];
      }),
    ),

    route('PUT', '/bookings/:id/note', talkers, bookingNoteSchema, async ({ body, request, response }) => {
      const id = pathPart(request);
      const { id: staff } = staffOf(response);
      await store.write(async (tx) => {
        const { personId } = await bookedWith(tx, id);
        const person = await people.lock(tx, personId);
        if (!person || !(await booking.staff.setNote(tx, person, id, body.note))) {
          throw new MadobeError('not_found');
        }
        await audit.note(tx, staff, 'booking.note', personId, clock.now());
        tx.notify('booking', '');
      });
      response.status(204).end();
    }),

    route('GET', '/bookings/feed', everybody, null, async ({ response }) => {
      const has = await store.read((tx) => calendarFeeds.has(tx, staffOf(response).id));
      response.json({ has } satisfies CalendarFeed);
    }),

    route('POST', '/bookings/feed', everybody, emptySchema, async ({ request, response }) => {
      const { id: staff } = staffOf(response);
      const token = await store.write(async (tx) => {
        await audit.note(tx, staff, 'booking.feed-make', null, clock.now());
        return calendarFeeds.make(tx, staff);
      });
      const origin = parts.baseUrl ?? `${request.protocol}://${request.get('host')}`;
      response.status(201).json({ address: feedAddress(origin, token) } satisfies CalendarFeedAddress);
    }),

    route('DELETE', '/bookings/feed', everybody, null, async ({ response }) => {
      const { id: staff } = staffOf(response);
      await store.write(async (tx) => {
        await calendarFeeds.end(tx, staff);
        await audit.note(tx, staff, 'booking.feed-end', null, clock.now());
      });
      response.status(204).end();
    }),
  ];
}

/** The days of the query. Throws `desk_malformed` with the name of what is no day, or too far away. */
function rangeOf({ query }: Request): DateRange {
  const read = (name: 'from' | 'to'): string => {
    const given = query[name];
    if (typeof given !== 'string' || !isDate(given)) throw new Malformed(name);
    return given;
  };
  const from = read('from');
  const to = read('to');
  if (to < from || to >= addDays(from, limits.calendarDays)) throw new Malformed('to');
  return { from, to };
}

/** The `:day` of a path. Throws `not_found` for what is no day. */
function dayIn(request: Request): string {
  const day = pathPart(request, 'day');
  if (!isDate(day)) throw new MadobeError('not_found');
  return day;
}

/** Whether this is a day that there is: `2027-02-30` is none. */
function isDate(text: string): boolean {
  const at = datePattern.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
