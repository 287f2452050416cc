import { choicesFor, restChoices } from './choices';
import { moveFlow } from './compile-flows';
import { initialState } from './conversation-state';
import { Draft } from './draft';
import type { FlowEvent } from './event';
import { fitMessages } from './fit-messages';
import { FlowFault } from './flow-fault';
import type { FlowSet, Opening } from './flow-set';
import { meaningOf, moveIn } from './match-answer';
import type { ConversationState, Position } from './state';
import { askAgain, takeInput, takeLonger, takeMove, takeOpening, takeOption } from './take-move';
import type { TurnContext, TurnResult } from './turn';

/** The second half of a double tap comes within this. */
const DOUBLE_TAP_MS = 3000;
/** Our own buttons carry no more than this; anything longer is from nowhere and not worth keeping. */
const TAP_DATA_AT_MOST = 300;

/**
 * Takes one turn of a conversation. Pure: the same arguments give the same result, and nothing passed in is changed.
 * Never throws: when a flow is at fault the person gets the apology with the menu's buttons and a way to a person,
 * what was known is kept, and `fault` says where it was, without any content.
 *
 * @param state null for somebody never seen
 * @returns at most five messages and thirteen choices; no message at all for the second half of a double tap
 */
export function interpret(
  flows: FlowSet,
  state: ConversationState | null,
  event: FlowEvent,
  context: TurnContext,
): TurnResult {
  const before = state ?? initialState(flows.organisation.defaultLanguage);
  if (event.kind === 'chosen' && isSecondTap(before, event.data, context.happenedAt)) {
    const lastTap = { data: event.data, at: context.happenedAt };
    return { state: { ...before, lastTap }, messages: [], choices: [], effects: [] };
  }
  const draft = new Draft(flows, before, context);
  const lastTap =
    event.kind === 'chosen' && event.data.length <= TAP_DATA_AT_MOST
      ? { data: event.data, at: context.happenedAt }
      : null;
  try {
    answer(draft, event, state !== null);
    // An answer that comes to nothing would leave a person looking at silence.
    if (draft.messages.length === 0) throw new FlowFault('nothing_said', draft.position);
    return finish(draft, before.turns + 1, lastTap);
  } catch (problem) {
    return apologise(draft, before, lastTap, problem instanceof FlowFault ? problem.message : 'unexpected');
  }
}

function isSecondTap(state: ConversationState, data: string, at: number): boolean {
  return state.lastTap?.data === data && Math.abs(at - state.lastTap.at) <= DOUBLE_TAP_MS;
}

function answer(draft: Draft, event: FlowEvent, known: boolean): void {
  const { events } = draft.flows;
  switch (event.kind) {
    case 'followed':
      draft.allowNotices(true);
      welcome(draft, known ? events.returned : events.followed);
      return;
    case 'chosen':
      answerTap(draft, event.data);
      return;
    case 'text':
      if (known) answerText(draft, event.text);
      else answerFirstWords(draft, event.text);
      return;
    case 'media':
      if (known) draft.say(events[event.media].say);
      else takeOpening(draft, events['first-words']);
      return;
  }
}

function welcome(draft: Draft, opening: Opening): void {
  // On the web every visit opens the door anew: what was asked before stays within reach.
  if (opening.action !== null) draft.paused = draft.place() ?? draft.paused;
  takeOpening(draft, opening);
}

function answerFirstWords(draft: Draft, text: string): void {
  const move = moveIn(draft, text);
  // A greeting is no wish: whoever begins with one is told what this is, like anybody who writes first.
  if (move === undefined || move.action.kind === 'stay') {
    takeOpening(draft, draft.flows.events['first-words']);
  } else takeMove(draft, move);
}

function answerText(draft: Draft, text: string): void {
  const { events } = draft.flows;
  const meaning = meaningOf(draft, text);
  switch (meaning.kind) {
    case 'move':
      takeMove(draft, meaning.move);
      return;
    case 'option':
      takeOption(draft, meaning.question, meaning.option);
      return;
    case 'input':
      takeInput(draft, meaning.question, meaning.input, meaning.text);
      return;
    case 'longer':
      takeLonger(draft, meaning.question, meaning.input);
      return;
    case 'unknown':
      if (draft.position === null) takeOpening(draft, events['at-rest']);
      else draft.say(events.unknown.say);
      return;
  }
}

function answerTap(draft: Draft, data: string): void {
  const [flow = '', step = '', option = '', ...more] = data.split('/');
  if (flow === moveFlow && option === '') {
    const move = draft.flows.moves.get(step);
    if (move !== undefined) {
      takeMove(draft, move);
      return;
    }
  }
  const question = more.length > 0 ? null : draft.questionAt({ flow, step });
  const chosen = question?.way.optionById.get(option);
  if (question !== null && chosen !== undefined) {
    takeOption(draft, question, chosen);
    return;
  }
  draft.say(draft.flows.events['old-button'].say);
  askAgain(draft);
}

function finish(draft: Draft, turns: number, lastTap: ConversationState['lastTap']): TurnResult {
  return {
    // Choices come first: a label may fetch a value that the next turn will need.
    choices: choicesFor(draft),
    messages: fitMessages(draft.messages),
    effects: draft.effects,
    state: draft.state(turns, lastTap),
  };
}

function apologise(
  failed: Draft,
  before: ConversationState,
  lastTap: ConversationState['lastTap'],
  fault: string,
): TurnResult {
  const { flows, context } = failed;
  const erased = failed.effects.some(({ kind }) => kind === 'erase');
  const known: ConversationState = {
    ...failed.state(before.turns, lastTap),
    stack: [],
    trail: erased ? [] : before.trail,
    paused: erased ? null : (new Draft(flows, before, context).place() ?? before.paused),
    values: {},
  };
  const said = (position: Position | null): Draft => {
    const draft = new Draft(flows, { ...known, position }, context);
    draft.say(flows.events.fault.say);
    return draft;
  };
  try {
    const result = finish(said(flows.menuQuestion?.position ?? null), before.turns + 1, lastTap);
    return { ...result, effects: failed.effects, fault };
  } catch {
    // Even the menu's buttons could not be written: the moves' buttons need nothing but their words.
    const draft = said(null);
    const { effects } = failed;
    const state = draft.state(before.turns + 1, lastTap);
    return { state, messages: draft.messages, choices: restChoices(draft), effects, fault };
  }
}
