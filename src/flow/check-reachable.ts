import { type FlowGraph, nameOf } from './flow-graph';
import type { Problem } from './problem';

/** Every flow and every step can be come to. */
export function checkReachable(graph: FlowGraph): readonly Problem[] {
  const reached = new Set(graph.reached.map(nameOf));
  const flowsReached = new Set(graph.reached.map(({ flow }) => flow));
  const lost: Problem[] = [];
  for (const [flow, file] of graph.sources.flows) {
    if (flowsReached.has(flow)) continue;
    lost.push({
      file: file.file,
      line: file.lineOf(['flow']),
      flow,
      message: 'is reached from nowhere: lead to it with `go` or `enter`, or take it out',
    });
  }
  for (const at of graph.positions) {
    if (!flowsReached.has(at.flow) || reached.has(nameOf(at))) continue;
    lost.push({ ...graph.place(at), message: 'is reached from no other step: lead to it, or take it out' });
  }
  return lost;
}
