import { type Vocabulary, vocabularyOf } from './check-references';
import { keysOf } from './check-words';
import { languageFact } from './draft';
import { languages } from './message';
import { organisationValues } from './organisation';
import type { Problem } from './problem';
import type { FlowSources } from './read-flow-files';
import { type FlowDefinition, isErasure, longOption, type StepDefinition } from './schema';
import type { Services } from './service';
import { parseTemplate } from './template';
import { type WrittenText, writtenTexts } from './written-texts';
import type { YamlFile } from './yaml-file';

/** Every value that a text needs exists, is the same in all languages, and is certain to be known where it is said. */
export function checkPlaceholders(sources: FlowSources, services: Services): readonly Problem[] {
  const vocabulary = vocabularyOf(sources, services);
  const texts = writtenTexts(sources);
  return [
    ...checkKnown(texts, vocabulary),
    ...checkIds(texts, sources, vocabulary),
    ...checkSame(texts),
    ...[...sources.flows.values()].flatMap((file) => checkCertain(file, texts, vocabulary, services)),
  ];
}

function namesIn(text: string): readonly string[] {
  return parseTemplate(text)?.names ?? [];
}

function isKnownName({ facts, serviceValues, heldValues }: Vocabulary, name: string): boolean {
  return facts.has(name) || serviceValues.has(name) || heldValues.has(name);
}

function isOrganisationValue(name: string): boolean {
  return organisationValues.some((value) => value === name);
}

/** The values that the items of a text's list bring. */
function itemNames(each: string | null, { lists }: Vocabulary): readonly string[] {
  return each === null ? [] : Object.keys(lists.get(each)?.values ?? {});
}

/** The id of an item is for services; people are shown what a service says of it. */
function checkIds(
  texts: readonly WrittenText[],
  { flows }: FlowSources,
  vocabulary: Vocabulary,
): readonly Problem[] {
  const ids = new Set(
    [...flows.values()].flatMap(({ content }) =>
      Object.values(content.steps).flatMap(({ ask }) =>
        ask?.each === undefined ? [] : [ask.each.hold ?? ask.remember],
      ),
    ),
  );
  return texts.flatMap(({ at, each, text }) =>
    namesIn(text)
      .filter((name) => ids.has(name) && !itemNames(each, vocabulary).includes(name))
      .map((name) => ({
        ...at,
        message: `uses {${name}}, which is the id of an item and tells people nothing: use a value that a service gives`,
      })),
  );
}

function checkKnown(texts: readonly WrittenText[], vocabulary: Vocabulary): readonly Problem[] {
  return texts.flatMap(({ at, role, each, text }) => {
    const ofItems = itemNames(each, vocabulary);
    if (each !== null && !vocabulary.lists.has(each)) {
      // Told once for a card; for labels it is told with the flow.
      if (role !== 'title') return [];
      const known = [...vocabulary.lists.keys()].sort().join(', ');
      const lists = known === '' ? 'there are no lists' : `there are ${known}`;
      return [
        { ...at, message: `is said for each of the list \`${each}\`, which no service gives: ${lists}` },
      ];
    }
    return namesIn(text).flatMap((name) => {
      if (ofItems.includes(name)) return [];
      const ofMoves = at.flow === undefined;
      if (ofMoves && role === 'label') {
        return [{ ...at, message: `uses {${name}}, but labels of moves take no values: write the words` }];
      }
      if (isOrganisationValue(name)) return [];
      if (ofMoves) {
        const known = organisationValues.map((value) => `{${value}}`).join(', ');
        return [{ ...at, message: `uses {${name}}, but what moves and events say knows only ${known}` }];
      }
      return isKnownName(vocabulary, name)
        ? []
        : [
            {
              ...at,
              message: `uses {${name}}, which is no fact, no value of a service and no held input: correct the name`,
            },
          ];
    });
  });
}

/** The first language is the measure for the others. */
function checkSame(texts: readonly WrittenText[]): readonly Problem[] {
  const used = new Map<string, Map<string, { readonly text: WrittenText; readonly names: Set<string> }>>();
  for (const text of texts) {
    const place = [text.at.flow ?? 'moves', text.key ?? '', text.at.step ?? '', text.option ?? ''].join('/');
    if (text.key === null && text.option === null) continue;
    const perLanguage = used.get(place) ?? new Map();
    used.set(place, perLanguage);
    const known = perLanguage.get(text.at.language) ?? { text, names: new Set<string>() };
    perLanguage.set(text.at.language, known);
    for (const name of namesIn(text.text)) known.names.add(name);
  }
  const [first, ...others] = languages;
  return [...used.values()].flatMap((perLanguage) => {
    const measure = perLanguage.get(first);
    return others.flatMap((language) => {
      const other = perLanguage.get(language);
      if (measure === undefined || other === undefined) return [];
      const subject = other.text.key === null ? 'the label' : `\`${other.text.key}\``;
      const missing = [...measure.names].filter((name) => !other.names.has(name));
      const added = [...other.names].filter((name) => !measure.names.has(name));
      return [
        ...missing.map((name) => ({
          ...other.text.at,
          message: `${subject} does not use {${name}}, which it uses in ${first}: use the same values`,
        })),
        ...added.map((name) => ({
          ...other.text.at,
          message: `${subject} uses {${name}}, which it does not use in ${first}: use the same values`,
        })),
      ];
    });
  });
}

/** What is certain to be known at a step: names of facts and of service values. */
type Certain = ReadonlySet<string>;

function checkCertain(
  { file, content: flow, lineOf }: YamlFile<FlowDefinition>,
  texts: readonly WrittenText[],
  vocabulary: Vocabulary,
  services: Services,
): readonly Problem[] {
  const certain = certainAt(flow, services, vocabulary.heldValues);
  const mayBeUnknown = (name: string): boolean => name !== languageFact && isKnownName(vocabulary, name);
  const listsNeeded = (step: string, keys: readonly string[]): readonly string[] => [
    ...new Set(
      own
        .filter(({ key, at }) => (key === null ? at.step === step : keys.includes(key)))
        .flatMap(({ each }) => (each !== null && vocabulary.lists.has(each) ? [each] : [])),
    ),
  ];
  const own = texts.filter(({ at }) => at.flow === flow.flow);
  return Object.entries(flow.steps).flatMap(([name, step]) => {
    const known = certain.get(name);
    if (known === undefined) return [];
    const keys = keysOf(step);
    const needed = new Set(
      own
        .filter(({ key, at }) => (key === null ? at.step === name : keys.includes(key)))
        .flatMap(({ text, each }) => {
          const ofItems = itemNames(each, vocabulary);
          return namesIn(text).filter((value) => !ofItems.includes(value));
        }),
    );
    const unlisted = listsNeeded(name, keys).filter((list) => !known.has(listName(list)));
    const stored = Object.values(step.ask?.options ?? {}).flatMap((option) => longOption(option).value ?? []);
    const messages = [
      ...unlisted.map(
        (list) =>
          `needs the list \`${list}\`, which may not be known here: put a \`call\` that gives it before it in this flow`,
      ),
      ...[...new Set([...needed, ...stored])]
        .filter((value) => !known.has(value) && mayBeUnknown(value))
        .map(
          (value) =>
            `needs {${value}}, which may not be known here: put a \`call\` that gives it, or a \`branch\` on \`known: true\`, before it in this flow`,
        ),
    ];
    return messages.map((message) => ({
      file,
      line: lineOf(['steps', name]),
      flow: flow.flow,
      step: name,
      message,
    }));
  });
}

/** How a list stands among the names that are certain; no value can be called that. */
function listName(list: string): string {
  return `each ${list}`;
}

/** The words that a flow holds until the next answer. What was chosen or read stays as long as the flow. */
function heldWords({ steps }: FlowDefinition): ReadonlySet<string> {
  return new Set(
    Object.values(steps).flatMap(({ ask }) =>
      ask?.input?.kind === 'text' && ask.input.hold !== undefined ? [ask.input.hold] : [],
    ),
  );
}

/** Follows every way through a flow; where ways meet, only what both know is certain. */
function certainAt(
  flow: FlowDefinition,
  services: Services,
  heldValues: ReadonlySet<string>,
): ReadonlyMap<string, Certain> {
  const certain = new Map<string, Certain>();
  const words = heldWords(flow);
  const waiting: [string, Certain][] = [[flow.start, new Set()]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [name, arriving] = next;
    const step = Object.hasOwn(flow.steps, name) ? flow.steps[name] : undefined;
    if (step === undefined) continue;
    const before = certain.get(name);
    const now = before === undefined ? arriving : new Set([...before].filter((value) => arriving.has(value)));
    if (before !== undefined && before.size === now.size) continue;
    certain.set(name, now);
    const forgotten = new Set(step.forget);
    const known = [...(isErasure(step.effect) ? [] : now)].filter((value) => !forgotten.has(value));
    waiting.push(...leaving(step, new Set(known), services, words, heldValues));
  }
  return certain;
}

function leaving(
  step: StepDefinition,
  known: Certain,
  services: Services,
  words: ReadonlySet<string>,
  heldValues: ReadonlySet<string>,
): [string, Certain][] {
  const without = (names: ReadonlySet<string>): Certain =>
    new Set([...known].filter((name) => !names.has(name)));
  if (step.branch !== undefined) {
    const ways: [string, Certain][] = [];
    // Once a case `known: false` has not held, the fact is known in all that follow.
    let passed = known;
    for (const { when, then } of step.branch) {
      const holds = when.known !== false;
      ways.push([then, holds ? new Set([...passed, when.fact]) : passed]);
      if (!holds) passed = new Set([...passed, when.fact]);
    }
    if (step.else !== undefined) ways.push([step.else, passed]);
    return ways;
  }
  if (step.call !== undefined) {
    const service = Object.hasOwn(services, step.call) ? services[step.call] : undefined;
    const namesOf = ({ values = {}, lists = {} }: Partial<Services[string]>): readonly string[] => [
      ...Object.keys(values),
      ...Object.keys(lists).map(listName),
    ];
    const others = new Set(Object.values(services).flatMap(namesOf));
    const kept = [...known].filter((name) => !others.has(name));
    const values = new Set([...kept, ...namesOf(service ?? {})]);
    return Object.values(step.outcomes ?? {}).map((target) => [target, values]);
  }
  if (step.ask !== undefined) {
    const { remember, options, input, each } = step.ask;
    // Words that were held are let go with the answer.
    const kept = without(words);
    const plus = (name: string | undefined): Certain =>
      name === undefined ? kept : new Set([...kept, name]);
    return [
      ...Object.values(options ?? {}).map((written): [string, Certain] => {
        const option = longOption(written);
        return [option.then, option.remember === false ? kept : plus(remember)];
      }),
      ...(input === undefined
        ? []
        : [[input.then, plus(input.hold ?? remember)] satisfies [string, Certain]]),
      ...(input?.kind === 'text' && input.longer !== undefined
        ? [[input.longer, kept] satisfies [string, Certain]]
        : []),
      ...(each === undefined ? [] : [[each.then, plus(each.hold ?? remember)] satisfies [string, Certain]]),
    ];
  }
  // Another flow lies in between: nothing is held over that.
  return step.then === undefined ? [] : [[step.then, step.enter === undefined ? known : without(heldValues)]];
}
