import { checkActing } from './check-acting';
import { checkCrisisLines } from './check-crisis-lines';
import { checkLeaving } from './check-leaving';
import { checkLimits } from './check-limits';
import { checkLoops } from './check-loops';
import { checkMeanings } from './check-meanings';
import { checkOneMove } from './check-one-move';
import { checkPlaceholders } from './check-placeholders';
import { checkPurpose } from './check-purpose';
import { checkQuestions } from './check-questions';
import { checkReachable } from './check-reachable';
import { checkReferences } from './check-references';
import { checkTurns } from './check-turns';
import { checkWaysOn } from './check-ways-on';
import { checkWords } from './check-words';
import { FlowGraph } from './flow-graph';
import type { FlowSet } from './flow-set';
import { type Problem, sortProblems } from './problem';
import type { Proof } from './proof';
import type { Services } from './service';

/**
 * Proves what can be proved about a set of flows before anybody talks to it: every name stands for something, every
 * step is reached, every text exists in every language with the same values, and fits LINE's limits with the longest
 * values filled in; and all that {@link proveFlows} promises to people.
 *
 * @param services what `call` reaches; only their declarations are looked at, nothing is called
 * @returns all problems, by file and line; none when the set may be used
 */
export function checkFlows(flows: FlowSet, services: Services): readonly Problem[] {
  const { sources } = flows;
  const graph = new FlowGraph(sources);
  return sortProblems([
    ...checkReferences(sources, services),
    ...checkReachable(graph),
    ...checkMeanings(graph),
    ...checkWords(sources),
    ...checkPlaceholders(sources, services),
    ...checkLimits(sources, services),
    ...checkQuestions(graph, services),
    ...proofsOf(graph, services).flatMap(({ problems }) => problems),
  ]);
}

/**
 * The promises to people, each held against every step that anybody can come to, in every language. What holds, and
 * how much was looked at, is told with each; one with problems does not hold.
 */
export function proveFlows(flows: FlowSet, services: Services): readonly Proof[] {
  return proofsOf(new FlowGraph(flows.sources), services);
}

function proofsOf(graph: FlowGraph, services: Services): readonly Proof[] {
  const loops = checkLoops(graph);
  return [
    ...checkOneMove(graph, services),
    checkCrisisLines(graph),
    checkLeaving(graph, services),
    checkPurpose(graph),
    checkActing(graph, services),
    loops,
    // Lengths of ways mean something only where ways end.
    ...(loops.problems.length > 0 ? [] : [checkTurns(graph)]),
    checkWaysOn(graph),
  ];
}
