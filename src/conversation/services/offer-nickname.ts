import type { Language, Service } from '../../flow';
import { longestOf } from './longest-of';

/**
 * `offer-nickname`: a gentle word as a name to be called by. `offer` depends on the person's seed and on the turns
 * taken, so that asking once more brings another word, and asking the same twice brings the same.
 */
export function offerNickname(nicknames: Readonly<Record<Language, readonly string[]>>): Service {
  return {
    outcomes: ['offered'],
    values: { offer: longestOf(Object.values(nicknames).flat()) },
    answer: ({ language, seed, state }) => {
      const words = nicknames[language];
      const index = Math.abs(Math.trunc(seed) + state.turns) % words.length;
      return { outcome: 'offered', values: { offer: words[index] ?? '' } };
    },
  };
}
