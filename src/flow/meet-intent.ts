import type { RecognisedIntent } from '../understanding';
import type { Draft } from './draft';
import type { Move } from './flow-set';
import { takeMove } from './take-move';

/** What words that nothing foresaw seem to ask for. */
export type Wish =
  | { readonly kind: 'move'; readonly move: Move }
  /** Not sure enough to act on: these may be what was meant, likeliest first. Never empty. */
  | { readonly kind: 'nearest'; readonly moves: readonly Move[] };

/** Tells what a text asks for; null when nothing can be told, or nothing be offered. */
export function wishIn(draft: Draft, text: string): Wish | null {
  const recognised = draft.context.understand?.(text);
  if (recognised === undefined) return null;
  const move = draft.flows.intents.get(recognised.intent);
  if (recognised.sure && move !== undefined) return { kind: 'move', move };
  const moves = nearestMoves(draft, recognised);
  return moves.length === 0 ? null : { kind: 'nearest', moves };
}

/**
 * Answers a wish. A sure one is taken; whatever takes something away begins with a question, which the checker holds. Of
 * others the nearest are offered as buttons, and what was being asked stays open.
 */
export function meetWish(draft: Draft, wish: Wish): void {
  if (wish.kind === 'move') {
    takeMove(draft, wish.move);
    return;
  }
  draft.say(draft.flows.events.unsure.say);
  draft.lead = wish.moves;
}

/** The moves of a wish that have a button, for those who are not answered with it. */
export function offeredFor(draft: Draft, wish: Wish | null): readonly Move[] {
  if (wish === null) return [];
  return wish.kind === 'nearest' ? wish.moves : [wish.move].filter((move) => canBeOffered(draft, move));
}

function nearestMoves(draft: Draft, { nearest }: RecognisedIntent): readonly Move[] {
  const moves = nearest.flatMap((intent) => draft.flows.intents.get(intent) ?? []);
  return [...new Set(moves)].filter((move) => canBeOffered(draft, move));
}

/** Something said in passing is no offer. */
function canBeOffered(draft: Draft, move: Move): boolean {
  return move.action.kind !== 'stay' && move.button[draft.language] !== null;
}
