import { choicesFor, restChoices } from './choices';
import { moveFlow } from './compile-flows';
import { initialState } from './conversation-state';
import { isHarm } from './danger';
import { Draft } from './draft';
import type { FlowEvent } from './event';
import { fitMessages } from './fit-messages';
import { FlowFault } from './flow-fault';
import type { EachOption, FlowSet, Opening, QuestionStep, TypedInput } from './flow-set';
import { LiveAnswers, LiveNeed } from './live-answers';
import { isForeseen, meaningOf, moveIn, writtenBeside } from './match-answer';
import { leadToHelp, meetDanger } from './meet-danger';
import { meetWish, offeredFor, wishIn } from './meet-intent';
import type { ConversationState, Position } from './state';
import { askAgain, takeLonger, takeMove, takeOpening, takeOption, takeValue } from './take-move';
import type { TurnAttempt, TurnContext, TurnResult } from './turn';

/** The second half of a double tap comes within this. */
const DOUBLE_TAP_MS = 3000;
/** Our own buttons carry no more than this; anything longer is from nowhere and not worth keeping. */
const TAP_DATA_AT_MOST = 300;
/** What ids of items look like; anything else is none of ours. */
const itemId = /^(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Takes one turn of a conversation. Pure: the same arguments give the same result, and nothing passed in is changed.
 * Never throws: when a flow is at fault the person gets the apology with the menu's buttons and a way to a person,
 * what was known is kept, and `fault` says where it was, without any content. A live service that `context.answers` has
 * no answer of is such a fault.
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
  return takeTurn(flows, state, event, context, new LiveAnswers(context.answers ?? [], false));
}

/**
 * As {@link interpret}, where live services can be answered: either the turn, or the one answer that it cannot go on
 * without. The caller gets that answer and attempts the turn again, with all else the same and `context.answers` one
 * longer; it comes to an end, since a turn has only so many steps.
 */
export function attemptTurn(
  flows: FlowSet,
  state: ConversationState | null,
  event: FlowEvent,
  context: TurnContext,
): TurnAttempt {
  const live = new LiveAnswers(context.answers ?? [], true);
  try {
    return { kind: 'taken', result: takeTurn(flows, state, event, context, live) };
  } catch (problem) {
    if (problem instanceof LiveNeed) return { kind: 'needs', call: problem.call };
    throw problem;
  }
}

/** @throws LiveNeed when a live answer is needed that may be asked for */
function takeTurn(
  flows: FlowSet,
  state: ConversationState | null,
  event: FlowEvent,
  context: TurnContext,
  live: LiveAnswers,
): TurnResult {
  const before = state ?? initialState(flows.organisation.defaultLanguage);
  if (event.kind === 'chosen' && isSecondTap(before, event.data, context.happenedAt)) {
    const lastTap = { data: event.data, at: context.happenedAt };
    return { state: { ...before, lastTap }, messages: [], choices: [], effects: [], steps: [] };
  }
  const draft = new Draft(flows, before, context, live);
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
    if (problem instanceof LiveNeed) throw problem;
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
      if (!known) draft.language = event.language ?? draft.language;
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
  if (answerDanger(draft, text)) return;
  const move = moveIn(draft, text);
  // A greeting is no wish: whoever begins with one is told what this is, like anybody who writes first.
  if (move === undefined || move.action.kind === 'stay') {
    // What is asked for waits until it has been said what this place is and what it keeps.
    draft.lead = [...new Set([...draft.lead, ...offeredFor(draft, wishIn(draft, text))])];
    takeOpening(draft, draft.flows.events['first-words']);
  } else takeMove(draft, move);
}

/** Danger goes before everything but words that our own files foresee; then too the ways to a voice come first. */
function answerDanger(draft: Draft, text: string): boolean {
  const danger = draft.context.danger ?? null;
  if (danger === null || !isHarm(danger)) return false;
  if (!isForeseen(draft, text)) {
    meetDanger(draft, danger);
    return true;
  }
  leadToHelp(draft, danger);
  return false;
}

function answerText(draft: Draft, text: string): void {
  if (answerDanger(draft, text)) {
    // Help comes first; a letter that is being written does not lose the words for it.
    const written = writtenBeside(draft, text);
    if (written !== null) takeValue(draft, written.question, written.of, written.value);
    return;
  }
  const meaning = meaningOf(draft, text);
  switch (meaning.kind) {
    case 'move':
      takeMove(draft, meaning.move);
      return;
    case 'option':
      takeOption(draft, meaning.question, meaning.option);
      return;
    case 'value':
      takeValue(draft, meaning.question, meaning.of, meaning.value);
      return;
    case 'longer':
      takeLonger(draft, meaning.question, meaning.input);
      return;
    case 'out-of-bounds':
      draft.say(meaning.input.notUnderstood);
      return;
    case 'several':
      draft.say(meaning.input.severalFit);
      draft.places = meaning.places;
      return;
    case 'unknown':
      answerUnforeseen(draft, text);
      return;
  }
}

/** What is asked for in words of one's own; else suffering is acknowledged; else what may be meant is offered. */
function answerUnforeseen(draft: Draft, text: string): void {
  const { events } = draft.flows;
  const wish = wishIn(draft, text);
  const danger = draft.context.danger ?? null;
  const input = draft.question?.way.input ?? null;
  const unread = input !== null && input.kind !== 'text' ? input : null;
  // What leads nowhere is no better answer than how to write what was asked for.
  const leads = wish?.kind === 'move' && wish.move.action.kind !== 'stay';
  if (wish?.kind === 'move' && (leads || unread === null)) meetWish(draft, wish);
  else if (danger !== null) meetDanger(draft, danger);
  else if (unread !== null) draft.say(unread.notUnderstood);
  else if (wish !== null) meetWish(draft, wish);
  else if (draft.position === null) takeOpening(draft, events['at-rest']);
  else draft.say(events.unknown.say);
}

function answerTap(draft: Draft, data: string): void {
  const [flow = '', step = '', option = '', value, ...more] = data.split('/');
  if (flow === moveFlow && option === '') {
    const move = draft.flows.moves.get(step);
    if (move !== undefined) {
      takeMove(draft, move);
      return;
    }
  }
  const question = more.length > 0 ? null : draft.questionAt({ flow, step });
  const chosen = value === undefined ? question?.way.optionById.get(option) : undefined;
  if (question !== null && chosen !== undefined) {
    takeOption(draft, question, chosen);
    return;
  }
  const taken = question === null || value === undefined ? null : tappedValue(draft, question, option, value);
  if (question !== null && value !== undefined && taken !== null) {
    takeValue(draft, question, taken, value);
    return;
  }
  draft.say(draft.flows.events['old-button'].say);
  askAgain(draft);
}

/** Items and places carry an id. Items may be gone since: their service decides what that means. */
function tappedValue(
  draft: Draft,
  { way }: QuestionStep,
  kind: string,
  id: string,
): EachOption | TypedInput | null {
  if (kind === 'each') return itemId.test(id) ? way.each : null;
  const isPlace = kind === 'place' && way.input?.kind === 'municipality';
  return isPlace && draft.flows.municipalities.register.ids.has(id) ? way.input : null;
}

function finish(draft: Draft, turns: number, lastTap: ConversationState['lastTap']): TurnResult {
  return {
    // Choices come first: a label may fetch a value that the next turn will need.
    choices: choicesFor(draft),
    messages: fitMessages(draft.messages),
    effects: draft.effects,
    steps: draft.steps,
    state: draft.state(turns, lastTap),
  };
}

function apologise(
  failed: Draft,
  before: ConversationState,
  lastTap: ConversationState['lastTap'],
  fault: string,
): TurnResult {
  const { flows, context, live } = failed;
  const erased = failed.effects.some(({ kind }) => kind !== 'notices');
  const known: ConversationState = {
    ...failed.state(before.turns, lastTap),
    stack: [],
    trail: erased ? [] : before.trail,
    paused: erased ? null : (new Draft(flows, before, context, live).place() ?? before.paused),
    values: {},
  };
  const said = (position: Position | null): Draft => {
    const draft = new Draft(flows, { ...known, position }, context, live);
    draft.say(flows.events.fault.say);
    return draft;
  };
  try {
    const result = finish(said(flows.menuQuestion?.position ?? null), before.turns + 1, lastTap);
    return { ...result, effects: failed.effects, steps: failed.steps, fault };
  } catch (problem) {
    if (problem instanceof LiveNeed) throw problem;
    // Even the menu's buttons could not be written: the moves' buttons need nothing but their words.
    const draft = said(null);
    const { effects, steps } = failed;
    const state = draft.state(before.turns + 1, lastTap);
    return { state, messages: draft.messages, choices: restChoices(draft), effects, steps, fault };
  }
}
