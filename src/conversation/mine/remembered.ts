import type { ConversationState, Fact, FlowSet, Language } from '../../flow';

/** Something that is remembered about a person, in their words. */
export interface Remembered {
  /** The fact's name in flows. */
  readonly fact: string;
  readonly name: string;
  readonly value: string;
  /** What it is remembered for; empty where no flow says so any more. */
  readonly why: string;
  /** How long it is kept; empty where nothing is said. */
  readonly kept: string;
}

/** What a conversation remembers of a person, named as `flows/facts.yaml` names it: the language first. */
export function rememberedIn(
  state: ConversationState | null,
  flows: FlowSet,
  language: Language,
): readonly Remembered[] {
  if (!state) return [];
  const facts: readonly (readonly [string, Fact['value']])[] = [
    ['language', state.language],
    ...Object.entries(state.facts).map(([name, { value }]) => [name, value] as const),
  ];
  const declared = flows.sources.facts?.content.facts ?? {};
  return facts
    .filter(([name], index) => facts.findIndex(([other]) => other === name) === index)
    .map(([fact, value]) => {
      const known = Object.hasOwn(declared, fact) ? declared[fact] : undefined;
      const shown = known?.values?.[String(value)]?.[language];
      return {
        fact,
        name: known?.name?.[language] ?? known?.why[language] ?? fact,
        value: shown ?? String(value),
        why: known?.why[language] ?? '',
        kept: known?.kept?.[language] ?? '',
      };
    });
}
