import { type Draft, samePosition } from './draft';
import type { EachOption, Move, Opening, Option, QuestionStep, TextInput, TypedInput } from './flow-set';
import { runFlow, runFrom } from './run-steps';
import type { Fact, Place } from './state';

/** Answers a question with one of its options, be it the open question or one from long ago. */
export function takeOption(draft: Draft, question: QuestionStep, option: Option): void {
  turnTo(draft, question);
  const { remember, about } = question.way;
  if (remember !== null && option.remembered) {
    const held = option.value === null ? undefined : draft.heldValue(option.value);
    const value = held?.value ?? (option.value === null ? option.id : draft.lookup(option.value));
    // A "yes" to words that are gone: they are asked for again.
    if (value === undefined && about.some((name) => name === option.value)) {
      runFrom(draft, question.position);
      return;
    }
    if (value !== undefined) draft.remember(remember, value, held?.source);
  }
  draft.letGo();
  goOnFrom(draft, question, option.step);
}

/**
 * Answers a question with a value: what was typed or read of it, or the id of an item of its list. The question may be
 * one from long ago.
 */
export function takeValue(
  draft: Draft,
  question: QuestionStep,
  { hold, step }: Pick<TypedInput | EachOption, 'hold' | 'step'>,
  value: Fact['value'],
): void {
  turnTo(draft, question);
  const { remember } = question.way;
  draft.letGo();
  if (hold !== null) draft.hold(hold, value);
  else if (remember !== null) draft.remember(remember, value);
  goOnFrom(draft, question, step);
}

/** Answers the open question with more words than it takes. */
export function takeLonger(draft: Draft, question: QuestionStep, { longer }: TextInput): void {
  if ('say' in longer) {
    draft.say(longer.say);
    return;
  }
  draft.letGo();
  goOnFrom(draft, question, longer.step);
}

/** Does what a global move promises. */
export function takeMove(draft: Draft, move: Move): void {
  draft.say(move.say);
  draft.apply(move.effect);
  const { action } = move;
  switch (action.kind) {
    case 'enter':
      enterFlow(draft, action.flow);
      return;
    case 'go':
      goToFlow(draft, action.flow);
      return;
    case 'pause':
      draft.paused = draft.place() ?? draft.paused;
      rest(draft);
      return;
    case 'rest':
      draft.paused = null;
      rest(draft);
      return;
    case 'back':
      back(draft);
      return;
    case 'resume':
      resume(draft);
      return;
    case 'stay':
      return;
  }
}

/** Answers an event that is not words. */
export function takeOpening(draft: Draft, opening: Opening): void {
  draft.say(opening.say);
  if (opening.action?.kind === 'enter') enterFlow(draft, opening.action.flow);
  if (opening.action?.kind === 'go') goToFlow(draft, opening.action.flow);
}

/** Asks the open question again in full, or shows the menu when nothing is asked. */
export function askAgain(draft: Draft): void {
  const menu = draft.flows.moves.get('menu');
  if (draft.position !== null) runFrom(draft, draft.position);
  else if (menu !== undefined) takeMove(draft, menu);
}

function goOnFrom(draft: Draft, question: QuestionStep, step: string): void {
  draft.inFlow(question.position.flow);
  draft.leave();
  runFrom(draft, { flow: question.position.flow, step });
}

/** Makes `question` the open one, with the way back that belonged to it as far as that is still known. */
function turnTo(draft: Draft, question: QuestionStep): void {
  const { position } = question;
  if (draft.position !== null && samePosition(draft.position, position)) return;
  const earlier = draft.trail.findLastIndex((place) => samePosition(place, position));
  const kept = draft.trail[earlier];
  if (kept !== undefined) {
    draft.trail = draft.trail.slice(0, earlier);
    draft.goTo(kept);
  } else if (draft.paused !== null && samePosition(draft.paused, position)) {
    draft.leave();
    draft.goTo(draft.paused);
  } else {
    const sameFlow = draft.position?.flow === position.flow;
    draft.leave();
    draft.goTo(sameFlow ? { ...position, stack: draft.stack } : unwound(draft, position));
  }
  if (draft.paused !== null && samePosition(draft.paused, position)) draft.paused = null;
  draft.inFlow(position.flow);
}

function unwound(draft: Draft, position: Place): Place {
  const frame = draft.stack.findIndex(({ flow }) => flow === position.flow);
  return frame < 0 ? position : { ...position, stack: draft.stack.slice(0, frame) };
}

/** Enters a flow from wherever the person is; when it ends, the open question comes again. */
function enterFlow(draft: Draft, flow: string): void {
  const from = draft.position;
  draft.leave();
  if (from !== null && from.flow !== flow) {
    // Entering a flow that waits further out unwinds to it, so that going round in circles leaves no returns behind.
    const frame = draft.stack.findIndex((place) => place.flow === flow);
    if (frame < 0) draft.push(from);
    else draft.stack = draft.stack.slice(0, frame);
  }
  runFlow(draft, flow);
}

function goToFlow(draft: Draft, flow: string): void {
  draft.leave();
  draft.stack = [];
  runFlow(draft, flow);
}

function rest(draft: Draft): void {
  draft.leave();
  draft.stack = [];
  draft.offer = 'help';
}

function back(draft: Draft): void {
  for (;;) {
    const place = draft.trail.at(-1);
    if (place === undefined) break;
    draft.trail = draft.trail.slice(0, -1);
    if (draft.questionAt(place) === null) continue;
    draft.goTo(place);
    runFrom(draft, place);
    return;
  }
  draft.say(draft.flows.events['no-previous'].say);
}

function resume(draft: Draft): void {
  const place = draft.paused;
  if (place !== null && draft.questionAt(place) !== null) {
    draft.leave();
    draft.goTo(place);
    runFrom(draft, place);
    return;
  }
  draft.paused = null;
  if (draft.position !== null) {
    runFrom(draft, draft.position);
    return;
  }
  takeOpening(draft, draft.flows.events['at-rest']);
}
