import { type Danger, isHarm } from './danger';
import type { Draft } from './draft';
import { runFlow } from './run-steps';

/**
 * Answers words in which screening found danger: where a person answers, in a flow that speaks and asks nothing. What
 * was being asked stays open. What was heard minutes ago is not said again; a shorter flow speaks instead.
 *
 * @throws FlowFault when that flow is at fault
 */
export function meetDanger(draft: Draft, danger: Danger): void {
  const { openings } = draft.flows.dangers;
  const { label, urgent } = danger;
  const opening = urgent ? openings.urgent : openings[label];
  // What is urgent is answered by label, so one flow says several things.
  const said = urgent ? `${opening.flow}/${label}` : opening.flow;
  if (opening.again !== null && draft.justSaidInDanger(said)) {
    speakAside(draft, opening.again);
  } else {
    speakAside(draft, opening.flow);
    // Whoever has just been told where help is now need not be told the calmer list.
    draft.noteSaidInDanger(said, ...(urgent ? [openings[label].flow] : []));
  }
  leadToHelp(draft, danger);
}

/** The ways to a voice come first among the buttons, whatever is answered. */
export function leadToHelp(draft: Draft, danger: Danger): void {
  if (isHarm(danger)) draft.lead = draft.flows.dangers.offer;
}

/** Says what a flow says, and leaves everything else as it is. */
function speakAside(draft: Draft, flow: string): void {
  const aside = draft.aside();
  runFlow(aside, flow);
  draft.messages.push(...aside.messages);
  draft.steps.push(...aside.steps);
}
