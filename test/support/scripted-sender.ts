import type { Attempt, OutboxContent, Sender } from '../../src/delivery';

/** One call of delivery's to the channel. */
export type Call =
  | { readonly way: 'reply'; readonly token: string; readonly content: OutboxContent }
  | {
      readonly way: 'push';
      readonly address: string;
      readonly content: OutboxContent;
      readonly retryKey: string;
    };

/** A call that stays open until a test ends it. */
export interface HeldCall {
  /** Resolves when delivery has made the call. */
  readonly begun: Promise<Call>;
  end(attempt: Attempt): void;
}

const ACCEPTED: Attempt = { kind: 'accepted' };

/** A channel that records every call and answers by script: `accepted` where the script says nothing. */
export class ScriptedSender implements Sender {
  readonly channel = 'line';
  readonly calls: Call[] = [];
  /** Addresses at which the waiting sign was shown. */
  readonly signs: string[] = [];
  private script: ((call: Call) => Attempt | Promise<Attempt>)[] = [];
  private readonly open = new Set<(attempt: Attempt) => void>();

  /** @param maxMessages most messages a request may carry; LINE's five when absent */
  constructor(readonly maxMessages = 5) {}

  /** Answers the next calls so, in order. */
  willAnswer(...attempts: readonly Attempt[]): void {
    for (const attempt of attempts) this.script.push(() => attempt);
  }

  /** Keeps the next call open. */
  holdNext(): HeldCall {
    let began: (call: Call) => void = () => undefined;
    let end: (attempt: Attempt) => void = () => undefined;
    const begun = new Promise<Call>((resolve) => {
      began = resolve;
    });
    const outcome = new Promise<Attempt>((resolve) => {
      end = (attempt) => {
        this.open.delete(end);
        resolve(attempt);
      };
    });
    this.script.push((call) => {
      this.open.add(end);
      began(call);
      return outcome;
    });
    return { begun, end: (attempt) => end(attempt) };
  }

  /** How many calls are held open now. */
  get held(): number {
    return this.open.size;
  }

  /** Ends every held call as accepted, and answers the rest so. */
  letGo(): void {
    this.script = [];
    for (const end of [...this.open]) end(ACCEPTED);
  }

  async reply(token: string, content: OutboxContent): Promise<Attempt> {
    return this.answer({ way: 'reply', token, content });
  }

  async push(address: string, content: OutboxContent, retryKey: string): Promise<Attempt> {
    return this.answer({ way: 'push', address, content, retryKey });
  }

  async showWaiting(address: string): Promise<void> {
    this.signs.push(address);
  }

  private answer(call: Call): Attempt | Promise<Attempt> {
    this.calls.push(call);
    return this.script.shift()?.(call) ?? ACCEPTED;
  }
}
