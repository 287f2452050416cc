import { z } from 'zod';
import { type FlowEvent, languages, mediaKinds } from '../flow';

/** What happened, free of any channel's format. */
export type Happening =
  /**
   * The person said, tapped or sent something. `messageId` is the channel's, by which it may be taken back; `readToken` is
   * what the channel wants to hear when somebody has read it.
   */
  | {
      readonly kind: 'said';
      readonly event: FlowEvent;
      readonly messageId: string | null;
      readonly readToken?: string;
    }
  /** The person left or blocked us. */
  | { readonly kind: 'left' }
  /** The person took a message back. */
  | { readonly kind: 'unsent'; readonly messageId: string }
  /** Something was said in a group or room, or we were put into one. Nothing of it is kept. */
  | { readonly kind: 'in-place'; readonly place: string }
  /** We are no longer in that group or room. */
  | { readonly kind: 'out-of-place'; readonly place: string };

/** An event as a channel hands it over. */
export interface InboundEvent {
  /** The channel's name, `line` or `web`. */
  readonly channel: string;
  /** The channel's own id of the event; the same on every redelivery. */
  readonly eventId: string;
  /** The channel's id of the person, or null where there is nobody (groups). */
  readonly address: string | null;
  readonly happening: Happening;
  /** When it happened at the person's side. Milliseconds since the epoch. */
  readonly happenedAt: number;
  /** Lets the answer go out for free while it is fresh; null where the channel gives none. */
  readonly replyToken: string | null;
}

const flowEventSchema: z.ZodType<FlowEvent> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('followed'), language: z.enum(languages).exactOptional() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('chosen'), data: z.string() }),
  z.object({ kind: z.literal('media'), media: z.enum(mediaKinds) }),
]);

/** The part of an event that waits in the inbox for its turn. */
const waitingEventSchema = z.object({
  happening: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('said'),
      event: flowEventSchema,
      messageId: z.string().nullable(),
      readToken: z.string().exactOptional(),
    }),
    z.object({ kind: z.literal('left') }),
    z.object({ kind: z.literal('unsent'), messageId: z.string() }),
  ]),
  replyToken: z.string().nullable(),
});
export type WaitingEvent = z.infer<typeof waitingEventSchema>;

/** Reads what an earlier process, perhaps of another version, wrote. Throws when it is not understood. */
export function parseWaitingEvent(json: string): WaitingEvent {
  return waitingEventSchema.parse(JSON.parse(json));
}
