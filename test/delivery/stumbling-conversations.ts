import { Conversations, type Heard, type TurnEnd } from '../../src/conversation';
import type { Tx } from '../../src/store';

/** Conversations whose turns may throw after all their writing was done. */
export class StumblingConversations extends Conversations {
  /** Which turns throw, at what time. */
  stumbles: (heard: Heard, now: number) => boolean = () => false;
  private readonly tries = new Set<string>();
  private lastTx: Tx | null = null;

  /** Turns that were tried. What the store does again after a neighbour’s fault counts once. */
  get tried(): number {
    return this.tries.size;
  }

  /** Whether this is the transaction of the turn tried last. */
  tookTurnIn(tx: Tx): boolean {
    return this.lastTx === tx;
  }

  override async takeTurn(...turn: Parameters<Conversations['takeTurn']>): Promise<TurnEnd> {
    const [tx, , heard, now] = turn;
    this.lastTx = tx;
    this.tries.add(`${heard.turn} ${now}`);
    const end = await super.takeTurn(...turn);
    if (this.stumbles(heard, now)) throw new TypeError('A fault that nobody foresaw.');
    return end;
  }
}
