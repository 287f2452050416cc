import type { Choice, Language, Message } from '../flow';

/** What one request to a channel carries. */
export interface OutboxContent {
  readonly language: Language;
  readonly messages: readonly Message[];
  readonly choices: readonly Choice[];
  readonly replyToken: string | null;
  /** It is itself the plain text in place of a refused message: not replaced again. */
  readonly fallback: boolean;
}

/** What is known after an attempt to send. */
export type Attempt =
  /** The channel has it. */
  | { readonly kind: 'accepted' }
  /** The reply token is not (or no longer) good. */
  | { readonly kind: 'token-refused' }
  /** The channel refuses the content; trying again cannot help. `details` is what it said. */
  | { readonly kind: 'refused'; readonly details: string }
  /** Our credentials were refused. */
  | { readonly kind: 'unauthorised' }
  /** Too fast: certainly not taken. */
  | { readonly kind: 'busy' }
  /** The monthly quota is used up: certainly not taken. */
  | { readonly kind: 'quota' }
  /** It certainly never reached the channel. */
  | { readonly kind: 'not-sent' }
  /** It may have arrived or not: a timeout, a lost connection, a fault at the channel. */
  | { readonly kind: 'unknown' };

/** A channel's month: what is pushed is counted, replies are not. */
export interface Quota {
  /** Null: nothing limits it. */
  readonly limit: number | null;
  readonly used: number;
}

/**
 * A channel whose people come and read what is kept for them, by its id. Nothing is sent there, so nothing waits, fails
 * or arrives twice.
 */
export interface ReadChannel {
  readonly channel: string;
  /** Shows the person that something is being prepared. Best effort; never rejects. */
  showWaiting(personId: string): Promise<void>;
}

/** A channel's way out, as delivery needs it. None of its methods rejects. */
export interface Sender {
  readonly channel: string;
  /** Most messages one request may carry. */
  readonly maxMessages: number;
  /** Answers an event with its token. */
  reply(token: string, content: OutboxContent): Promise<Attempt>;
  /** Sends unasked. The same `retryKey` is taken once by the channel, however often it is sent. */
  push(address: string, content: OutboxContent, retryKey: string): Promise<Attempt>;
  /** Shows the person that something is being prepared. Best effort; nothing depends on it. */
  showWaiting(address: string): Promise<void>;
  /** How many pushes are left of the month; null where nothing limits them, or nobody can tell. Replies are not counted. */
  pushesLeft?(): Promise<number | null>;
  /** What the month allows and has used; null where nobody can tell. */
  quota?(): Promise<Quota | null>;
  /**
   * Shows the person that what this token belongs to, and all before it, was read. False when that may be tried again;
   * nothing depends on it.
   */
  markAsRead?(token: string): Promise<boolean>;
}
