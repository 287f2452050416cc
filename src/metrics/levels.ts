/** Something that waits: how many, and since when the longest of them does; null when none does. */
export interface Waiting {
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly since: number | null;
}

/** How things stand in the store, for all processes together. Numbers, and codes of the error table. */
export interface Levels {
  /** Events that wait for their turn. */
  readonly turns: Waiting;
  /** Events whose turn was given up and that wait for staff. */
  readonly failedTurns: number;
  /** Messages on their way or waiting for another try. */
  readonly outbox: Waiting;
  /** Messages kept until the month's quota is renewed. */
  readonly held: number;
  /** Messages that will not be sent again, by the reason. */
  readonly dead: readonly { readonly reason: string; readonly count: number }[];
  /** People who wait for a counsellor. */
  readonly queue: Waiting;
  /** Alarms that nobody has seen. */
  readonly alarms: { readonly urgent: Waiting; readonly other: Waiting };
}

/** How things stand at the moment of a scrape. */
export interface Standing {
  /** Null while the store does not answer. */
  readonly levels: Levels | null;
  /** Whether this process keeps the clock. */
  readonly keepsClock: boolean;
  /** How many pushes LINE lets us send this month; null where nothing limits them, or nobody can tell. */
  readonly pushesLeft: number | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
