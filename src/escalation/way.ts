/** What somebody outside the desk is told of an alarm. Not a word of what was written, and nothing of by whom. */
export interface AlarmNews {
  /** The alarm's id: told again, it is the same alarm. */
  readonly id: string;
  /** Words of acute danger. */
  readonly urgent: boolean;
  /** When it began to ring. Milliseconds since the epoch. */
  readonly at: number;
}

/** A way out of the house. Rejects when it cannot be known that the news arrived. */
export interface Way {
  /** At most 8 characters. */
  readonly name: string;
  tell(news: AlarmNews): Promise<void>;
  /** Lets go of its connections. */
  close(): Promise<void>;
}
