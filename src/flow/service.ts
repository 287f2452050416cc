import type { Danger } from './danger';
import type { Language } from './message';
import type { ConversationState } from './state';

/** One thing of a list: an organisation, a date, a slot. */
export interface ListItem {
  /** kebab-case, holds nothing about the person, and means the same for months: buttons carry it. */
  readonly id: string;
  /** Values for placeholders, already in the person's language. An empty one leaves out its line or button. */
  readonly values: Readonly<Record<string, string>>;
}

/** What a flow's `call` gets back. */
export interface ServiceAnswer {
  /** One of the outcomes that the service declares. */
  readonly outcome: string;
  /** Values for placeholders, already in the person's language. */
  readonly values: Readonly<Record<string, string>>;
  /** The lists that the service declares. One that is left out is empty; what is more than its `most` is not shown. */
  readonly lists?: Readonly<Record<string, readonly ListItem[]>>;
}

/** What a service promises about one of its lists, for the checker's proofs. */
export interface ListDeclaration {
  /** The most items it can have: 1 to 10. */
  readonly most: number;
  /** Placeholders of every item, with the longest value each can take. */
  readonly values: Readonly<Record<string, string>>;
}

/** What every service says about itself. */
interface ServiceDeclaration {
  /** Every outcome it can give; the checker demands that flows handle each. */
  readonly outcomes: readonly string[];
  /** Placeholders that it fills, with the longest value each can take (for the checker's length proofs). */
  readonly values: Readonly<Record<string, string>>;
  readonly lists?: Readonly<Record<string, ListDeclaration>>;
}

/** What a service is told about the turn in which it is called. */
export interface ServiceMoment {
  /** Milliseconds since the epoch: when the turn is taken. */
  readonly now: number;
  readonly language: Language;
  /**
   * What is known: `facts` is remembered, `held` was typed or chosen in this flow under `hold`. Either may name things
   * that are long gone, as buttons are tapped months later.
   */
  readonly state: ConversationState;
  /** Changes from person to person, never over time. */
  readonly seed: number;
  /** What screening found in the message being answered, or null. */
  readonly danger: Danger | null;
}

/**
 * Data a flow can call by name. Pure and synchronous: given the same arguments it answers the same, so that the
 * interpreter stays pure.
 */
export interface Service extends ServiceDeclaration {
  readonly live?: never;
  answer(at: ServiceMoment): ServiceAnswer;
}

/**
 * What has to look into the store, or to write there. The interpreter never performs it: it says that it needs the
 * answer, and the turn is taken again once the answer is known.
 *
 * @typeParam Scope what it is performed in; the conversation room knows it, flows do not
 */
export interface LiveService<Scope> extends ServiceDeclaration {
  /**
   * `reads`: asked anew whenever a value is needed. `acts`: changes something; performed at most once a turn and never
   * to fetch a value again.
   */
  readonly live: 'reads' | 'acts';
  /** Performed inside the turn's own transaction. What it throws ends the turn, and nothing of the turn is kept. */
  perform(at: ServiceMoment, scope: Scope): Promise<ServiceAnswer>;
}

/** Services by the names that flows call them. Those without a scope to be performed in can only be declared. */
export type Services<Scope = never> = Readonly<Record<string, Service | LiveService<Scope>>>;

/** A live answer that a turn cannot go on without. */
export interface LiveCall {
  readonly service: string;
  readonly at: ServiceMoment;
}
