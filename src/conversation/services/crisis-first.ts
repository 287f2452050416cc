import type { Danger, Service } from '../../flow';
import { type CrisisMatter, crisisMatters } from './crisis-catalogue';
import { answeringLines } from './crisis-ranking';
import { type CrisisFacts, longestTold, tellLines } from './crisis-telling';

/**
 * `crisis-first`: where a person answers at this moment, for the danger that screening found. The outcome is what it is
 * for: `suicide`, `self-harm`, `violence`, `abuse`, `medical`, or `anything` where nothing is known. Its values are those
 * of {@link tellLines}.
 */
export function crisisFirst(facts: CrisisFacts): Service {
  return {
    outcomes: crisisMatters.map(outcomeOf),
    values: longestTold(facts),
    answer: ({ now, language, danger }) => {
      const matter = matterOf(danger);
      const ranked = answeringLines(facts.crisis, { matter, urgent: danger?.urgent ?? false, now });
      return { outcome: outcomeOf(matter), values: tellLines(facts, ranked, { now, language }) };
    },
  };
}

/** Flows name their outcomes with hyphens. */
function outcomeOf(matter: CrisisMatter): string {
  return matter.replace('_', '-');
}

function matterOf(danger: Danger | null): CrisisMatter {
  if (danger === null || danger.label === 'distress' || danger.label === 'unscreened') return 'anything';
  return danger.label;
}
