import type { FlowGraph } from './flow-graph';
import type { Problem } from './problem';
import { optionsAtMost, questionButtons } from './question-buttons';
import type { Services } from './service';

/** Every question says what it asks, and fits its buttons beside those that always show. */
export function checkQuestions(graph: FlowGraph, services: Services): readonly Problem[] {
  return graph.positions.flatMap((at) => {
    const step = graph.step(at);
    if (step?.ask === undefined) return [];
    const options = optionsAtMost(step.ask, services);
    const { room } = questionButtons(at.flow, options, graph.sources);
    const messages = [
      ...(step.say === undefined ? ['asks without saying what: add `say`'] : []),
      ...(options > room
        ? [`has ${options} options, and ${room} fit beside the buttons that always show: offer fewer`]
        : []),
    ];
    return messages.map((message) => ({ ...graph.place(at, ['ask']), message }));
  });
}
