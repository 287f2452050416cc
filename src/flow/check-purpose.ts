import { type FlowGraph, nameOf } from './flow-graph';
import type { Problem } from './problem';
import { countOf, type Proof } from './proof';
import type { FlowSources } from './read-flow-files';
import { type AskDefinition, type FlowDefinition, isErasure, longOption } from './schema';
import type { Position } from './state';

/**
 * Nothing personal is asked before it was said what for (DOMAIN.md, section 2, rule 7). What counts is said in the
 * question's own flow, because that is all that lies on every way to it: moves, events and buttons of old messages lead
 * to a flow's beginning, or on from a question that was seen. An erasure takes back what was said.
 */
export function checkPurpose(graph: FlowGraph): Proof {
  const personal = personalFacts(graph.sources);
  const asked = new Set<string>();
  let questions = 0;
  const problems = graph.questions.flatMap((at) => {
    const flow = graph.sources.flows.get(at.flow)?.content;
    const ask = graph.step(at)?.ask;
    if (flow === undefined || ask === undefined) return [];
    const facts = factsAsked(ask, flow).filter((fact) => personal.has(fact));
    if (facts.length === 0) return [];
    questions += 1;
    for (const fact of facts) asked.add(fact);
    return checkQuestion(at, ask, facts, graph);
  });
  return {
    name: 'purpose',
    statement:
      graph.sources.facts === null
        ? 'What is personal is not declared (flows/facts.yaml), so nothing is known about its purpose.'
        : `Nothing personal is asked before its purpose was said: ${countOf(asked.size, 'personal fact')}, asked by ${countOf(questions, 'question')}.`,
    counted: { facts: asked.size, questions },
    problems,
  };
}

function personalFacts({ facts }: FlowSources): ReadonlySet<string> {
  const declared = Object.entries(facts?.content.facts ?? {});
  return new Set(declared.filter(([, { personal }]) => personal).map(([name]) => name));
}

/** What the answer to a question teaches, at once or after it was confirmed. */
function factsAsked(ask: AskDefinition, flow: FlowDefinition): readonly string[] {
  const { remember, input, each, options = {} } = ask;
  const stored = Object.values(options)
    .map(longOption)
    .filter((option) => option.remember !== false);
  const isNew = stored.some(({ value }) => value === undefined || !isHeld(value, flow));
  const taken = [input, each].filter((way) => way !== undefined);
  const facts = taken.flatMap(({ hold }) => (hold === undefined ? [] : factsOfHeld(hold, flow)));
  if (remember !== undefined && (isNew || taken.some(({ hold }) => hold === undefined))) facts.push(remember);
  return [...new Set(facts)];
}

/** A confirmation asks for nothing new: what it stores was typed at another question. */
function isHeld(value: string, flow: FlowDefinition): boolean {
  return Object.values(flow.steps).some(({ ask }) => ask?.input?.hold === value || ask?.each?.hold === value);
}

function factsOfHeld(value: string, flow: FlowDefinition): readonly string[] {
  return Object.values(flow.steps).flatMap(({ ask }) =>
    ask?.remember !== undefined &&
    Object.values(ask.options ?? {}).some((option) => longOption(option).value === value)
      ? [ask.remember]
      : [],
  );
}

function checkQuestion(
  at: Position,
  { purpose }: AskDefinition,
  facts: readonly string[],
  graph: FlowGraph,
): readonly Problem[] {
  const named = facts.map((fact) => `\`${fact}\``).join(', ');
  if (purpose === undefined) {
    const message = `asks for ${named}, which is personal, and does not say what for: add \`purpose\` with the key that tells why, and say it before or with the question`;
    return [{ ...graph.place(at, ['ask']), message }];
  }
  const way = wayWithout(purpose, at, graph);
  if (way === null) return [];
  const shown = way.map(({ step }) => step).join(' → ');
  const message = `asks for ${named}, which is personal, on a way where \`${purpose}\` was not said yet (${shown}): say it in this step, or in one that always comes before it`;
  return [{ ...graph.place(at, ['ask', 'purpose']), message }];
}

/** A way through the flow on which a question is asked and the key was not said; null when there is none. */
function wayWithout(key: string, question: Position, graph: FlowGraph): readonly Position[] | null {
  const inFlow = graph.positions.filter(({ flow }) => flow === question.flow);
  const afterErasing = inFlow
    .filter((at) => isErasure(graph.step(at)?.effect))
    .flatMap((at) => graph.inside(at));
  const waiting = [...graph.startOf(question.flow), ...afterErasing].map((at): readonly Position[] => [at]);
  const seen = new Set<string>();
  for (let way = waiting.shift(); way !== undefined; way = waiting.shift()) {
    const at = way.at(-1);
    if (at === undefined || seen.has(nameOf(at)) || graph.step(at)?.say?.includes(key)) continue;
    if (nameOf(at) === nameOf(question)) return way;
    seen.add(nameOf(at));
    waiting.push(...graph.inside(at).map((next) => [...way, next]));
  }
  return null;
}
