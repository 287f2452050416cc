import { normalise } from '../text';
import { matchPhrase } from '../understanding';
import type { Draft } from './draft';
import type {
  EachOption,
  Move,
  MunicipalityInput,
  Option,
  QuestionStep,
  ReadInput,
  TextInput,
} from './flow-set';
import { fitsGraphemes } from './graphemes';
import { readInput } from './read-input';
import type { ListItem } from './service';
import { renderTemplate } from './template';
import { itemLookup } from './utterance';

/** What a typed message means at this point of a conversation. */
export type Meaning =
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'option'; readonly question: QuestionStep; readonly option: Option }
  | {
      readonly kind: 'value';
      readonly question: QuestionStep;
      readonly of: TextInput | ReadInput | EachOption;
      readonly value: string | number;
    }
  | { readonly kind: 'longer'; readonly question: QuestionStep; readonly input: TextInput }
  /** What was asked for, but out of bounds. */
  | { readonly kind: 'out-of-bounds'; readonly input: ReadInput }
  /** A name that fits several places: their ids. */
  | { readonly kind: 'several'; readonly input: MunicipalityInput; readonly places: readonly string[] }
  | { readonly kind: 'unknown' };

const number = /^(\d{1,2})(?:番|ばん)?$/;
/** Typed input has a letter, a digit or a picture in it; three dots are somebody thinking. */
const hasSubstance = /[\p{L}\p{N}\p{S}]/u;
const lineEnds = /\r\n|[\r\n\u2028\u2029]/u;
const blanks = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Reads a typed message: the open question's options by their own words or number come first, then the moves, then
 * options by a label that holds a value, then typed input. With nothing asked, the options of a question that was left
 * open are still understood by their words.
 */
export function meaningOf(draft: Draft, text: string): Meaning {
  const words = normalise(text);
  const question = draft.question;
  if (question !== null) {
    const option = matchPhrase(words, question.way.typed[draft.language]);
    if (option !== undefined) return { kind: 'option', question, option };
    const chosen = numbered(draft, question, words);
    if (chosen !== undefined) return chosen;
  }
  const move = matchPhrase(words, draft.flows.phrases);
  if (move !== undefined && !(move.action.kind === 'stay' && takesWhole(question))) {
    return { kind: 'move', move };
  }

  if (question !== null) {
    return (
      spoken(draft, question, words) ?? spokenItem(draft, question, words) ?? input(draft, question, text)
    );
  }
  const paused = draft.questionAt(draft.paused);
  const option = paused === null ? undefined : matchPhrase(words, paused.way.typed[draft.language]);
  return paused === null || option === undefined
    ? { kind: 'unknown' }
    : { kind: 'option', question: paused, option };
}

/**
 * What a message is besides the help that its words brought: a part of what is being written, where a question takes
 * words as they are; null elsewhere.
 */
export function writtenBeside(draft: Draft, text: string): Extract<Meaning, { kind: 'value' }> | null {
  const { question } = draft;
  if (question === null || !takesWhole(question)) return null;
  const meaning = input(draft, question, text);
  return meaning.kind === 'value' ? meaning : null;
}

function takesWhole(question: QuestionStep | null): boolean {
  const wanted = question?.way.input;
  return wanted?.kind === 'text' && wanted.whole;
}

/** The move that a message means at any point, whether or not anything is asked. */
export function moveIn(draft: Draft, text: string): Move | undefined {
  return matchPhrase(normalise(text), draft.flows.phrases);
}

/**
 * Whether the whole of a message is words that our own files foresee here: an option's, a phrase of a move, an item of a
 * list, or the day, number or place that is being asked for. What they mean is certain, whatever screening makes of so
 * few words.
 */
export function isForeseen(draft: Draft, text: string): boolean {
  const words = normalise(text);
  const asked = draft.question ?? draft.questionAt(draft.paused);
  if (matchPhrase(words, draft.flows.phrases) !== undefined) return true;
  if (asked !== null && matchPhrase(words, asked.way.typed[draft.language]) !== undefined) return true;
  const meaning = meaningOf(draft, text);
  return meaning.kind === 'value'
    ? 'list' in meaning.of || meaning.of.kind !== 'text'
    : meaning.kind === 'several';
}

/** A text with its lines, each without what cannot be seen. */
function linesOf(text: string): string {
  const lines = text.split(lineEnds).map((line) => line.replace(blanks, ' ').trim());
  return lines.join('\n').trim();
}

/** The number of an option that normalised words are, counted from 1, or null. */
export function chosenNumber(words: string): number | null {
  const digits = number.exec(words)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** An item or an option by its number, in the order of the buttons. A question that asks for a number takes it itself. */
function numbered(draft: Draft, question: QuestionStep, words: string): Meaning | undefined {
  const { each, input: typed, options } = question.way;
  const chosen = typed?.kind === 'number' ? null : chosenNumber(words);
  if (chosen === null) return undefined;
  const items = each === null ? [] : draft.itemsOf(each.list);
  const item = items[chosen - 1];
  if (each !== null && item !== undefined) return chosenItem(question, each, item);
  const option = options[chosen - 1 - items.length];
  return option === undefined ? undefined : { kind: 'option', question, option };
}

/** An option by a label that holds a value. What the value is nobody knows beforehand, so moves go before it. */
function spoken(draft: Draft, question: QuestionStep, words: string): Meaning | undefined {
  const option = question.way.options.find(({ button }) => {
    const { label, fixed } = button[draft.language];
    return fixed === null && words !== '' && normalise(renderTemplate(label, draft.lookup)) === words;
  });
  return option === undefined ? undefined : { kind: 'option', question, option };
}

/** An item by what its button says. */
function spokenItem(draft: Draft, question: QuestionStep, words: string): Meaning | undefined {
  const { each } = question.way;
  if (each === null || words === '') return undefined;
  const item = draft
    .itemsOf(each.list)
    .find(
      (listed) =>
        normalise(renderTemplate(each.label[draft.language], itemLookup(listed, draft.lookup))) === words,
    );
  return item === undefined ? undefined : chosenItem(question, each, item);
}

function chosenItem(question: QuestionStep, each: EachOption, { id }: ListItem): Meaning {
  return { kind: 'value', question, of: each, value: id };
}

function input(draft: Draft, question: QuestionStep, text: string): Meaning {
  const wanted = question.way.input;
  const typed = takesWhole(question) ? linesOf(text) : text.replace(blanks, ' ').trim();
  if (wanted === null || !hasSubstance.test(typed)) return { kind: 'unknown' };
  if (wanted.kind === 'text') {
    return fitsGraphemes(typed, wanted.max)
      ? { kind: 'value', question, of: wanted, value: typed }
      : { kind: 'longer', question, input: wanted };
  }
  const read = readInput(draft, wanted, typed);
  switch (read.kind) {
    case 'value':
      return { kind: 'value', question, of: wanted, value: read.value };
    case 'several':
      return wanted.kind === 'municipality'
        ? { kind: 'several', input: wanted, places: read.places }
        : { kind: 'unknown' };
    case 'out-of-bounds':
      return { kind: 'out-of-bounds', input: wanted };
    case 'none':
      return { kind: 'unknown' };
  }
}
