import { type ConversationState, type FlowSet, fitsGraphemes } from '../flow';
import { rememberedIn } from './mine';

/** What the desk shows apart from the summary. */
const shownApart: readonly string[] = ['language', 'nickname', 'standpoint'];
/** In graphemes. */
const LONGEST = 80;

/** One line for staff, in Japanese, of what a person told on the way; empty when that is nothing. */
export function talkSummary(state: ConversationState | null, flows: FlowSet): string {
  const told = rememberedIn(state, flows, 'ja').filter(({ fact }) => !shownApart.includes(fact));
  return told.reduce((line, { value }) => {
    const longer = line === '' ? value : `${line}・${value}`;
    return fitsGraphemes(longer, LONGEST) ? longer : line;
  }, '');
}
