import type { FlowGraph } from './flow-graph';
import type { Problem } from './problem';
import { countOf, type Proof } from './proof';

/** There is a way on from every step: nobody is led into a flow that never gives them back, or left without a button. */
export function checkWaysOn(graph: FlowGraph): Proof {
  const ends = graph.reached.filter((at) => graph.step(at)?.end);
  const entered = graph.reached.filter((at) => graph.step(at)?.enter !== undefined);
  return {
    name: 'ways-on',
    statement: `There is no dead end: ${countOf(graph.questions.length, 'question')} with answers that lead on, ${countOf(entered.length, 'entered flow')} with a way back, and ${countOf(ends.length, 'end')} after which the menu stays within reach.`,
    counted: { questions: graph.questions.length, entered: entered.length, ends: ends.length },
    problems: [...checkReturns(graph), ...checkEnds(graph)],
  };
}

function checkReturns(graph: FlowGraph): readonly Problem[] {
  return graph.reached.flatMap((at) => {
    const { enter } = graph.step(at) ?? {};
    // A flow that does not exist is told of elsewhere.
    if (enter === undefined || graph.startOf(enter).length === 0 || graph.returns(enter)) return [];
    const message = `enters the flow \`${enter}\`, which never comes back, so what follows is never reached: use \`go\`, or give that flow a step with \`end: true\``;
    return [{ ...graph.place(at, ['enter']), message }];
  });
}

/** After an end nothing is asked: what can be done then are the moves. */
function checkEnds({ sources }: FlowGraph): readonly Problem[] {
  const { file, content, lineOf } = sources.moves;
  if (content.moves.menu?.offer === true) return [];
  const message = 'the move `menu` is promised under every question: add `offer: true`';
  return [{ file, line: lineOf(['moves', 'menu']), message }];
}
