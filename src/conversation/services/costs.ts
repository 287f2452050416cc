import { type Language, languages, type Service } from '../../flow';
import { longestOf } from './longest-of';
import type { ServiceFacts } from './service-facts';

/** `costs`: whether consultation is `free` or `charged`, and what people pay all the same (`ownCosts`). */
export function costs({ catalogue, factWords }: ServiceFacts): Service {
  const { free, ownCosts } = catalogue.supports.costs;
  const ownIn = (language: Language): string => {
    const words = factWords[language].supports;
    return ownCosts.map((cost) => words.ownCosts[cost]).join(words.joinedBy);
  };
  return {
    outcomes: ['free', 'charged'],
    values: { ownCosts: longestOf(languages.map(ownIn)) },
    answer: ({ language }) => ({
      outcome: free ? 'free' : 'charged',
      values: { ownCosts: ownIn(language) },
    }),
  };
}
