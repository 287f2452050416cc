/** `GET facts/stale`: what people in danger are told, and nobody has verified for half a year. */
export interface StaleFacts {
  /** Longest unverified first. */
  readonly facts: readonly StaleFact[];
}
export interface StaleFact {
  /** As people read it, in Japanese; a page by its address. */
  readonly name: string;
  /** As it is written in the file: a day, a month or a year. */
  readonly verifiedAt: string;
  /** Whole days since somebody last looked, at least. */
  readonly days: number;
}
