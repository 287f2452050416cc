import type { Intent, Phrasebook, PlaceRegister } from '../understanding';
import type { DangerOpening } from './danger';
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
  /** Which move answers what people want who write in their own words. */
  readonly intents: ReadonlyMap<Intent, Move>;
  readonly dangers: Dangers;
  /** Moves that are answered by their words also while a counsellor has the talk, by name. */
  readonly withCounsellor: ReadonlySet<string>;
  /** The question whose buttons are shown after a fault: the menu's first, or null when it cannot be told beforehand. */
  readonly menuQuestion: QuestionStep | null;
  readonly organisation: Organisation;
  readonly municipalities: Municipalities;
  /** What a value is that was read from typed words, by its name: it is shown as people write it. */
  readonly shownAs: ReadonlyMap<string, 'date' | 'municipality'>;
  /** IANA zone in which “tomorrow” is meant. */
  readonly timeZone: string;
  /** Words that code says, by file, such as `words.ja.get('errors')`. */
  readonly words: PerLanguage<ReadonlyMap<CodeWordFile, WordTree>>;
  /** The files as written, for the checker. */
  readonly sources: FlowSources;
}

/** The places that a question for a municipality understands. */
export interface Municipalities {
  readonly register: PlaceRegister;
  readonly nameOf: ReadonlyMap<string, PerLanguage<string>>;
}

export interface Flow {
  readonly name: string;
  readonly start: string;
  readonly steps: ReadonlyMap<string, Step>;
  /** Services this flow calls, in the order of its file: where a value that got lost is fetched again. */
  readonly services: readonly string[];
  /** Values that answers are held under, each with the question that takes it. */
  readonly held: ReadonlyMap<string, string>;
  /** Those of them that are no free words (an item of a list, a number, a day, a place): they live as long as the flow. */
  readonly kept: ReadonlySet<string>;
}

export interface Step {
  readonly position: Position;
  readonly say: PerLanguage<readonly Utterance[]>;
  readonly effect: EffectName | null;
  /** Facts that are gone from here on. */
  readonly forget: readonly string[];
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
  readonly each: EachOption | null;
  readonly input: TypedInput | null;
  /** Held values that this question is about: it can be asked only while they are there. */
  readonly about: readonly string[];
  /** Typed forms of the options whose label holds no value; the language's own first, then the other languages'. */
  readonly typed: PerLanguage<Phrasebook<Option>>;
}

/** What a question takes that is typed. */
export type TypedInput = TextInput | ReadInput;

interface AnyInput {
  readonly step: string;
  /** The value under which the answer is held until it is remembered; null when it is remembered at once. */
  readonly hold: string | null;
}

/** Free words. */
export interface TextInput extends AnyInput {
  readonly kind: 'text';
  /** In graphemes. */
  readonly max: number;
  /** It is taken as it was written: lines stay lines, small talk and words of danger are part of it. */
  readonly whole: boolean;
  /** What a longer text meets: words, and the question stays open; or another step. */
  readonly longer: { readonly say: PerLanguage<readonly Utterance[]> } | { readonly step: string };
}

/** Words of which a value is read. */
export type ReadInput = NumberInput | DateInput | MunicipalityInput;

interface AnyReadInput extends AnyInput {
  /** Met with when nothing can be read, and the question stays open. */
  readonly notUnderstood: PerLanguage<readonly Utterance[]>;
}

export interface NumberInput extends AnyReadInput {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
}

/** The value is YYYY-MM-DD. */
export interface DateInput extends AnyReadInput {
  readonly kind: 'date';
}

/** The value is the place's id. */
export interface MunicipalityInput extends AnyReadInput {
  readonly kind: 'municipality';
  /** Said with the buttons when a name fits several places. */
  readonly severalFit: PerLanguage<readonly Utterance[]>;
}

/** One option for each item of a list. */
export interface EachOption {
  readonly list: string;
  readonly step: string;
  readonly hold: string | null;
  /** What is written on each button, with the values of its item. */
  readonly label: PerLanguage<Template>;
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

/** What is said in danger, while what was being asked stays open. */
export interface Dangers {
  /** Within so many milliseconds the same is not said again. */
  readonly quietMs: number;
  /** Moves whose buttons come first then. */
  readonly offer: readonly Move[];
  readonly openings: Readonly<Record<DangerOpening, DangerFlow>>;
}

/** A flow that speaks without asking, and one that speaks instead where the first has just been heard. */
export interface DangerFlow {
  readonly flow: string;
  readonly again: string | null;
}

/** What answers an event that is not words. */
export interface Opening {
  readonly say: PerLanguage<readonly Utterance[]>;
  readonly action: { readonly kind: 'enter' | 'go'; readonly flow: string } | null;
}

export function isQuestion(step: Step): step is QuestionStep {
  return step.way.kind === 'ask';
}
