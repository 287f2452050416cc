import { normalise } from '../text';
import type { FlowGraph } from './flow-graph';
import { chosenNumber } from './match-answer';
import { type Language, languages } from './message';
import type { Problem } from './problem';
import { countOf, type Proof } from './proof';
import { flowOfMove, optionsAtMost, questionButtons } from './question-buttons';
import { eachLanguage, type FlowSources } from './read-flow-files';
import { type FlowWords, longOption, type MoveDefinition } from './schema';
import type { Services } from './service';
import type { Position } from './state';

/** A move that is one step away from everywhere, whatever else a flow does. */
interface Promised {
  readonly name: 'person' | 'later' | 'stop' | 'crisis';
  /** What people have within reach, at the start of a sentence. */
  readonly what: string;
  /** Whether it also has a button; otherwise it is there by saying so. */
  readonly button: boolean;
  /** What the move must do to be that, and how that is written. */
  readonly does: (move: MoveDefinition) => boolean;
  readonly written: string;
}

const promises: readonly Promised[] = [
  {
    name: 'person',
    what: 'A person is',
    button: true,
    does: (move) => flowOfMove(move) !== undefined,
    written: '`go` or `enter` with the flow that leads to a person',
  },
  {
    name: 'later',
    what: '“Another time” is',
    button: true,
    does: (move) => move.pause === true,
    written: '`pause: true`',
  },
  {
    name: 'stop',
    what: '“Stop” is',
    button: false,
    does: (move) => move.rest === true && move.effect === 'notices-off',
    written: '`rest: true` and `effect: notices-off`',
  },
  {
    name: 'crisis',
    what: 'The lines that answer at once are',
    button: true,
    does: (move) => flowOfMove(move) !== undefined,
    written: '`go` or `enter` with the flow that shows the lines',
  },
];

/**
 * A person, "another time", "stop" and the lines that answer at once are one move away from every question and from
 * rest: by a button, or by saying so.
 *
 * What the interpreter adds to this proof, and its tests hold: a phrase of a move goes before typed input and before
 * labels that hold a value. So only an option's own words can mean something else, and here no such words are found.
 */
export function checkOneMove(graph: FlowGraph, services: Services): readonly Proof[] {
  return promises.map((promised) => prove(promised, graph, services));
}

function prove(promised: Promised, graph: FlowGraph, services: Services): Proof {
  const { sources } = graph;
  const { name, what } = promised;
  const questions = graph.questions.length;
  const buttons = graph.questions.filter((at) => hasButton(name, at, graph, services)).length;
  const phrases = phrasesOf(name, sources);
  const shown = promised.button
    ? `a button under ${buttons}, and understood at all of them`
    : 'understood at all of them';
  return {
    name,
    statement: `${what} one move away from all ${countOf(questions, 'question')}, in ${languages.length} languages: ${shown} in ${countOf(phrases.size, 'wording')}.`,
    counted: { questions, buttons, wordings: phrases.size, languages: languages.length },
    problems: [
      ...checkMove(promised, sources),
      ...checkNumbers(name, graph, services),
      ...graph.questions.flatMap((at) => checkShadows(name, at, phrases, graph)),
    ],
  };
}

function hasButton(name: string, at: Position, graph: FlowGraph, services: Services): boolean {
  const ask = graph.step(at)?.ask;
  if (ask === undefined) return false;
  return questionButtons(at.flow, optionsAtMost(ask, services), graph.sources).moves.has(name);
}

/** The move does what its name promises. */
function checkMove({ name, button, does, written }: Promised, { moves }: FlowSources): readonly Problem[] {
  const move = moves.content.moves[name];
  if (move === undefined) return [];
  const at = { file: moves.file, line: moves.lineOf(['moves', name]) };
  return [
    ...(does(move)
      ? []
      : [{ ...at, message: `the move \`${name}\` must keep its promise: write ${written}` }]),
    ...(!button || move.offer === true
      ? []
      : [
          {
            ...at,
            message: `the move \`${name}\` is promised under every question: add \`offer: true\``,
          },
        ]),
  ];
}

interface Wording {
  readonly form: string;
  readonly language: Language;
  readonly path: readonly PropertyKey[];
}

/** All words that mean a move, normalised. What is on its button is understood when it is typed, too. */
function phrasesOf(name: string, sources: FlowSources): ReadonlyMap<string, Wording> {
  const phrases = new Map<string, Wording>();
  for (const wording of wordingsOf(name, sources)) {
    const phrase = normalise(wording.form);
    if (phrase !== '' && !phrases.has(phrase)) phrases.set(phrase, wording);
  }
  return phrases;
}

function wordingsOf(name: string, sources: FlowSources): readonly Wording[] {
  return eachLanguage(sources).flatMap(([language, { moves }]) => {
    const { labels, phrases } = moves.content;
    return [
      ...(Object.hasOwn(labels, name)
        ? [{ form: labels[name] ?? '', language, path: ['labels', name] }]
        : []),
      ...(Object.hasOwn(phrases, name) ? (phrases[name] ?? []) : []).map((form, index) => ({
        form,
        language,
        path: ['phrases', name, index],
      })),
    ];
  });
}

function placeOf({ language, path }: Wording, sources: FlowSources): Omit<Problem, 'message'> {
  const { moves } = sources.words[language];
  return { file: moves.file, line: moves.lineOf(path), language };
}

/** A number that is typed chooses an option. */
function checkNumbers(name: string, graph: FlowGraph, services: Services): readonly Problem[] {
  const most = Math.max(
    0,
    ...graph.questions.map((at) => {
      const ask = graph.step(at)?.ask;
      return ask === undefined ? 0 : optionsAtMost(ask, services);
    }),
  );
  return wordingsOf(name, graph.sources).flatMap((wording) => {
    const number = chosenNumber(normalise(wording.form));
    if (number === null || number > most) return [];
    const message = `“${wording.form}” is promised to mean \`${name}\`, and is taken as the number of an option: take it out`;
    return [{ ...placeOf(wording, graph.sources), message }];
  });
}

/** What is typed is first held against the open question's options: none of their words may be a promised phrase. */
function checkShadows(
  name: string,
  at: Position,
  phrases: ReadonlyMap<string, Wording>,
  graph: FlowGraph,
): readonly Problem[] {
  const { sources } = graph;
  const target = flowOfMove(sources.moves.content.moves[name] ?? {});
  return Object.entries(graph.step(at)?.ask?.options ?? {}).flatMap(([option, written]) => {
    const next = graph.step({ flow: at.flow, step: longOption(written).then });
    const leadsThere = target !== undefined && (next?.go ?? next?.enter) === target;
    if (leadsThere) return [];
    return eachLanguage(sources).flatMap(([language, { flows }]) => {
      const file = flows.get(at.flow);
      if (file === undefined) return [];
      return formsOf(file.content, at.step, option).flatMap(({ form, path }) => {
        if (!phrases.has(normalise(form))) return [];
        const message = `“${form}” is promised to mean \`${name}\` at every point, and here it would mean the option \`${option}\`: choose other words`;
        return [
          { file: file.file, line: file.lineOf(path), flow: at.flow, step: at.step, language, message },
        ];
      });
    });
  });
}

function formsOf(
  { options, also }: FlowWords,
  step: string,
  option: string,
): readonly { readonly form: string; readonly path: readonly PropertyKey[] }[] {
  const label = own(own(options, step), option);
  const forms = own(own(also, step), option) ?? [];
  return [
    ...(label === undefined ? [] : [{ form: label, path: ['options', step, option] }]),
    ...forms.map((form, index) => ({ form, path: ['also', step, option, index] })),
  ];
}

function own<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
