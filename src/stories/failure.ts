import { plainText } from '../flow';
import { choicesOf, type ToldTurn } from './told-turn';

/** Something in a story that is not as it should be. */
export interface Failure {
  /** The line of the story where it was expected. */
  readonly line: number;
  /** What should have been so, as the second half of "expected: …". */
  readonly expected: string;
  /** What was so, for people to read: one line each. */
  readonly told: readonly string[];
}

/** What happened in a turn, for people to read. */
export function renderTold(told: ToldTurn | null): readonly string[] {
  if (told === null) return ['nothing has been said yet'];
  const { end, state } = told;
  const said = end.said?.messages.map((message) => plainText(message)) ?? [];
  const at = state?.position ?? null;
  const labels = choicesOf(told).map(({ label }) => label);
  return [
    ...(said.length === 0
      ? ['(nothing was said)']
      : said
          .join('\n\n')
          .split('\n')
          .map((line) => `│ ${line}`)),
    ...(labels.length === 0 ? [] : [`buttons: ${labels.join(' · ')}`]),
    `at: ${at === null ? 'rest' : `${at.flow}/${at.step}`}`,
    `by: ${end.steps.length === 0 ? 'no step' : end.steps.map(({ flow, step }) => `${flow}/${step}`).join(' → ')}`,
    ...(end.erased ? ['everything about the person was erased'] : []),
  ];
}
