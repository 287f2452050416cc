import type { FlowSet, Language, WordTree } from '../../flow';
import type { RegisteredItems } from '../../handoff';

/** Something a person registered, in the words of the page where they did. */
export interface RegisteredLine {
  readonly name: string;
  readonly value: string;
}

/** Every item that can be registered, with its value where it was. */
export interface RegisteredItem {
  readonly item: Exclude<keyof RegisteredItems, 'answerIn'>;
  readonly name: string;
  /** Null: not told. */
  readonly value: string | null;
}

/** What a person registered, without what they left away. */
export function registeredLines(
  items: RegisteredItems,
  flows: FlowSet,
  language: Language,
): readonly RegisteredLine[] {
  return namedItems(items, flows, language).flatMap(({ name, value }) =>
    value === null ? [] : [{ name, value }],
  );
}

/** All that can be registered, in words. */
export function namedItems(
  items: RegisteredItems,
  flows: FlowSet,
  language: Language,
): readonly RegisteredItem[] {
  const say = (...path: readonly string[]) => wordAt(flows.words[language].get('web'), path);
  const { nickname, municipality, ageBand, duration } = items;
  return [
    { item: 'nickname', name: say('registered', 'nickname'), value: nickname },
    { item: 'municipality', name: say('registered', 'municipality'), value: municipality },
    {
      item: 'ageBand',
      name: say('registered', 'age'),
      value: ageBand && say('registered', 'ages', ageBand),
    },
    {
      item: 'duration',
      name: say('registered', 'duration'),
      value: duration && say('registered', 'durations', duration),
    },
  ];
}

/** A word of a tree; its own name where it is not there. */
function wordAt(tree: WordTree | undefined, path: readonly string[]): string {
  const found = path.reduce<WordTree | undefined>((branch, name) => {
    if (typeof branch !== 'object' || Array.isArray(branch) || !Object.hasOwn(branch, name)) return undefined;
    return Object.entries(branch).find(([key]) => key === name)?.[1];
  }, tree);
  return typeof found === 'string' ? found.trimEnd() : (path.at(-1) ?? '');
}
