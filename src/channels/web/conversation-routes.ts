import { Router } from 'express';
import { numberOf } from '../../http';
import { postMessageSchema } from './api';
import { bodyOf } from './body-of';
import type { ConversationReader } from './conversation-reader';
import type { LiveStreams } from './live-streams';
import type { Limits } from './rate-limits';
import type { WebChannelParts } from './web-channel-parts';

const PAGE = 50;
const PAGE_AT_MOST = 100;

/** Reading along, and saying something. */
export function conversationRoutes(
  parts: WebChannelParts,
  limits: Limits,
  live: { readonly reader: ConversationReader; readonly streams: LiveStreams },
): Router {
  const { store, people, visitors, clock } = parts;
  const router = Router();

  router.get('/conversation', async (request, response) => {
    const { person } = await visitors.of(request);
    const before = numberOf(request.query.before);
    const limit = Math.min(Math.max(numberOf(request.query.limit) ?? PAGE, 1), PAGE_AT_MOST);
    response.json(await store.read((tx) => live.reader.before(tx, person, before, limit)));
  });

  router.get('/events', limits.stream, async (request, response) => {
    const visitor = await visitors.of(request);
    if (request.method === 'HEAD') {
      // Nothing would ever come, and nothing would ever end.
      response.type('text/event-stream').end();
      return;
    }
    // A browser that reconnects by itself tells what it saw last; a page that connects anew asks by its address.
    const after = numberOf(request.get('last-event-id')) ?? numberOf(request.query.after);
    await live.streams.open(visitor, response, after);
  });

  router.post('/messages', limits.message, async (request, response) => {
    const { id, event } = bodyOf(request, postMessageSchema);
    const { person } = await visitors.of(request);
    const address = await store.write((tx) => people.giveAddress(tx, person, 'web'));
    await parts.accept([
      {
        channel: 'web',
        eventId: id,
        address,
        happening: { kind: 'said', event, messageId: id },
        happenedAt: clock.now(),
        replyToken: null,
      },
    ]);
    response.status(202).json({});
  });

  return router;
}
