import type { Clock } from '../../../src/clock';
import type { Json } from './json';

/** A send that LINE accepted under a retry key. */
export interface AcceptedSend {
  readonly requestId: string;
  /** The body's exact bytes, as text. */
  readonly body: string;
  /** What the first answer held. */
  readonly answer: Json;
}

/** A key is remembered for 24 hours; after that the same key is a new send (LINE.md, section 2). */
const lifeMs = 24 * 60 * 60_000;

/** The `X-Line-Retry-Key`s under which something was accepted. */
export class RetryKeys {
  private readonly accepted = new Map<string, AcceptedSend & { readonly until: number }>();

  constructor(private readonly clock: Clock) {}

  find(key: string): AcceptedSend | undefined {
    const send = this.accepted.get(key.toLowerCase());
    return send && this.clock.now() < send.until ? send : undefined;
  }

  remember(key: string, send: AcceptedSend): void {
    this.accepted.set(key.toLowerCase(), { ...send, until: this.clock.now() + lifeMs });
  }
}

/** Hexadecimal in 8-4-4-4-12, as the reference asks. */
export function isRetryKey(key: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(key);
}
