import type { Language } from './message';
import type { ListItem } from './service';

/** A step of a flow, by name: survives the flows being edited, as the interpreter tolerates names that are gone. */
export interface Position {
  readonly flow: string;
  readonly step: string;
}

/** A question, with the places its flow returns to when it ends. */
export interface Place extends Position {
  /** Innermost last. Left out when the flow returns nowhere. */
  readonly stack?: readonly Position[];
}

/** Something the person told us, with where it came from. */
export interface Fact {
  readonly value: string | number | boolean;
  /** {@link TurnContext.source} of the turn that taught us this: if that message is unsent, the fact goes too. */
  readonly source: string;
}

/**
 * All that the interpreter knows of one conversation. Plain JSON: it is stored encrypted between turns, and
 * `interpret` never mutates it.
 */
export interface ConversationState {
  readonly version: 1;
  readonly language: Language;
  /** The question that is open, or null when nothing is asked. */
  readonly position: Position | null;
  /** Where to return when the entered flow ends, innermost last. Bounded. */
  readonly stack: readonly Position[];
  /** Questions asked before, newest last, for "戻る". Bounded. */
  readonly trail: readonly Place[];
  /** The question left open by "また今度" or by coming back after going away, or null. */
  readonly paused: Place | null;
  readonly facts: Readonly<Record<string, Fact>>;
  /** Values of the last service call, for placeholders of the open question. */
  readonly values: Readonly<Record<string, string>>;
  /** The list that the open question lets people choose from. Left out when it has none. */
  readonly lists?: Readonly<Record<string, readonly ListItem[]>>;
  /**
   * What was typed or chosen and is not remembered, by the name of its value. Free words are gone as soon as the open
   * question is answered or left; an item, a number, a day or a place when the flow is left; both when their message is
   * unsent. Left out when there is nothing.
   */
  readonly held?: Readonly<Record<string, Fact>>;
  /**
   * What was said in danger within the last minutes, and when (milliseconds since the epoch), so that it is not said
   * again and again. Left out when there is nothing.
   */
  readonly saidInDanger?: Readonly<Record<string, number>>;
  /** Turns taken so far; picks among variants of a message. */
  readonly turns: number;
  /** The last tap that was handled, and when it happened: the second half of a double tap is recognised by it. */
  readonly lastTap: { readonly data: string; readonly at: number } | null;
}
