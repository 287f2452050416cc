import type { Language } from './message';
import type { ConversationState } from './state';

/** What a flow's `call` gets back. */
export interface ServiceAnswer {
  /** One of the outcomes that the service declares. */
  readonly outcome: string;
  /** Values for placeholders, already in the person's language. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Live data a flow can call by name. Pure and synchronous: given the same arguments it answers the same, so that
 * the interpreter stays pure. What needs the store is loaded before the turn and closed over.
 */
export interface Service {
  /** Every outcome `answer` can give; the checker demands that flows handle each. */
  readonly outcomes: readonly string[];
  /** Placeholders that `answer` fills, with the longest value each can take (for the checker's length proofs). */
  readonly values: Readonly<Record<string, string>>;
  answer(at: {
    readonly now: number;
    readonly language: Language;
    readonly state: ConversationState /** Changes from person to person, never over time. */;
    readonly seed: number;
  }): ServiceAnswer;
}

export type Services = Readonly<Record<string, Service>>;
