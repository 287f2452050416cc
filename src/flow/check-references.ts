import { moveFlow } from './compile-flows';
import { languageFact } from './draft';
import { countGraphemes } from './graphemes';
import { languages } from './message';
import { organisationValues } from './organisation';
import type { Problem } from './problem';
import type { FlowSources } from './read-flow-files';
import { type FlowDefinition, longOption, type StepDefinition } from './schema';
import type { ListDeclaration, Services } from './service';
import type { YamlFile, YamlPath } from './yaml-file';

type Report = (path: YamlPath, message: string) => void;

/** What flows may refer to. */
export interface Vocabulary {
  readonly facts: ReadonlySet<string>;
  readonly serviceValues: ReadonlySet<string>;
  /** Values under which answers are held, of all flows. */
  readonly heldValues: ReadonlySet<string>;
  /** What services promise about their lists; where several give one of the same name, all of it. */
  readonly lists: ReadonlyMap<string, ListDeclaration>;
}

export function vocabularyOf(sources: FlowSources, services: Services): Vocabulary {
  const facts = new Set<string>([languageFact]);
  const heldValues = new Set<string>();
  for (const { content } of sources.flows.values()) {
    for (const { ask } of Object.values(content.steps)) {
      if (ask?.remember !== undefined) facts.add(ask.remember);
      for (const hold of [ask?.input?.hold, ask?.each?.hold]) if (hold !== undefined) heldValues.add(hold);
    }
  }
  const serviceValues = new Set(Object.values(services).flatMap(({ values }) => Object.keys(values)));
  return { facts, serviceValues, heldValues, lists: listsOf(services) };
}

function listsOf(services: Services): ReadonlyMap<string, ListDeclaration> {
  const lists = new Map<string, ListDeclaration>();
  for (const [name, list] of Object.values(services).flatMap((service) =>
    Object.entries(service.lists ?? {}),
  )) {
    const known = lists.get(name) ?? { most: 0, values: {} };
    const values: Record<string, string> = { ...known.values };
    for (const [value, text] of Object.entries(list.values)) {
      const longest = Object.hasOwn(values, value) ? (values[value] ?? '') : '';
      values[value] = countGraphemes(text) > countGraphemes(longest) ? text : longest;
    }
    lists.set(name, { most: Math.max(known.most, list.most), values });
  }
  return lists;
}

/** Every name that a flow, a move or an event uses stands for something. */
export function checkReferences(sources: FlowSources, services: Services): readonly Problem[] {
  const vocabulary = vocabularyOf(sources, services);
  return [
    ...[...sources.flows].flatMap(([name, file]) => checkFlow(name, file, sources, services, vocabulary)),
    ...checkMoves(sources),
    ...checkDeclared(sources, vocabulary),
  ];
}

/** Where facts are declared, all of them are, and nothing else is. */
function checkDeclared({ facts: file }: FlowSources, { facts }: Vocabulary): readonly Problem[] {
  if (file === null) return [];
  return Object.keys(file.content.facts)
    .filter((fact) => !facts.has(fact))
    .map((fact) => ({
      file: file.file,
      line: file.lineOf(['facts', fact]),
      message: `declares the fact \`${fact}\`, which no question remembers: take it out, or correct its name`,
    }));
}

function checkFlow(
  name: string,
  file: YamlFile<FlowDefinition>,
  sources: FlowSources,
  services: Services,
  vocabulary: Vocabulary,
): readonly Problem[] {
  const problems: Problem[] = [];
  const { content } = file;
  const report = (path: YamlPath, message: string, step?: string): void => {
    problems.push({
      file: file.file,
      line: file.lineOf(path),
      flow: name,
      ...(step === undefined ? {} : { step }),
      message,
    });
  };
  if (name === moveFlow) report([], `cannot be called \`${moveFlow}\`: buttons of moves carry that name`);
  if (!Object.hasOwn(content.steps, content.start)) report(['start'], unknownStep('starts', content.start));
  for (const [stepName, step] of Object.entries(content.steps)) {
    const at: Report = (path, message) => report(['steps', stepName, ...path], message, stepName);
    for (const { path, target } of stepTargets(step)) {
      if (!Object.hasOwn(content.steps, target)) at(path, unknownStep('goes on', target));
    }
    for (const key of ['go', 'enter'] as const) {
      const flow = step[key];
      if (flow !== undefined && !sources.flows.has(flow)) at([key], unknownFlow(flow));
    }
    checkFacts(step, vocabulary, at);
    checkDeclarations(step, sources, at);
    checkList(step, vocabulary, at);
    checkPlaces(step, sources, at);
    checkCall(step, services, at);
  }
  return problems;
}

/** Every step that a step names, with where it names it. */
export function stepTargets(
  step: StepDefinition,
): readonly { readonly path: YamlPath; readonly target: string }[] {
  const { ask } = step;
  return [
    ...(step.then === undefined ? [] : [{ path: ['then'], target: step.then }]),
    ...(step.branch ?? []).map(({ then }, index) => ({ path: ['branch', index, 'then'], target: then })),
    ...(step.else === undefined ? [] : [{ path: ['else'], target: step.else }]),
    ...Object.entries(step.outcomes ?? {}).map(([outcome, target]) => ({
      path: ['outcomes', outcome],
      target,
    })),
    ...Object.entries(ask?.options ?? {}).map(([option, written]) => ({
      path: ['ask', 'options', option],
      target: longOption(written).then,
    })),
    ...(ask?.input === undefined ? [] : [{ path: ['ask', 'input', 'then'], target: ask.input.then }]),
    ...(ask?.input?.kind === 'text' && ask.input.longer !== undefined
      ? [{ path: ['ask', 'input', 'longer'], target: ask.input.longer }]
      : []),
    ...(ask?.each === undefined ? [] : [{ path: ['ask', 'each', 'then'], target: ask.each.then }]),
  ];
}

/** What a question remembers was declared, with what it is remembered for. */
function checkDeclarations({ ask }: StepDefinition, { facts }: FlowSources, report: Report): void {
  const fact = ask?.remember;
  if (fact === undefined || facts === null || Object.hasOwn(facts.content.facts, fact)) return;
  report(
    ['ask', 'remember'],
    `remembers the fact \`${fact}\`, which flows/facts.yaml does not declare: declare it there, with what it is for`,
  );
}

function checkList({ ask }: StepDefinition, { lists }: Vocabulary, report: Report): void {
  const list = ask?.each?.list;
  if (list === undefined || lists.has(list)) return;
  const known = [...lists.keys()].sort().join(', ');
  report(
    ['ask', 'each', 'list'],
    `lets people choose from the list \`${list}\`, which no service gives: ${known === '' ? 'there are no lists' : `there are ${known}`}`,
  );
}

function checkPlaces({ ask }: StepDefinition, { municipalities }: FlowSources, report: Report): void {
  if (ask?.input?.kind !== 'municipality' || municipalities !== null) return;
  report(
    ['ask', 'input', 'kind'],
    'asks for a municipality, and none is written down: add the file flows/catalogue/municipalities.yaml',
  );
}

function checkFacts(
  step: StepDefinition,
  { facts, serviceValues, heldValues }: Vocabulary,
  report: Report,
): void {
  for (const [index, { when }] of (step.branch ?? []).entries()) {
    const path = ['branch', index, 'when', 'fact'];
    if (!facts.has(when.fact)) {
      report(path, `asks about the fact \`${when.fact}\`, which no question remembers: correct the name`);
    }
    if (when.fact === languageFact && when.is !== undefined && !isLanguage(String(when.is))) {
      report(path, `compares the language with \`${when.is}\`: write one of ${languages.join(', ')}`);
    }
  }
  for (const [index, fact] of (step.forget ?? []).entries()) {
    if (fact === languageFact) {
      report(['forget', index], 'forgets the language, and people are always spoken to in one: take it out');
    } else if (!facts.has(fact)) {
      report(
        ['forget', index],
        `forgets the fact \`${fact}\`, which no question remembers: correct the name`,
      );
    }
  }
  const { ask } = step;
  if (ask === undefined) return;
  const { remember } = ask;
  const taken = remember !== undefined && (serviceValues.has(remember) || isOrganisationValue(remember));
  if (taken) {
    report(
      ['ask', 'remember'],
      `remembers the fact \`${remember}\`, but a value of that name exists already: choose another name`,
    );
  }
  for (const way of ['input', 'each'] as const) {
    const hold = ask[way]?.hold;
    if (hold !== undefined && (facts.has(hold) || serviceValues.has(hold) || isOrganisationValue(hold))) {
      report(
        ['ask', way, 'hold'],
        `holds what is ${way === 'input' ? 'typed' : 'chosen'} as \`${hold}\`, but something of that name exists already: choose another name`,
      );
    }
  }
  for (const [option, written] of Object.entries(ask.options ?? {})) {
    const path = ['ask', 'options', option];
    const long = longOption(written);
    if (long.value !== undefined && !serviceValues.has(long.value) && !heldValues.has(long.value)) {
      report(
        path,
        `stores the value \`${long.value}\`, which no service gives and no question holds: correct the name`,
      );
    }
    if (remember === undefined && (long.value !== undefined || long.remember !== undefined)) {
      report(
        path,
        'says what to remember, but the question remembers nothing: add `remember` to the question',
      );
    }
    const stored = remember === languageFact && long.value === undefined && long.remember !== false;
    if (stored && !isLanguage(option)) {
      report(path, `would set the language to \`${option}\`: options here are ${languages.join(', ')}`);
    }
  }
}

function checkCall(step: StepDefinition, services: Services, report: Report): void {
  if (step.call === undefined) return;
  const service = Object.hasOwn(services, step.call) ? services[step.call] : undefined;
  if (service === undefined) {
    const known = Object.keys(services).sort().join(', ');
    report(['call'], `calls the service \`${step.call}\`, which does not exist: there are ${known}`);
    return;
  }
  const handled = Object.keys(step.outcomes ?? {});
  for (const outcome of service.outcomes) {
    if (!handled.includes(outcome)) {
      report(['outcomes'], `does not say what happens when \`${step.call}\` gives \`${outcome}\`: add it`);
    }
  }
  for (const outcome of handled) {
    if (!service.outcomes.includes(outcome)) {
      report(
        ['outcomes', outcome],
        `waits for \`${outcome}\`, which \`${step.call}\` never gives: take it out, or correct the name`,
      );
    }
  }
}

function checkMoves({ moves, flows }: FlowSources): readonly Problem[] {
  const entries = [
    ...Object.entries(moves.content.moves).map(([name, written]) => ['moves', name, written] as const),
    ...Object.entries(moves.content.events).map(([name, written]) => ['events', name, written] as const),
  ];
  return entries.flatMap(([group, name, written]) =>
    (['go', 'enter'] as const).flatMap((key) => {
      const flow = key in written ? (written as Readonly<Record<string, unknown>>)[key] : undefined;
      return typeof flow === 'string' && !flows.has(flow)
        ? [
            {
              file: moves.file,
              line: moves.lineOf([group, name, key]),
              message: `\`${name}\` ${unknownFlow(flow)}`,
            },
          ]
        : [];
    }),
  );
}

function unknownStep(verb: string, step: string): string {
  return `${verb} at step \`${step}\`, which this flow does not have: correct the name, or write the step`;
}

function unknownFlow(flow: string): string {
  return `leads to the flow \`${flow}\`, which does not exist: correct the name, or write the flow`;
}

function isLanguage(text: string): boolean {
  return languages.some((language) => language === text);
}

function isOrganisationValue(name: string): boolean {
  return organisationValues.some((value) => value === name);
}
