import { type FlowGraph, nameOf } from './flow-graph';
import type { Problem } from './problem';
import { countOf, type Proof } from './proof';
import type { Position } from './state';

/** No turn goes round in circles: every way from every step comes to a question or to an end. */
export function checkLoops(graph: FlowGraph): Proof {
  const steps = graph.reached.length;
  return {
    name: 'waiting',
    statement: `No turn goes round without waiting for the person: ${countOf(steps, 'step')} followed to a question or an end.`,
    counted: { steps },
    problems: findLoops(graph),
  };
}

function findLoops(graph: FlowGraph): readonly Problem[] {
  const done = new Set<string>();
  const problems: Problem[] = [];
  const walk = (at: Position, path: readonly Position[]): void => {
    const start = path.findIndex((before) => nameOf(before) === nameOf(at));
    if (start >= 0) {
      const round = [...path.slice(start), at].map(nameOf).join(' → ');
      problems.push({
        ...graph.place(at),
        message: `goes round without waiting for the person (${round}): put a question into the round`,
      });
      return;
    }
    if (done.has(nameOf(at))) return;
    for (const next of graph.next(at)) walk(next, [...path, at]);
    done.add(nameOf(at));
  };
  for (const at of graph.positions) walk(at, []);
  return problems;
}
