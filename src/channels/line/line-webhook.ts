import { validateSignature } from '@line/bot-sdk';
import express, { type Request, type Response, Router } from 'express';
import type { InboundEvent } from '../../delivery';
import { MadobeError } from '../../errors';
import type { Log } from '../../log';
import { type LineEvent, parseLineEvents } from './line-events';
import { translateEvent } from './translate-event';

/** LINE documents no largest batch; a hundred events of the longest text fit. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

export interface LineWebhookOptions {
  /** Never empty: without a secret there is no webhook. */
  readonly channelSecret: string;
  /** Makes events durable. Rejecting means that LINE is not told they arrived. */
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
  readonly log: Log;
}

/**
 * `POST /line/webhook`. The signature is verified over the raw bytes before anything is read from them, in constant
 * time; without a valid one the answer is 401 and nothing was written. 200 is answered once the events are on the
 * disk, which is long before LINE's two seconds; their turns are taken after that.
 */
export function lineWebhook(options: LineWebhookOptions): Router {
  if (options.channelSecret === '') throw new Error('The LINE webhook needs a channel secret.');
  const router = Router();
  router.post(
    '/line/webhook',
    express.raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: false }),
    async (request: Request, response: Response) => {
      const body = verifiedBody(request, options.channelSecret);
      const { events, unreadable } = readEvents(body);
      if (unreadable > 0) options.log.warn('line.unreadable-events', { count: unreadable });
      const inbound = events.flatMap((event) => translateEvent(event) ?? []);
      if (inbound.length > 0) await options.accept(inbound);
      response.status(200).end();
    },
  );
  return router;
}

function verifiedBody(request: Request, channelSecret: string): Buffer {
  const body: unknown = request.body;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const signature = request.get('x-line-signature');
  if (!signature || !validateSignature(bytes, channelSecret, signature)) {
    throw new MadobeError('signature_invalid');
  }
  return bytes;
}

function readEvents(body: Buffer): { events: LineEvent[]; unreadable: number } {
  try {
    return parseLineEvents(body);
  } catch (cause) {
    throw new MadobeError('body_malformed', { cause });
  }
}
