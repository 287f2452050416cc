import type { JsonObject } from './json';

/** A webhook event as it goes over the wire. Its type is open: LINE adds new ones without notice. */
export interface LineEvent extends JsonObject {
  readonly type: string;
  readonly mode: 'active' | 'standby';
  /** Milliseconds since the epoch: when it happened, not when it was sent again. */
  readonly timestamp: number;
  /** Absent on some events (a failed account link). */
  readonly source?: JsonObject;
  readonly webhookEventId: string;
  readonly deliveryContext: { readonly isRedelivery: boolean };
  readonly replyToken?: string;
}

/**
 * What a test says of an event; {@link LineDouble.event} adds the rest. `source: null` leaves the source out.
 * `replyToken: null` leaves out the token that events of this type have.
 */
export interface EventDraft {
  readonly type: string;
  readonly mode?: 'active' | 'standby';
  readonly source?: JsonObject | null;
  readonly replyToken?: string | null;
  readonly webhookEventId?: string;
  readonly timestamp?: number;
  readonly [key: string]: JsonObject[string] | undefined;
}

/** Event types that can be replied to, by LINE's reference. */
export const replyableEvents: ReadonlySet<string> = new Set([
  'message',
  'follow',
  'join',
  'memberJoined',
  'postback',
  'videoPlayComplete',
  'beacon',
  'accountLink',
  'membership',
  'messageEdited',
]);
