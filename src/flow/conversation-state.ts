import { z } from 'zod';
import { type Language, languages } from './message';
import type { ConversationState, Fact } from './state';

/** The state of somebody who has not said anything yet. */
export function initialState(language: Language): ConversationState {
  return {
    version: 1,
    language,
    position: null,
    stack: [],
    trail: [],
    paused: null,
    facts: {},
    values: {},
    turns: 0,
    lastTap: null,
  };
}

/** The state without what one message taught: it was unsent, so it was never said. Values and lists may echo it and go too. */
export function forgetSource(state: ConversationState, source: string): ConversationState {
  const others = (known: Readonly<Record<string, Fact>>): Record<string, Fact> =>
    Object.fromEntries(Object.entries(known).filter(([, { source: from }]) => from !== source));
  // What was said in danger answered some message, and perhaps this one.
  const { held: before = {}, saidInDanger: _, lists: _lists, ...rest } = state;
  const held = others(before);
  return {
    ...rest,
    facts: others(state.facts),
    values: {},
    ...(Object.keys(held).length > 0 && { held }),
  };
}

const position = z.object({ flow: z.string(), step: z.string() });
const place = position.extend({ stack: z.array(position).exactOptional() });
const fact = z.object({ value: z.union([z.string(), z.number(), z.boolean()]), source: z.string() });
const item = z.object({ id: z.string(), values: z.record(z.string(), z.string()) });
const language = z.enum(languages);
const stateSchema = z.object({
  version: z.literal(1),
  language,
  position: position.nullable(),
  stack: z.array(position),
  trail: z.array(place),
  paused: place.nullable(),
  facts: z.record(z.string(), fact),
  values: z.record(z.string(), z.string()),
  lists: z.record(z.string(), z.array(item)).exactOptional(),
  held: z.record(z.string(), fact).exactOptional(),
  saidInDanger: z.record(z.string(), z.number()).exactOptional(),
  turns: z.int().nonnegative(),
  lastTap: z.object({ data: z.string(), at: z.number() }).nullable(),
});

/**
 * Reads a stored state, given as JSON text or as the value it parses to. Never throws: from a state of another version,
 * or one that is damaged, the facts and the language are kept as far as they can be read, and the person is met at
 * rest.
 *
 * @param fallback the language when none can be read
 */
export function parseState(stored: unknown, fallback: Language): ConversationState {
  const value = typeof stored === 'string' ? parseJson(stored) : stored;
  const whole = stateSchema.safeParse(value);
  return whole.success ? whole.data : salvage(value, fallback);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function salvage(value: unknown, fallback: Language): ConversationState {
  const parts = z.object({ language: z.unknown(), facts: z.unknown() }).partial().safeParse(value);
  const known = language.safeParse(parts.data?.language);
  const facts = z.record(z.string(), z.unknown()).safeParse(parts.data?.facts);
  const readable = Object.entries(facts.data ?? {}).flatMap(([name, written]): [string, Fact][] => {
    const read = fact.safeParse(written);
    return read.success ? [[name, read.data]] : [];
  });
  return { ...initialState(known.data ?? fallback), facts: Object.fromEntries(readable) };
}
