import { fillPattern } from '../../calendar';
import { type Language, languages, type Service } from '../../flow';
import type { Case } from './catalogue';
import { knownValue } from './known-value';
import { longestOf } from './longest-of';
import type { ServiceFacts } from './service-facts';

const most = 10;
/** Whom a family's story is nearer to than a person's own. */
const familyStandpoints: readonly string[] = ['family', 'sibling'];

/**
 * `cases`: what others came with, told in few words. Looks at `standpoint`: families see families' stories first,
 * everybody else those of people themselves.
 *
 * - `listed`: the list `cases` holds them. - `none`: the catalogue has none.
 */
export function cases({ catalogue, factWords }: ServiceFacts): Service {
  const { entries } = catalogue.cases;
  const own = entries.filter(({ teller }) => teller === 'person');
  const families = entries.filter(({ teller }) => teller !== 'person');
  const valuesOf = (entry: Case, language: Language) => ({
    who: whoOf(entry, factWords[language].cases),
    way: factWords[language].cases.ways[entry.way],
    story: entry.story[language],
  });
  const all = entries.flatMap((entry) => languages.map((language) => valuesOf(entry, language)));
  return {
    outcomes: ['listed', 'none'],
    values: {},
    lists: {
      cases: {
        most,
        values: {
          who: longestOf(all.map(({ who }) => who)),
          way: longestOf(all.map(({ way }) => way)),
          story: longestOf(all.map(({ story }) => story)),
        },
      },
    },
    answer: ({ language, state }) => {
      const isFamily = familyStandpoints.includes(knownValue(state, 'standpoint') ?? '');
      const ordered = isFamily ? [...families, ...own] : [...own, ...families];
      return {
        outcome: entries.length > 0 ? 'listed' : 'none',
        values: {},
        lists: {
          cases: ordered.map((entry) => ({ id: entry.id, values: valuesOf(entry, language) })),
        },
      };
    },
  };
}

function whoOf({ teller, about }: Case, words: ServiceFacts['factWords']['ja']['cases']): string {
  const age =
    typeof about.age === 'number'
      ? fillPattern(words.age, { age: String(about.age) })
      : fillPattern(words.decade, { decade: String(about.age.decade) });
  const years =
    typeof about.years === 'number'
      ? fillPattern(words.years, { years: String(about.years) })
      : fillPattern(words.moreYears, { years: String(about.years.more) });
  return fillPattern(words.who[`${teller}-${about.sex}`], { age, years });
}
