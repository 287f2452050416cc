import type { Draft } from './draft';
import { FlowFault } from './flow-fault';
import { type Case, isQuestion, type Way } from './flow-set';
import type { Position } from './state';

/** More steps than any sound flow takes between two questions. */
const STEPS_PER_TURN = 100;

/** Starts a flow from its first step. */
export function runFlow(draft: Draft, flow: string): void {
  runFrom(draft, { flow, step: draft.inFlow(flow).start });
}

/**
 * Runs steps until a question is open or the conversation rests.
 * @throws FlowFault when a name leads nowhere, a service fails, or the steps do not come to an end.
 */
export function runFrom(draft: Draft, start: Position): void {
  draft.position = null;
  let next: Position | null = start;
  for (let taken = 0; next !== null; taken += 1) {
    if (taken === STEPS_PER_TURN) throw new FlowFault('too_many_steps', next);
    next = takeStep(draft, next);
  }
}

/** Takes one step and gives the next one, or null when the turn is over. */
function takeStep(draft: Draft, at: Position): Position | null {
  const step = draft.inFlow(at.flow).steps.get(at.step);
  if (step === undefined) throw new FlowFault('unknown_step', at);
  const retaken = isQuestion(step) ? draft.retakenAt(step) : null;
  if (retaken !== null) return retaken;
  draft.steps.push(step.position);
  draft.say(step.say);
  draft.apply(step.effect);
  if (step.forget.length > 0) draft.forget(step.forget);
  return goOn(draft, step.position, step.way);
}

function goOn(draft: Draft, at: Position, way: Way): Position | null {
  const here = (step: string): Position => ({ flow: at.flow, step });
  switch (way.kind) {
    case 'then':
      return here(way.step);
    case 'go':
      draft.stack = [];
      return { flow: way.flow, step: draft.inFlow(way.flow).start };
    case 'enter':
      draft.push(way.returnTo);
      return { flow: way.flow, step: draft.inFlow(way.flow).start };
    case 'branch':
      return here(way.cases.find((branch) => holds(draft, branch))?.step ?? way.otherwise);
    case 'call': {
      const step = way.outcomes.get(draft.call(way.service, at).outcome);
      if (step === undefined) throw new FlowFault('unhandled_outcome', at);
      return here(step);
    }
    case 'ask':
      draft.open(at);
      return null;
    case 'end':
      return draft.pop();
  }
}

function holds(draft: Draft, { fact, wanted }: Case): boolean {
  const value = draft.factValue(fact);
  return 'known' in wanted ? (value !== undefined) === wanted.known : value === wanted.value;
}
