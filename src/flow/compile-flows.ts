import { noWords, phrasebook, yesWords } from '../understanding';
import { compileMeanings } from './compile-meanings';
import {
  type Button,
  type Case,
  type EachOption,
  type Flow,
  type FlowSet,
  isQuestion,
  type Move,
  type Opening,
  type Option,
  type PerLanguage,
  type Question,
  type QuestionStep,
  type Step,
  type TypedInput,
  type Way,
} from './flow-set';
import { heldAt } from './held-at';
import { type Language, languages } from './message';
import { compileMunicipalities } from './municipalities';
import { eachLanguage, type FlowSources } from './read-flow-files';
import {
  type AskDefinition,
  type EventName,
  eachLabel,
  type FlowDefinition,
  type FlowWords,
  type InputDefinition,
  longOption,
  type MoveDefinition,
  type StepDefinition,
  type UtteranceWords,
} from './schema';
import type { Position } from './state';
import { compileTemplate, compileUtterance, type Utterance, valuesIn } from './utterance';

/** The key that is said after typed input that is too long, when the flow names none. */
export const defaultTooLong = 'too-long';
/** The key that is said after typed input that cannot be read, when the flow names none. */
export const defaultNotUnderstood = 'not-understood';
/** The key that is said with the places that a name fits, when the flow names none. */
export const defaultSeveralFit = 'which-place';

/** What a tapped option carries. */
export function optionData(flow: string, step: string, option: string): string {
  return `${flow}/${step}/${option}`;
}

/** What a tapped item of a list carries. */
export function itemData({ flow, step }: Position, id: string): string {
  return `${flow}/${step}/each/${id}`;
}

/** What a tapped place carries, where a name fitted several. */
export function placeData({ flow, step }: Position, id: string): string {
  return `${flow}/${step}/place/${id}`;
}

/** What a tapped move carries. No flow can be called `move`. */
export function moveData(move: string): string {
  return `${moveFlow}/${move}`;
}
export const moveFlow = 'move';

/**
 * Prepares files for the interpreter. Names that lead nowhere are kept as they are: the checker tells of them, and the
 * interpreter apologises. Words that are missing are left out.
 */
export function compileFlows(sources: FlowSources, timeZone: string): FlowSet {
  const flows = new Map<string, Flow>();
  for (const [name, { content }] of sources.flows) {
    flows.set(
      name,
      compileFlow(
        content,
        perLanguage((language) => sources.words[language].flows.get(name)?.content ?? {}),
      ),
    );
  }
  const moveWords = perLanguage((language) => sources.words[language].moves.content);
  const saying = (keys: readonly string[] | undefined) =>
    perLanguage((language) => utterances(keys ?? [], moveWords[language].messages));

  const moves = new Map<string, Move>();
  for (const [name, move] of Object.entries(sources.moves.content.moves)) {
    moves.set(name, {
      name,
      say: saying(move.say),
      effect: move.effect ?? null,
      action: moveAction(move),
      offer: move.offer === true ? 'always' : (move.offer ?? 'never'),
      button: perLanguage((language) => {
        const label = wordAt(moveWords[language].labels, name);
        return label === undefined ? null : Object.freeze({ data: moveData(name), label });
      }),
    });
  }
  const events = Object.fromEntries(
    Object.entries(sources.moves.content.events).map(([name, event]): [string, Opening] => [
      name,
      { say: saying(event.say), action: openingAction(event) },
    ]),
  ) as Record<EventName, Opening>;

  const phrases: [string, Move][] = [];
  for (const [, words] of eachLanguage(sources)) {
    // What is written on a button is understood when it is typed, too: a PC shows no quick replies.
    for (const [name, label] of Object.entries(words.moves.content.labels)) {
      const move = moves.get(name);
      if (move) phrases.push([label, move]);
    }
    for (const [name, forms] of Object.entries(words.moves.content.phrases)) {
      const move = moves.get(name);
      if (move) phrases.push(...forms.map((form): [string, Move] => [form, move]));
    }
  }
  return Object.freeze({
    flows,
    moves,
    events,
    phrases: phrasebook(phrases),
    ...compileMeanings(sources.moves.content, moves),
    menuQuestion: firstQuestion(flows, moves.get('menu')),
    organisation: sources.organisation.content,
    municipalities: compileMunicipalities(sources.municipalities?.content ?? { municipalities: [] }),
    shownAs: valuesShownAs(sources),
    timeZone,
    words: perLanguage(
      (language) =>
        new Map([...sources.words[language].code].map(([name, { content }]) => [name, content] as const)),
    ),
    sources,
  });
}

function compileFlow(definition: FlowDefinition, words: PerLanguage<FlowWords>): Flow {
  const steps = new Map<string, Step>();
  const services = new Set<string>();
  const { held, kept } = heldIn(definition);
  const keptAt = heldAt(definition, kept);
  for (const [name, step] of Object.entries(definition.steps)) {
    if (step.call !== undefined) services.add(step.call);
    const say = perLanguage((language) => utterances(step.say ?? [], words[language]));
    steps.set(name, {
      position: Object.freeze({ flow: definition.flow, step: name }),
      say,
      effect: step.effect ?? null,
      forget: step.forget ?? [],
      way: compileWay(definition.flow, name, step, words, (options) => {
        const needed = valuesOf(say, options);
        const sure = keptAt.get(name);
        // What it takes itself it takes anew: it is about an earlier answer of that name only where it shows it.
        const own = holdsOf(step);
        return [...held.keys()].filter(
          (value) => needed.has(value) || (sure?.has(value) === true && !own.includes(value)),
        );
      }),
    });
  }
  return { name: definition.flow, start: definition.start, steps, services: [...services], held, kept };
}

function heldIn({ steps }: FlowDefinition): Pick<Flow, 'held' | 'kept'> {
  const held = new Map<string, string>();
  const words = new Set<string>();
  for (const [name, step] of Object.entries(steps)) {
    const { ask } = step;
    for (const hold of holdsOf(step)) held.set(hold, name);
    if (ask?.input?.kind === 'text' && ask.input.hold !== undefined) words.add(ask.input.hold);
  }
  return { held, kept: new Set([...held.keys()].filter((name) => !words.has(name))) };
}

/** The names under which a question holds its answers. */
function holdsOf({ ask }: StepDefinition): readonly string[] {
  return [ask?.input?.hold, ask?.each?.hold].filter((hold) => hold !== undefined);
}

/** Which facts and held values are days or places, whether read at once or remembered from what is held. */
function valuesShownAs({ flows }: FlowSources): FlowSet['shownAs'] {
  const shown = new Map<string, 'date' | 'municipality'>();
  const asks = [...flows.values()].flatMap(({ content }) =>
    Object.values(content.steps).flatMap(({ ask }) => ask ?? []),
  );
  for (const { input, remember } of asks) {
    const name = input?.hold ?? remember;
    if (name !== undefined && (input?.kind === 'date' || input?.kind === 'municipality')) {
      shown.set(name, input.kind);
    }
  }
  for (const { options, remember } of asks) {
    for (const option of Object.values(options ?? {})) {
      const { value } = longOption(option);
      const kind = value === undefined ? undefined : shown.get(value);
      if (remember !== undefined && kind !== undefined) shown.set(remember, kind);
    }
  }
  return shown;
}

/** All values that a question needs: for its words, its buttons and what they store. */
function valuesOf(said: PerLanguage<readonly Utterance[]>, options: readonly Option[]): ReadonlySet<string> {
  return new Set([
    ...options.flatMap(({ value }) => value ?? []),
    ...languages.flatMap((language) => [
      ...said[language].flatMap(valuesIn),
      ...options.flatMap(({ button }) => button[language].label.names),
    ]),
  ]);
}

function compileWay(
  flow: string,
  name: string,
  step: StepDefinition,
  words: PerLanguage<FlowWords>,
  heldFor: (options: readonly Option[]) => readonly string[],
): Way {
  if (step.ask !== undefined) return compileQuestion(flow, name, step.ask, words, heldFor);
  if (step.enter !== undefined) {
    const returnTo = Object.freeze({ flow, step: step.then ?? name });
    return { kind: 'enter', flow: step.enter, returnTo };
  }
  if (step.then !== undefined) return { kind: 'then', step: step.then };
  if (step.go !== undefined) return { kind: 'go', flow: step.go };
  if (step.branch !== undefined) {
    const cases = step.branch.map(
      ({ when, then }): Case => ({
        fact: when.fact,
        wanted: when.is === undefined ? { known: when.known ?? true } : { value: when.is },
        step: then,
      }),
    );
    return { kind: 'branch', cases, otherwise: step.else ?? name };
  }
  if (step.call !== undefined) {
    return { kind: 'call', service: step.call, outcomes: new Map(Object.entries(step.outcomes ?? {})) };
  }
  return { kind: 'end' };
}

function compileQuestion(
  flow: string,
  step: string,
  ask: AskDefinition,
  words: PerLanguage<FlowWords>,
  heldFor: (options: readonly Option[]) => readonly string[],
): Question {
  const options = Object.entries(ask.options ?? {}).map(([id, written]): Option => {
    const option = longOption(written);
    return {
      id,
      step: option.then,
      value: option.value ?? null,
      remembered: option.remember !== false,
      button: perLanguage((language) => compileButton(flow, step, id, words[language])),
    };
  });
  return {
    kind: 'ask',
    remember: ask.remember ?? null,
    options,
    optionById: new Map(options.map((option) => [option.id, option])),
    each: ask.each === undefined ? null : compileEach(ask.each, step, words),
    input: ask.input === undefined ? null : compileInput(ask.input, words),
    about: heldFor(options),
    typed: perLanguage((own) => {
      const order = [own, ...languages.filter((language) => language !== own)];
      return phrasebook([
        ...order.flatMap((language) =>
          options.flatMap((option) => typedForms(option, step, language, words[language])),
        ),
        // Last, so that a flow may give these words another meaning.
        ...options.flatMap((option) => ordinaryForms(option)),
      ]);
    }),
  };
}

function compileInput(input: InputDefinition, words: PerLanguage<FlowWords>): TypedInput {
  const saying = (key: string) => perLanguage((language) => utterances([key], words[language]));
  const any = { step: input.then, hold: input.hold ?? null };
  if (input.kind === 'text') {
    const { max, longer, tooLong = defaultTooLong } = input;
    return {
      kind: 'text',
      ...any,
      max,
      whole: input.whole === true,
      longer: longer === undefined ? { say: saying(tooLong) } : { step: longer },
    };
  }
  const read = { ...any, notUnderstood: saying(input.notUnderstood ?? defaultNotUnderstood) };
  switch (input.kind) {
    case 'number':
      return { kind: 'number', ...read, min: input.min, max: input.max };
    case 'date':
      return { kind: 'date', ...read };
    case 'municipality':
      return { kind: 'municipality', ...read, severalFit: saying(input.severalFit ?? defaultSeveralFit) };
  }
}

function compileEach(
  { list, then, hold }: NonNullable<AskDefinition['each']>,
  step: string,
  words: PerLanguage<FlowWords>,
): EachOption {
  return {
    list,
    step: then,
    hold: hold ?? null,
    label: perLanguage((language) =>
      compileTemplate(wordAt(wordAt(words[language].options, step), eachLabel) ?? ''),
    ),
  };
}

/** Options called `yes` and `no` are understood in the ordinary words of every language. */
function ordinaryForms(option: Option): [string, Option][] {
  const forms = option.id === 'yes' ? yesWords : option.id === 'no' ? noWords : [];
  return forms.map((form) => [form, option]);
}

function compileButton(flow: string, step: string, option: string, words: FlowWords): Button {
  const data = optionData(flow, step, option);
  // A label that is missing shows the option's own name rather than no way to answer; the checker does not let it ship.
  const label = compileTemplate(wordAt(wordAt(words.options, step), option) ?? option);
  return { data, label, fixed: label.fixed === null ? null : Object.freeze({ data, label: label.fixed }) };
}

function typedForms(option: Option, step: string, language: Language, words: FlowWords): [string, Option][] {
  const label = option.button[language].label.fixed;
  const also = wordAt(wordAt(words.also, step), option.id) ?? [];
  return [...(label === null ? [] : [label]), ...also].map((form) => [form, option]);
}

function utterances(keys: readonly string[], words: Readonly<Record<string, unknown>>): readonly Utterance[] {
  return keys.flatMap((key) => {
    const written = wordAt(words, key);
    return written === undefined ? [] : [compileUtterance(written as UtteranceWords)];
  });
}

/** An own property: names such as `constructor` must not reach what every object has. */
function wordAt<Value>(words: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return words !== undefined && Object.hasOwn(words, key) ? words[key] : undefined;
}

function moveAction(move: MoveDefinition): Move['action'] {
  if (move.enter !== undefined) return { kind: 'enter', flow: move.enter };
  if (move.go !== undefined) return { kind: 'go', flow: move.go };
  if (move.pause) return { kind: 'pause' };
  if (move.rest) return { kind: 'rest' };
  if (move.stay) return { kind: 'stay' };
  return move.back ? { kind: 'back' } : { kind: 'resume' };
}

function openingAction(event: {
  readonly say?: unknown;
  readonly go?: string | undefined;
  readonly enter?: string | undefined;
}): Opening['action'] {
  if (event.enter !== undefined) return { kind: 'enter', flow: event.enter };
  return event.go === undefined ? null : { kind: 'go', flow: event.go };
}

/** Follows the menu from its start to its first question, as far as that is certain without knowing the person. */
function firstQuestion(flows: ReadonlyMap<string, Flow>, menu: Move | undefined): QuestionStep | null {
  if (menu === undefined || !('flow' in menu.action)) return null;
  const flow = flows.get(menu.action.flow);
  let step = flow?.steps.get(flow.start);
  const seen = new Set<Step>();
  while (step !== undefined && !seen.has(step)) {
    if (isQuestion(step)) return step;
    seen.add(step);
    step = step.way.kind === 'then' ? flow?.steps.get(step.way.step) : undefined;
  }
  return null;
}

function perLanguage<Thing>(make: (language: Language) => Thing): PerLanguage<Thing> {
  return { ja: make('ja'), 'ja-easy': make('ja-easy'), en: make('en') };
}
