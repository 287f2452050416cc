import { z } from 'zod';

/**
 * What Madobe reads of LINE's webhook. LINE adds event types, properties and values without notice, so everything
 * that is not needed is left unread, and an event that does not even have these is passed over.
 */
const eventSchema = z.object({
  type: z.string(),
  webhookEventId: z.string().min(1),
  /** Whole milliseconds since the epoch. */
  timestamp: z.int(),
  mode: z.string().optional(),
  replyToken: z.string().optional(),
  source: z
    .object({
      type: z.string(),
      userId: z.string().optional(),
      groupId: z.string().optional(),
      roomId: z.string().optional(),
    })
    .optional(),
  message: z
    .object({
      type: z.string(),
      id: z.string(),
      text: z.string().optional(),
      // Only where chat is on in LINE's own console. One that cannot be right is as good as none.
      markAsReadToken: z.string().min(1).max(1_000).optional().catch(undefined),
    })
    .optional(),
  unsend: z.object({ messageId: z.string() }).optional(),
  postback: z.object({ data: z.string() }).optional(),
});
export type LineEvent = z.infer<typeof eventSchema>;

const bodySchema = z.object({ events: z.array(z.unknown()) });

/**
 * The events of a webhook body whose signature was verified. Throws when the body is not what LINE documents at all;
 * single events that are not understood are left out and counted.
 */
export function parseLineEvents(body: Buffer): { events: LineEvent[]; unreadable: number } {
  const { events: raw } = bodySchema.parse(JSON.parse(body.toString('utf8')));
  const events = raw.flatMap((event) => eventSchema.safeParse(event).data ?? []);
  return { events, unreadable: raw.length - events.length };
}
