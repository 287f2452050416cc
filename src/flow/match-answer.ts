import { normalise } from '../text';
import { findPhrase, matchPhrase } from '../understanding';
import type { Draft } from './draft';
import type { Move, Option, QuestionStep, TypedInput } from './flow-set';
import { fitsGraphemes } from './graphemes';
import { renderTemplate } from './template';

/** What a typed message means at this point of a conversation. */
export type Meaning =
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'option'; readonly question: QuestionStep; readonly option: Option }
  | {
      readonly kind: 'input' | 'longer';
      readonly question: QuestionStep;
      readonly input: TypedInput;
      readonly text: string;
    }
  | { readonly kind: 'unknown' };

const number = /^(\d{1,2})(?:番|ばん)?$/;
/** Typed input has a letter, a digit or a picture in it; three dots are somebody thinking. */
const hasSubstance = /[\p{L}\p{N}\p{S}]/u;
const blanks = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Reads a typed message: danger words anywhere come first, then the open question's options, then the moves, then typed
 * input. With nothing asked, the options of a question that was left open are still understood by their words.
 */
export function meaningOf(draft: Draft, text: string): Meaning {
  const words = normalise(text);
  const alarm = findPhrase(words, draft.flows.alarms);
  if (alarm !== undefined) return { kind: 'move', move: alarm };

  const question = draft.question;
  if (question !== null) {
    const option = matchPhrase(words, question.way.typed[draft.language]) ?? spoken(draft, question, words);
    if (option !== undefined) return { kind: 'option', question, option };
  }
  const move = matchPhrase(words, draft.flows.phrases);
  if (move !== undefined) return { kind: 'move', move };

  if (question !== null) return input(question, text);
  const paused = draft.questionAt(draft.paused);
  const option = paused === null ? undefined : matchPhrase(words, paused.way.typed[draft.language]);
  return paused === null || option === undefined
    ? { kind: 'unknown' }
    : { kind: 'option', question: paused, option };
}

/** The move that a message means at any point, whether or not anything is asked. */
export function moveIn(draft: Draft, text: string): Move | undefined {
  const words = normalise(text);
  return findPhrase(words, draft.flows.alarms) ?? matchPhrase(words, draft.flows.phrases);
}

/** An option by its number, or by a label that holds a value. */
function spoken(draft: Draft, { way }: QuestionStep, words: string): Option | undefined {
  const digits = number.exec(words)?.[1];
  if (digits !== undefined) return way.options[Number(digits) - 1];
  return way.options.find((option) => {
    const { label, fixed } = option.button[draft.language];
    return fixed === null && words !== '' && normalise(renderTemplate(label, draft.lookup)) === words;
  });
}

function input(question: QuestionStep, text: string): Meaning {
  const wanted = question.way.input;
  const typed = text.replace(blanks, ' ').trim();
  if (wanted === null || !hasSubstance.test(typed)) return { kind: 'unknown' };
  const kind = fitsGraphemes(typed, wanted.max) ? 'input' : 'longer';
  return { kind, question, input: wanted, text: typed };
}
