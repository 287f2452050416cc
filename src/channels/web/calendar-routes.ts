import { Router } from 'express';
import { calendarFile } from '../../booking';
import { MadobeError } from '../../errors';
import { neverCached, onlyBy, securityHeaders } from '../../http';
import { rateLimits } from './rate-limits';
import type { WebChannelParts } from './web-channel-parts';

const PLACE = '/calendar';

/**
 * Where a person's calendar fetches the file of one booking. The address itself is what allows it: calendars have no cookie,
 * and the file is to be had on a device that knows nothing of this place. It can be fetched again and again, and is as the
 * booking is then; once that was cancelled or forgotten, there is nothing.
 */
export function calendarRoutes(parts: WebChannelParts): Router {
  const { store, people, conversations, booking, clock } = parts;
  const isSecure = parts.setting.baseUrl?.startsWith('https:') ?? false;
  const limits = rateLimits(parts.cookie, clock);
  const router = Router();
  router.use(PLACE, limits.way, ...securityHeaders({ isSecure, framedBy: [], sharable: false }), neverCached);
  router.get(`${PLACE}/:file`, async (request, response) => {
    const token = request.params.file.replace(/\.ics$/, '');
    const file = await store.read(async (tx) => {
      const booked = await booking.bookedByToken(tx, token);
      const person = booked && (await people.open(tx, booked.personId));
      if (!booked || !person) throw new MadobeError('not_found');
      const title = parts.calendarTitle(await conversations.languageOf(tx, person));
      return calendarFile(booked, { title }, clock.now());
    });
    response.type('text/calendar').set('content-disposition', 'inline; filename="calendar.ics"').send(file);
  });
  router.all(`${PLACE}/:file`, onlyBy('GET'));
  return router;
}
