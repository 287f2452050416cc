import type { Clock } from '../../../src/clock';

/** What a reply token belongs to. */
export interface TokenOwner {
  /** The user to whom, or the group or room into which, the answer goes. */
  readonly chatId: string;
  readonly eventId: string;
}

export type RefusedToken = 'unknown' | 'used' | 'expired';
export type Redemption = { readonly owner: TokenOwner } | { readonly refused: RefusedToken };

interface Issued {
  readonly owner: TokenOwner;
  readonly issuedAt: number;
  freshUntil: number;
  used: boolean;
}

/** One minute from receipt (LINE.md, section 2). */
const lifeMs = 60_000;
/** A redelivered token gets a new minute only while its event is younger than this (LINE.md, section 2). */
const renewableMs = 20 * 60_000;

/** The reply tokens in being. A token is honoured at most once, whatever is tried in whatever order. */
export class ReplyTokens {
  private readonly issued = new Map<string, Issued>();

  constructor(private readonly clock: Clock) {}

  /** Starts a token's minute. */
  issue(token: string, owner: TokenOwner): void {
    const now = this.clock.now();
    this.issued.set(token, { owner, issuedAt: now, freshUntil: now + lifeMs, used: false });
  }

  has(token: string): boolean {
    return this.issued.has(token);
  }

  /** The event was delivered again: a new minute, unless the token was used or its event is over 20 minutes old. */
  renew(token: string): void {
    const entry = this.issued.get(token);
    const now = this.clock.now();
    if (entry && !entry.used && now - entry.issuedAt <= renewableMs) entry.freshUntil = now + lifeMs;
  }

  /** Says whether the token would be honoured now, and uses it up if `use` is true. */
  redeem(token: string, use: boolean): Redemption {
    const entry = this.issued.get(token);
    if (!entry) return { refused: 'unknown' };
    if (entry.used) return { refused: 'used' };
    if (this.clock.now() > entry.freshUntil) return { refused: 'expired' };
    if (use) entry.used = true;
    return { owner: entry.owner };
  }
}
