import { normalise } from '../text';
import { defaultNotUnderstood, defaultSeveralFit, defaultTooLong } from './compile-flows';
import { type Language, languages } from './message';
import type { Problem } from './problem';
import { codeWordFiles, eachLanguage, type FlowSources, type LanguageSources } from './read-flow-files';
import {
  eachLabel,
  type FlowDefinition,
  type FlowWords,
  type InputDefinition,
  type StepDefinition,
  type UtteranceWords,
  type WordTree,
} from './schema';
import { utterancesOf } from './written-texts';
import type { YamlFile } from './yaml-file';

/** Every text that is said exists in every language, in the same form, and no text is left over. */
export function checkWords(sources: FlowSources): readonly Problem[] {
  return [
    ...[...sources.flows].flatMap(([name, { content }]) => [
      ...eachLanguage(sources).flatMap(([language, words]) => {
        const file = words.flows.get(name);
        return file === undefined ? [] : checkFlowWords(content, language, file);
      }),
      ...checkSameForm(
        languages.map((language) => [language, sources.words[language].flows.get(name)] as const),
        (content) => new Map(utterancesOf(content)),
        { flow: name, path: [] },
      ),
    ]),
    ...eachLanguage(sources).flatMap(([language, words]) => checkMoveWords(sources, language, words)),
    ...checkSameForm(
      languages.map((language) => [language, sources.words[language].moves] as const),
      (content) => new Map(Object.entries(content.messages)),
      { path: ['messages'] },
    ),
    ...checkPhrases(sources),
    ...checkCodeWords(sources),
  ];
}

/** The keys that a step says, each with the reason. */
export function keysOf(step: StepDefinition): readonly string[] {
  const { input } = step.ask ?? {};
  return [...(step.say ?? []), ...(input === undefined ? [] : keysOfInput(input))];
}

/** The keys with which a question is left open after what was typed. */
export function keysOfInput(input: InputDefinition): readonly string[] {
  if (input.kind === 'text') {
    return input.longer === undefined ? [input.tooLong ?? defaultTooLong] : [];
  }
  return [
    input.notUnderstood ?? defaultNotUnderstood,
    ...(input.kind === 'municipality' ? [input.severalFit ?? defaultSeveralFit] : []),
  ];
}

function checkFlowWords(
  flow: FlowDefinition,
  language: Language,
  { file, content, lineOf }: YamlFile<FlowWords>,
): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (path: readonly PropertyKey[], message: string, step?: string): void => {
    const at = { file, line: lineOf(path), flow: flow.flow, language };
    problems.push({ ...at, ...(step === undefined ? {} : { step }), message });
  };
  const said = new Set<string>();
  for (const [name, step] of Object.entries(flow.steps)) {
    for (const key of keysOf(step)) {
      said.add(key);
      if (!Object.hasOwn(content, key)) report([], `lacks the text \`${key}\`: write it`, name);
    }
    const options = Object.keys(step.ask?.options ?? {});
    const labels = own(content.options, name) ?? {};
    for (const option of options) {
      if (!Object.hasOwn(labels, option)) {
        report(
          ['options', name],
          `lacks the label of the option \`${option}\`: write it under \`options\``,
          name,
        );
      }
    }
    if (step.ask?.each !== undefined && !Object.hasOwn(labels, eachLabel)) {
      report(
        ['options', name],
        `lacks the label for the items of the list \`${step.ask.each.list}\`: write it under \`options\` as \`${eachLabel}\``,
        name,
      );
    }
    checkTypedForms(name, options, content, (path, message) => report(path, message, name));
  }
  for (const [key] of utterancesOf(content)) {
    if (!said.has(key)) report([key], `\`${key}\` is said by no step: take it out, or correct its name`);
  }
  for (const group of ['options', 'also'] as const) {
    for (const [step, labels] of Object.entries(content[group] ?? {})) {
      const options = own(flow.steps, step)?.ask?.options ?? {};
      for (const option of Object.keys(labels)) {
        if (Object.hasOwn(options, option)) continue;
        const isEach = group === 'options' && option === eachLabel;
        if (isEach && own(flow.steps, step)?.ask?.each !== undefined) continue;
        const message = `\`${group}.${step}.${option}\` belongs to no option: take it out, or correct its name`;
        report([group, step, option], message);
      }
    }
  }
  return problems;
}

function checkTypedForms(
  step: string,
  options: readonly string[],
  words: FlowWords,
  report: (path: readonly PropertyKey[], message: string) => void,
): void {
  const taken = new Map<string, string>();
  for (const option of options) {
    const label = own(own(words.options, step), option);
    const also = own(own(words.also, step), option) ?? [];
    for (const form of [...(label === undefined ? [] : [label]), ...also]) {
      const typed = normalise(form);
      const other = taken.get(typed);
      if (other !== undefined && other !== option && typed !== '') {
        const message = `the options \`${other}\` and \`${option}\` are both meant by “${form}”: change one`;
        report(
          [own(own(words.also, step), option)?.includes(form) ? 'also' : 'options', step, option],
          message,
        );
      }
      taken.set(typed, option);
    }
  }
}

type FormedFile<Content> = readonly [Language, YamlFile<Content> | undefined];

/** A card in one language is a card in all. The first language is the measure. */
function checkSameForm<Content>(
  files: readonly FormedFile<Content>[],
  entries: (content: Content) => ReadonlyMap<string, UtteranceWords>,
  { path, ...place }: { readonly flow?: string; readonly path: readonly string[] },
): readonly Problem[] {
  const [first, ...others] = files;
  const measure = first?.[1] === undefined ? new Map<string, UtteranceWords>() : entries(first[1].content);
  return others.flatMap(([language, file]) => {
    if (file === undefined) return [];
    return [...entries(file.content)].flatMap(([key, words]) => {
      const wanted = measure.get(key);
      if (wanted === undefined || formOf(wanted) === formOf(words)) return [];
      const message = `\`${key}\` is ${formOf(words)} here and ${formOf(wanted)} in ${first?.[0]}: make them the same`;
      return [{ file: file.file, line: file.lineOf([...path, key]), ...place, language, message }];
    });
  });
}

function formOf(words: UtteranceWords): string {
  if (typeof words === 'string' || Array.isArray(words)) return 'a text';
  const card = `a card with ${words.buttons.length} buttons`;
  return words.each === undefined ? card : `${card} for each of \`${words.each}\``;
}

function checkMoveWords(
  { moves: { content } }: FlowSources,
  language: Language,
  { moves: words }: LanguageSources,
): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (path: readonly PropertyKey[], message: string): void => {
    problems.push({ file: words.file, line: words.lineOf(path), language, message });
  };
  const said = new Set(
    [...Object.values(content.moves), ...Object.values(content.events)].flatMap(({ say }) => say ?? []),
  );
  for (const key of said) {
    if (!Object.hasOwn(words.content.messages, key))
      report(['messages'], `lacks the text \`${key}\`: write it`);
  }
  for (const key of Object.keys(words.content.messages)) {
    if (!said.has(key)) {
      report(['messages', key], `\`${key}\` is said by no move or event: take it out, or correct its name`);
    }
  }
  for (const [name, move] of Object.entries(content.moves)) {
    const shown = move.offer !== undefined || move.resume === true;
    if (shown && !Object.hasOwn(words.content.labels, name)) {
      report(['labels'], `lacks the label of the move \`${name}\`, which is shown as a button: write it`);
    }
    if (!Object.hasOwn(words.content.phrases, name)) {
      report(['phrases'], `lacks phrases for the move \`${name}\`: write at least one`);
    }
  }
  for (const group of ['labels', 'phrases'] as const) {
    for (const name of Object.keys(words.content[group])) {
      if (!Object.hasOwn(content.moves, name)) {
        report([group, name], `\`${group}.${name}\` belongs to no move: take it out, or correct its name`);
      }
    }
  }
  return problems;
}

/** A phrase means one move, whichever language it is in. */
function checkPhrases(sources: FlowSources): readonly Problem[] {
  const taken = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [language, { moves }] of eachLanguage(sources)) {
    for (const [move, forms] of Object.entries(moves.content.phrases)) {
      const path = ['phrases', move];
      for (const [index, form] of forms.entries()) {
        const report = (message: string): void => {
          problems.push({ file: moves.file, line: moves.lineOf([...path, index]), language, message });
        };
        const phrase = normalise(form);
        const other = taken.get(phrase);
        if (phrase === '') report(`“${form}” has no words in it: take it out`);
        else if (other !== undefined && other !== move) {
          report(`“${form}” means \`${other}\` already: a phrase can mean one move only`);
        }
        if (other === undefined) taken.set(phrase, move);
      }
    }
  }
  return problems;
}

function checkCodeWords(sources: FlowSources): readonly Problem[] {
  return codeWordFiles.flatMap((name) => {
    const files = eachLanguage(sources).map(([language, { code }]) => ({ language, file: code.get(name) }));
    const paths = new Set(files.flatMap(({ file }) => (file === undefined ? [] : leaves(file.content))));
    return files.flatMap(({ language, file }) => {
      if (paths.size === 0) return [];
      const own = new Set(file === undefined ? [] : leaves(file.content));
      return [...paths]
        .filter((path) => !own.has(path))
        .map((path) => ({
          file: `locales/${language}/${name}.yaml`,
          line: 1,
          language,
          message: `lacks the text \`${path}\`, which another language has: write it`,
        }));
    });
  });
}

function leaves(tree: WordTree, path: readonly string[] = []): readonly string[] {
  // A list holds ways to say one thing; a language has as many as it needs.
  const isOne =
    typeof tree === 'string' || (Array.isArray(tree) && tree.every((text) => typeof text === 'string'));
  if (isOne) return [path.join('.')];
  return Object.entries(tree).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function own<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
