import { DateTime } from 'luxon';
import { matchPlaces, readDate, readNumber } from '../understanding';
import type { Draft } from './draft';
import type { ReadInput } from './flow-set';

/** What typed words are to a question that reads a value of them. */
export type Reading =
  | { readonly kind: 'value'; readonly value: string | number }
  /** A name that fits several places: their ids. */
  | { readonly kind: 'several'; readonly places: readonly string[] }
  /** It is what was asked for, and cannot be: a number out of bounds. */
  | { readonly kind: 'out-of-bounds' }
  /** Something else. */
  | { readonly kind: 'none' };

/** Nobody writes a number, a day or a place with more characters than this. */
const LONGEST = 100;

const none: Reading = { kind: 'none' };

/** Reads a number, a day or a municipality. “Tomorrow” is meant from when it was written. */
export function readInput(draft: Draft, input: ReadInput, text: string): Reading {
  if (text.length > LONGEST) return none;
  switch (input.kind) {
    case 'number': {
      const value = readNumber(text);
      if (value === null) return none;
      return value < input.min || value > input.max ? { kind: 'out-of-bounds' } : { kind: 'value', value };
    }
    case 'date': {
      const { happenedAt } = draft.context;
      const today = DateTime.fromMillis(happenedAt, { zone: draft.flows.timeZone }).toISODate();
      const value = today === null ? null : readDate(text, today);
      return value === null ? none : { kind: 'value', value };
    }
    case 'municipality': {
      const [first, ...others] = matchPlaces(text, draft.flows.municipalities.register);
      if (first === undefined) return none;
      return others.length === 0
        ? { kind: 'value', value: first }
        : { kind: 'several', places: [first, ...others] };
    }
  }
}
