import { normalise } from '../text';
import { matchPhrase } from '../understanding';
import type { FlowEvent } from './event';
import { type FlowSet, isQuestion } from './flow-set';
import { chosenNumber } from './match-answer';
import type { ConversationState } from './state';

/**
 * Whether something a person did is meant for Madobe while a counsellor has the talk. What they tap is. What they write
 * is when the whole of it names a move of `withCounsellor`; and, where Madobe has asked something since, when it is one
 * of the answers it offered, since buttons are not shown everywhere. Everything else is said to the counsellor.
 *
 * @param hasAsked whether the last that was said to them was said by Madobe
 */
export function isForTheBot(
  flows: FlowSet,
  state: ConversationState | null,
  event: FlowEvent,
  hasAsked: boolean,
): boolean {
  if (event.kind === 'chosen') return true;
  if (event.kind !== 'text') return false;
  const words = normalise(event.text);
  const move = matchPhrase(words, flows.phrases);
  if (move !== undefined && flows.withCounsellor.has(move.name)) return true;
  const position = hasAsked ? (state?.position ?? null) : null;
  const step = position && flows.flows.get(position.flow)?.steps.get(position.step);
  if (!state || !step || !isQuestion(step)) return false;
  const { typed, options } = step.way;
  const number = chosenNumber(words);
  return (
    matchPhrase(words, typed[state.language]) !== undefined ||
    (number !== null && number >= 1 && number <= options.length)
  );
}
