import type { Choice, Message } from './message';
import type { Services } from './service';
import type { ConversationState } from './state';

/** What surrounds a turn. */
export interface TurnContext {
  /** Milliseconds since the epoch: when the turn is taken. */
  readonly now: number;
  /** When the event happened at the person's side (milliseconds since the epoch). */
  readonly happenedAt: number;
  /** An opaque, content-free reference to the message being answered; copied into the facts it teaches. */
  readonly source: string;
  /** Changes from person to person, never over time: chooses the offered nickname. */
  readonly seed: number;
  readonly services: Services;
}

/** What the outside must do in the turn's own transaction. */
export type Effect =
  /** Destroy everything held about this person. The turn's messages are still said. */
  | { readonly kind: 'erase' }
  /** Whether anything may be sent without being asked ("やめる" turns it off, coming back turns it on). */
  | { readonly kind: 'notices'; readonly allowed: boolean };

/** What one turn did. Messages of a turn go out together; choices belong to the last of them. */
export interface TurnResult {
  readonly state: ConversationState;
  readonly messages: readonly Message[];
  readonly choices: readonly Choice[];
  readonly effects: readonly Effect[];
  /** Set when the flow itself was at fault and the person got the apology: a code for the log, free of content. */
  readonly fault?: string;
}
