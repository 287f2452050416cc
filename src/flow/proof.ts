import type { Problem } from './problem';

/** A promise to people, held against every step that anybody can come to, in every language. */
export interface Proof {
  /** Names the promise to a machine, such as `person` or `purpose`. */
  readonly name: string;
  /** The promise as one sentence, with what was looked at. It holds when there are no problems. */
  readonly statement: string;
  /** How much was looked at, by what it is, such as `{ questions: 143, languages: 3 }`. */
  readonly counted: Readonly<Record<string, number>>;
  /** What stands against it. */
  readonly problems: readonly Problem[];
}

/** A number of things, such as "1 question" and "143 questions". */
export function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
