import { randomBytes } from 'node:crypto';
import type { Tx, Vault } from '../store';

const TOKEN_BYTES = 32;

/**
 * The secret addresses at which calendars of staff fetch the slots, at most one for each of the staff. A calendar cannot
 * sign in, so the address is the key: 256 random bits, kept as a keyed hash. Who may see what, whoever answers decides
 * anew each time, by whose address it is.
 */
export class CalendarFeeds {
  constructor(private readonly vault: Vault) {}

  /** Makes the token of somebody's address, which cannot be had again. An older address of theirs is worth nothing from then on. */
  async make(tx: Tx, staff: string): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await tx.run(
      `INSERT INTO calendar_feed (staff, token_index) VALUES ($1, $2)
       ON CONFLICT (staff) DO UPDATE SET token_index = excluded.token_index`,
      staff,
      this.indexOf(token),
    );
    return token;
  }

  /** Whose address this is; null: nobody's (any more). */
  async whose(tx: Tx, token: string): Promise<string | null> {
    const [row] = await tx.all<{ staff: string }>(
      'SELECT staff FROM calendar_feed WHERE token_index = $1',
      this.indexOf(token),
    );
    return row?.staff ?? null;
  }

  /** Whether somebody has an address. */
  async has(tx: Tx, staff: string): Promise<boolean> {
    return (await tx.all('SELECT 1 FROM calendar_feed WHERE staff = $1', staff)).length > 0;
  }

  /** Ends somebody's address. */
  async end(tx: Tx, staff: string): Promise<void> {
    await tx.run('DELETE FROM calendar_feed WHERE staff = $1', staff);
  }

  private indexOf(token: string): string {
    return this.vault.indexOf('calendar-feed', token);
  }
}
