import type { Language } from './message';
import type { Problem } from './problem';
import { eachLanguage, type FlowSources } from './read-flow-files';
import { eachLabel, type FlowDefinition, type FlowWords, type UtteranceWords } from './schema';
import { textsOf } from './utterance';
import type { YamlFile, YamlPath } from './yaml-file';

/** What a written text becomes; the limits differ. */
export type TextRole = 'text' | 'title' | 'body' | 'card-label' | 'phone' | 'link' | 'label';

/** One text of the word files, with its place. */
export interface WrittenText {
  readonly at: Pick<Problem, 'file' | 'line' | 'flow' | 'step'> & { readonly language: Language };
  readonly role: TextRole;
  /** The key it is said under, or null for labels. */
  readonly key: string | null;
  /** The option it names, for labels of options. */
  readonly option: string | null;
  /** The list for each of whose items it is written; their values may stand in it. Null for all other texts. */
  readonly each: string | null;
  readonly text: string;
}

/** Every text that people see, except the words that code says. */
export function writtenTexts(sources: FlowSources): readonly WrittenText[] {
  return eachLanguage(sources).flatMap(([language, words]) => [
    ...[...words.flows].flatMap(([flow, file]) =>
      textsOfFlow(flow, language, file, sources.flows.get(flow)?.content),
    ),
    ...Object.entries(words.moves.content.messages).flatMap(([key, said]) =>
      textsOfUtterance(said, key, (path) => placeIn(words.moves, ['messages', key, ...path], { language })),
    ),
    ...Object.entries(words.moves.content.labels).map(
      ([move, text]): WrittenText => ({
        at: placeIn(words.moves, ['labels', move], { language }),
        role: 'label',
        key: null,
        option: null,
        each: null,
        text,
      }),
    ),
  ]);
}

/** What a flow's words say, without the reserved keys. */
export function utterancesOf(words: FlowWords): readonly (readonly [string, UtteranceWords])[] {
  return Object.entries(words).filter(
    (entry): entry is [string, UtteranceWords] => entry[0] !== 'options' && entry[0] !== 'also',
  );
}

function textsOfFlow(
  flow: string,
  language: Language,
  file: YamlFile<FlowWords>,
  definition: FlowDefinition | undefined,
): readonly WrittenText[] {
  const listOf = (step: string): string | null =>
    (definition !== undefined && Object.hasOwn(definition.steps, step)
      ? definition.steps[step]?.ask?.each?.list
      : undefined) ?? null;
  return [
    ...utterancesOf(file.content).flatMap(([key, said]) =>
      textsOfUtterance(said, key, (path) => placeIn(file, [key, ...path], { flow, language })),
    ),
    ...Object.entries(file.content.options ?? {}).flatMap(([step, options]) =>
      Object.entries(options).map(
        ([option, text]): WrittenText => ({
          at: placeIn(file, ['options', step, option], { flow, step, language }),
          role: 'label',
          key: null,
          option,
          each: option === eachLabel ? listOf(step) : null,
          text,
        }),
      ),
    ),
  ];
}

/** Its line is looked up when somebody asks for it: texts without fault are thousands, and nobody asks. */
function placeIn(
  { file, lineOf }: Pick<YamlFile<unknown>, 'file' | 'lineOf'>,
  path: YamlPath,
  place: Omit<WrittenText['at'], 'file' | 'line'>,
): WrittenText['at'] {
  return {
    ...place,
    file,
    get line() {
      return lineOf(path);
    },
  };
}

function textsOfUtterance(
  said: UtteranceWords,
  key: string,
  at: (path: readonly PropertyKey[]) => WrittenText['at'],
): readonly WrittenText[] {
  return textsOf(said).map(({ path, text }) => ({
    at: at(path),
    role: roleOf(path),
    key,
    option: null,
    each: listOfWords(said),
    text,
  }));
}

/** The list that a card is said for each item of. */
export function listOfWords(said: UtteranceWords): string | null {
  return typeof said === 'string' || Array.isArray(said) ? null : (said.each ?? null);
}

function roleOf(path: readonly PropertyKey[]): TextRole {
  const last = path.at(-1);
  if (path[0] === 'title') return 'title';
  if (path[0] === 'body') return 'body';
  if (last === 'label') return 'card-label';
  if (last === 'phone') return 'phone';
  return last === 'link' ? 'link' : 'text';
}
