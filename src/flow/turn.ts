import type { RecognisedIntent } from '../understanding';
import type { Danger } from './danger';
import type { Choice, Message } from './message';
import type { LiveCall, ServiceAnswer, Services } from './service';
import type { ConversationState, Position } from './state';

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
  /** What screening found in the text being answered. Left out or null: nothing, or no text. */
  readonly danger?: Danger | null;
  /** Tells what a text asks for. Asked only about words that no flow and no phrase foresaw. Left out: nothing is told. */
  readonly understand?: (text: string) => RecognisedIntent;
  /** The answers of live services so far in this turn, in the order in which the turn asked for them. */
  readonly answers?: readonly ServiceAnswer[];
}

/** What the outside must do in the turn's own transaction. */
export type Effect =
  /** Destroy everything held about this person. The turn's messages are still said. */
  | { readonly kind: 'erase' }
  /** Destroy what was said and what it taught us; who they are, their letters and what they registered stay. */
  | { readonly kind: 'erase-conversation' }
  /** Whether anything may be sent without being asked ("やめる" turns it off, coming back turns it on). */
  | { readonly kind: 'notices'; readonly allowed: boolean };

/** What one turn did. Messages of a turn go out together; choices belong to the last of them. */
export interface TurnResult {
  readonly state: ConversationState;
  readonly messages: readonly Message[];
  readonly choices: readonly Choice[];
  readonly effects: readonly Effect[];
  /** Every step the turn took, in order: names only, for coverage and counting. */
  readonly steps: readonly Position[];
  /** Set when the flow itself was at fault and the person got the apology: a code for the log, free of content. */
  readonly fault?: string;
}

/** A turn that was taken, or the live answer that it cannot go on without. */
export type TurnAttempt =
  | { readonly kind: 'taken'; readonly result: TurnResult }
  | { readonly kind: 'needs'; readonly call: LiveCall };
