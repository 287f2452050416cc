import { languages, type Service } from '../../flow';
import { longestOf } from './longest-of';
import type { ServiceFacts } from './service-facts';

/** How many kinds are offered to choose from: as many as fit beside the other buttons of a question. */
const most = 9;

/**
 * `directory-kinds`: the kinds of help, to choose one from. Only kinds that an entry has; pages of information are no
 * kind of help, and what is found only when asked for comes last.
 */
export function directoryKinds({ catalogue: { directory }, factWords }: ServiceFacts): Service {
  const used = directory.kinds.filter(
    (kind) => kind !== 'information' && directory.entries.some(({ kinds }) => kinds.includes(kind)),
  );
  const last = (kind: string): boolean => directory.onlyWhenAsked.includes(kind);
  const kinds = [...used.filter((kind) => !last(kind)), ...used.filter(last)].slice(0, most);
  const labelOf = (kind: string, language: (typeof languages)[number]) =>
    factWords[language].directory.kinds[kind]?.label ?? '';
  const label = longestOf(kinds.flatMap((kind) => languages.map((language) => labelOf(kind, language))));
  return {
    outcomes: ['listed'],
    values: {},
    lists: { kinds: { most, values: { label } } },
    answer: ({ language }) => ({
      outcome: 'listed',
      values: {},
      lists: { kinds: kinds.map((kind) => ({ id: kind, values: { label: labelOf(kind, language) } })) },
    }),
  };
}
