import type { Phrasebook } from '../understanding';
import type { Choice, Language } from './message';
import type { Organisation } from './organisation';
import type { CodeWordFile, FlowSources } from './read-flow-files';
import type { EffectName, EventName, WordTree } from './schema';
import type { Position } from './state';
import type { Template } from './template';
import type { Utterance } from './utterance';

export type PerLanguage<Thing> = Readonly<Record<Language, Thing>>;

/**
 * All flows and words of an installation, prepared for speed and never changed: names are looked up in maps, texts are
 * taken apart, phrases are normalised. One set serves all conversations at once.
 */
export interface FlowSet {
  readonly flows: ReadonlyMap<string, Flow>;
  /** In the order they are offered. */
  readonly moves: ReadonlyMap<string, Move>;
  readonly events: Readonly<Record<EventName, Opening>>;
  /** Phrases of all moves in all languages. */
  readonly phrases: Phrasebook<Move>;
  /** What is looked for anywhere in a message before anything else; it means the crisis move. */
  readonly alarms: Phrasebook<Move>;
  /** The question whose buttons are shown after a fault: the menu's first, or null when it cannot be told beforehand. */
  readonly menuQuestion: QuestionStep | null;
  readonly organisation: Organisation;
  /** Words that code says, by file, such as `words.ja.get('errors')`. */
  readonly words: PerLanguage<ReadonlyMap<CodeWordFile, WordTree>>;
  /** The files as written, for the checker. */
  readonly sources: FlowSources;
}

export interface Flow {
  readonly name: string;
  readonly start: string;
  readonly steps: ReadonlyMap<string, Step>;
  /** Services this flow calls, in the order of its file: where a value that got lost is fetched again. */
  readonly services: readonly string[];
  /** Values that typed input is held under, each with the question that takes it. */
  readonly held: ReadonlyMap<string, string>;
}

export interface Step {
  readonly position: Position;
  readonly say: PerLanguage<readonly Utterance[]>;
  readonly effect: EffectName | null;
  readonly way: Way;
}

/** A step that waits for an answer. */
export interface QuestionStep extends Step {
  readonly way: Question;
}

/** How a step goes on. */
export type Way =
  | { readonly kind: 'then'; readonly step: string }
  | { readonly kind: 'go'; readonly flow: string }
  | { readonly kind: 'enter'; readonly flow: string; readonly returnTo: Position }
  | { readonly kind: 'branch'; readonly cases: readonly Case[]; readonly otherwise: string }
  | { readonly kind: 'call'; readonly service: string; readonly outcomes: ReadonlyMap<string, string> }
  | { readonly kind: 'end' }
  | Question;

/** A case of a branch: the fact is (not) known, or has this value. */
export interface Case {
  readonly fact: string;
  readonly wanted: { readonly known: boolean } | { readonly value: string | number | boolean };
  readonly step: string;
}

export interface Question {
  readonly kind: 'ask';
  readonly remember: string | null;
  readonly options: readonly Option[];
  readonly optionById: ReadonlyMap<string, Option>;
  readonly input: TypedInput | null;
  /** Held values that this question is about: it can be asked only while they are there. */
  readonly about: readonly string[];
  /** Typed forms of the options whose label holds no value; the language's own first, then the other languages'. */
  readonly typed: PerLanguage<Phrasebook<Option>>;
}

/** Free words that a question takes. */
export interface TypedInput {
  /** In graphemes. */
  readonly max: number;
  readonly step: string;
  /** The value under which the words are held until they are remembered; null when they are remembered at once. */
  readonly hold: string | null;
  /** What a longer text meets: words, and the question stays open; or another step. */
  readonly longer: { readonly say: PerLanguage<readonly Utterance[]> } | { readonly step: string };
}

export interface Option {
  readonly id: string;
  readonly step: string;
  /** Name of the value that is remembered in place of the option's id, or null. */
  readonly value: string | null;
  readonly remembered: boolean;
  readonly button: PerLanguage<Button>;
}

/** A button in one language. */
export interface Button {
  readonly data: string;
  readonly label: Template;
  /** The finished choice when the label holds no value. */
  readonly fixed: Choice | null;
}

export interface Move {
  readonly name: string;
  readonly say: PerLanguage<readonly Utterance[]>;
  readonly effect: EffectName | null;
  readonly action:
    | { readonly kind: 'enter' | 'go'; readonly flow: string }
    | { readonly kind: 'pause' | 'rest' | 'back' | 'resume' | 'stay' };
  readonly offer: 'always' | 'when-possible' | 'never';
  /** Null where the move has no label in that language: it is then not shown. */
  readonly button: PerLanguage<Choice | null>;
}

/** What answers an event that is not words. */
export interface Opening {
  readonly say: PerLanguage<readonly Utterance[]>;
  readonly action: { readonly kind: 'enter' | 'go'; readonly flow: string } | null;
}

export function isQuestion(step: Step): step is QuestionStep {
  return step.way.kind === 'ask';
}
