import type { FlowGraph } from './flow-graph';
import { countOf, type Proof } from './proof';
import { optionsAtMost, questionButtons } from './question-buttons';
import { longOption } from './schema';
import type { Services } from './service';

/** Every question has a way not to answer it among its buttons (DOMAIN.md, section 2, rule 2). */
export function checkLeaving(graph: FlowGraph, services: Services): Proof {
  const questions = graph.questions.length;
  let putOff = 0;
  let unanswered = 0;
  const problems = graph.questions.flatMap((at) => {
    const ask = graph.step(at)?.ask;
    if (ask === undefined) return [];
    const { moves } = questionButtons(at.flow, optionsAtMost(ask, services), graph.sources);
    const canWait = [...moves].some((name) => graph.sources.moves.content.moves[name]?.pause === true);
    const canPass = Object.values(ask.options ?? {}).some((option) => longOption(option).remember === false);
    if (canWait) putOff += 1;
    if (canPass) unanswered += 1;
    if (canWait || canPass) return [];
    const message =
      'can only be answered: leave room for the `later` button, or add an option with `remember: false`';
    return [{ ...graph.place(at, ['ask']), message }];
  });
  return {
    name: 'leaving',
    statement: `Each of the ${countOf(questions, 'question')} can be left unanswered: ${putOff} can be put off by a button, and ${unanswered} have an answer that is not remembered.`,
    counted: { questions, putOff, unanswered },
    problems,
  };
}
