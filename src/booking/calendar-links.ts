import { timingSafeEqual } from 'node:crypto';
import type { Vault } from '../store';

const HASH_LENGTH = 43;
const tokenPattern = /^[0-9a-f]{32}[A-Za-z0-9_-]{43}$/;

/**
 * The secret address of each booking's calendar file. It is made of the booking's own random id and a keyed hash of it, so
 * it is kept nowhere, is the same each time, and is worth nothing once the booking is gone. It lasts as long as the
 * booking: calendars, previews and browsers fetch a file more than once.
 */
export class CalendarLinks {
  constructor(private readonly vault: Vault) {}

  /** Letters, digits, `-` and `_`. */
  tokenOf(bookingId: string): string {
    return bookingId.replaceAll('-', '') + this.hashOf(bookingId);
  }

  /** The booking that a token was made for, which may be gone; null: none. */
  bookingOf(token: string): string | null {
    if (!tokenPattern.test(token)) return null;
    const id = token.slice(0, -HASH_LENGTH).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const given = Buffer.from(token.slice(-HASH_LENGTH));
    return timingSafeEqual(given, Buffer.from(this.hashOf(id))) ? id : null;
  }

  private hashOf(bookingId: string): string {
    return this.vault.indexOf('booking-calendar', bookingId);
  }
}
