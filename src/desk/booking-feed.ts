import { Router } from 'express';
import { type Booking, type CalendarFeeds, type StaffFeedWords, staffCalendarFeed } from '../booking';
import { addDays, calendarDay } from '../calendar';
import type { Clock } from '../clock';
import { MadobeError } from '../errors';
import { byAddress, limitBy, neverCached, onlyBy, securityHeaders } from '../http';
import type { Store, Tx } from '../store';
import type { Colleague } from './desk-parts';

/** Where calendars fetch the slots, with whoever's token behind it. */
const PLACE = '/desk/calendar';
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;
/** Many calendars of one house may stand behind one address; each comes once an hour or so. */
const FETCHES = { limit: 120, windowMs: 15 * 60_000 };
/** How far a calendar sees. */
const DAYS_BACK = 31;
const DAYS_AHEAD = 183;

/** What the feed is made of. */
export interface FeedParts {
  readonly store: Store;
  readonly booking: Booking;
  readonly calendarFeeds: CalendarFeeds;
  readonly colleagues: (tx: Tx) => Promise<readonly Colleague[]>;
  readonly feedWords: StaffFeedWords;
  readonly timeZone: string;
  readonly clock: Clock;
}

/** The address at which a calendar fetches the slots of whoever has this token. */
export function feedAddress(origin: string, token: string): string {
  return `${origin}${PLACE}/${token}.ics`;
}

/**
 * Answers calendars, which cannot sign in: the address is the key. Whose it is, whether they still work here and what
 * they may see is looked up at each fetch; an address that was ended, and one that never was, is 404.
 */
export function bookingFeed(parts: FeedParts, baseUrl: string | null): Router {
  const { store, booking, calendarFeeds, clock } = parts;
  const router = Router();
  const isSecure = baseUrl?.startsWith('https:') ?? false;
  router.use(PLACE, ...securityHeaders({ isSecure, framedBy: [], sharable: false }), neverCached);
  router.use(PLACE, limitBy(FETCHES, byAddress, clock));
  router.get(`${PLACE}/:file`, async (request, response) => {
    const token = request.params.file.replace(/\.ics$/, '');
    const now = clock.now();
    const today = calendarDay(now, parts.timeZone);
    const slots = await store.read(async (tx) => {
      const id = tokenPattern.test(token) ? await calendarFeeds.whose(tx, token) : null;
      const whose = (await parts.colleagues(tx)).find((each) => each.id === id);
      if (!whose?.active) throw new MadobeError('not_found');
      const own = whose.role === 'peer' ? { peer: whose.id } : {};
      const range = { from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) };
      return booking.staff.calendar(tx, { ...range, ...own }, now);
    });
    response.type('text/calendar').send(staffCalendarFeed(slots, parts.feedWords, now));
  });
  router.all(`${PLACE}/:file`, onlyBy('GET'));
  return router;
}
