import type { Service } from '../../flow';
import { answeringLines } from './crisis-ranking';
import { type CrisisFacts, longestTold, tellLines } from './crisis-telling';

/**
 * `crisis-now`: where a person answers at this moment, for whoever asks for such a number themselves, whatever screening
 * made of their words. Its values are those of {@link tellLines}.
 */
export function crisisNow(facts: CrisisFacts): Service {
  return {
    outcomes: ['listed'],
    values: longestTold(facts),
    answer: ({ now, language }) => {
      const ranked = answeringLines(facts.crisis, { matter: 'anything', urgent: false, now });
      return { outcome: 'listed', values: tellLines(facts, ranked, { now, language }) };
    },
  };
}
