import { checkLimits } from './check-limits';
import { checkPaths } from './check-paths';
import { checkPlaceholders } from './check-placeholders';
import { checkQuestions } from './check-questions';
import { checkReferences } from './check-references';
import { checkWords } from './check-words';
import type { FlowSet } from './flow-set';
import { type Problem, sortProblems } from './problem';
import type { Services } from './service';

/**
 * Proves what can be proved about a set of flows before anybody talks to it: every name stands for something, every
 * step is reached, no turn loops, is silent or says more than LINE takes, every text exists in every language with the
 * same values, fits LINE's limits with the longest values filled in, and every question can be left unanswered.
 *
 * @param services what `call` reaches; only their declarations are looked at, nothing is called
 * @returns all problems, by file and line; none when the set may be used
 */
export function checkFlows(flows: FlowSet, services: Services): readonly Problem[] {
  const { sources } = flows;
  return sortProblems([
    ...checkReferences(sources, services),
    ...checkPaths(sources),
    ...checkWords(sources),
    ...checkPlaceholders(sources, services),
    ...checkLimits(sources, services),
    ...checkQuestions(sources),
  ]);
}
