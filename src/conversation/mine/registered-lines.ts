import type { FlowSet, Language, WordTree } from '../../flow';
import type { RegisteredItems } from '../../handoff';

/** Something a person registered, in the words of the page where they did. */
export interface RegisteredLine {
  readonly name: string;
  readonly value: string;
}

/** What a person registered, without what they left away. */
export function registeredLines(
  items: RegisteredItems,
  flows: FlowSet,
  language: Language,
): readonly RegisteredLine[] {
  const say = (...path: readonly string[]) => wordAt(flows.words[language].get('web'), path);
  const told: readonly (readonly [string, string | null])[] = [
    [say('registered', 'nickname'), items.nickname],
    [say('registered', 'municipality'), items.municipality],
    [say('registered', 'age'), items.ageBand && say('registered', 'ages', items.ageBand)],
    [say('registered', 'duration'), items.duration && say('registered', 'durations', items.duration)],
  ];
  return told.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
}

/** A word of a tree; its own name where it is not there. */
function wordAt(tree: WordTree | undefined, path: readonly string[]): string {
  const found = path.reduce<WordTree | undefined>((branch, name) => {
    if (typeof branch !== 'object' || Array.isArray(branch) || !Object.hasOwn(branch, name)) return undefined;
    return Object.entries(branch).find(([key]) => key === name)?.[1];
  }, tree);
  return typeof found === 'string' ? found.trimEnd() : (path.at(-1) ?? '');
}
