import type { TurnEnd } from '../conversation';
import type { Choice, ConversationState } from '../flow';

/** What came of a turn, as far as a story may look at it. */
export interface ToldTurn {
  readonly end: TurnEnd;
  /** Null when nothing is known of the person: they are new, or were erased. */
  readonly state: ConversationState | null;
  readonly notices: boolean;
}

/** The buttons that are there after a turn. */
export function choicesOf({ end }: ToldTurn): readonly Choice[] {
  return end.said?.choices ?? [];
}
