import { timingSafeEqual } from 'node:crypto';
import { newToken } from '../access';
import type { Vault } from '../store';

/** What a known browser's token looks like. */
export const knownBrowserPattern = /^[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43}$/;

/**
 * Browsers in which somebody has signed in before. Their tries stand in a line of their own, so that whoever guesses
 * from elsewhere slows down nobody but themselves. Nothing of it is kept here: a token is a number by chance and, made
 * with a key of ours, the proof that it belongs to this account. It opens nothing.
 */
export class KnownBrowsers {
  constructor(private readonly vault: Vault) {}

  /** The token of a browser in which this account has just signed in. */
  make(staffId: string): string {
    const chance = newToken();
    return `${chance}.${this.proofOf(staffId, chance)}`;
  }

  /** Whether this is a token of a browser in which this account has signed in. */
  knows(staffId: string, token: string | null): token is string {
    const [chance = '', proof = ''] = token?.split('.') ?? [];
    const right = Buffer.from(this.proofOf(staffId, chance));
    const shown = Buffer.from(proof);
    return right.length === shown.length && timingSafeEqual(right, shown);
  }

  private proofOf(staffId: string, chance: string): string {
    return this.vault.indexOf('staff-browser', `${staffId}\n${chance}`);
  }
}
