import { newToken } from '../access';
import type { Tx, Vault } from '../store';

const HOUR_MS = 60 * 60_000;
/** A link goes to somebody by hand or by telephone, on a day when they may be out. */
const PASSWORD_LINK_MS = 48 * HOUR_MS;
/** Whoever starts a server for the first time sits in front of it. */
const SET_UP_LINK_MS = HOUR_MS;

/** A link's token, and until when it may be used. Milliseconds since the epoch. */
export interface NewStaffLink {
  readonly token: string;
  readonly expiresAt: number;
}

/**
 * One-time links by which somebody sets a password, or makes the first account. 256 random bits, kept as a keyed hash.
 * Looking at a link uses nothing up.
 */
export class StaffLinks {
  constructor(private readonly vault: Vault) {}

  /** Makes a link to set somebody's password. Their older one is worth nothing from then on. */
  async make(tx: Tx, staffId: string, now: number): Promise<NewStaffLink> {
    await tx.run('DELETE FROM staff_link WHERE staff_id = $1', staffId);
    return this.insert(tx, staffId, now + PASSWORD_LINK_MS);
  }

  /** Makes a link to the first account. Several may stand, one for each process that was started. */
  makeSetUp(tx: Tx, now: number): Promise<NewStaffLink> {
    return this.insert(tx, null, now + SET_UP_LINK_MS);
  }

  /** Whose password a link sets, without using it up; null when it is used, over, replaced, or never was. */
  async peek(tx: Tx, token: string, now: number): Promise<string | null> {
    const [row] = await tx.all<{ staffId: string }>(
      'SELECT staff_id AS "staffId" FROM staff_link WHERE token_index = $1 AND staff_id IS NOT NULL AND expires_at > $2',
      this.indexOf(token),
      now,
    );
    return row?.staffId ?? null;
  }

  /** Uses a link up, and says whose password it sets; null as with {@link peek}. One caller gets it. */
  async redeem(tx: Tx, token: string, now: number): Promise<string | null> {
    const [row] = await tx.all<{ staffId: string }>(
      `DELETE FROM staff_link WHERE token_index = $1 AND staff_id IS NOT NULL AND expires_at > $2
       RETURNING staff_id AS "staffId"`,
      this.indexOf(token),
      now,
    );
    return row?.staffId ?? null;
  }

  /** Whether a link may make the first account, without using it up. */
  async opensSetUp(tx: Tx, token: string, now: number): Promise<boolean> {
    const rows = await tx.all(
      'SELECT 1 FROM staff_link WHERE token_index = $1 AND staff_id IS NULL AND expires_at > $2',
      this.indexOf(token),
      now,
    );
    return rows.length > 0;
  }

  /** Makes every link to the first account worthless. */
  async endSetUp(tx: Tx): Promise<void> {
    await tx.run('DELETE FROM staff_link WHERE staff_id IS NULL');
  }

  /** Makes somebody's link worthless. */
  async voidOf(tx: Tx, staffId: string): Promise<void> {
    await tx.run('DELETE FROM staff_link WHERE staff_id = $1', staffId);
  }

  /** Deletes links that are over. They are worth nothing before, too. */
  async forgetOver(tx: Tx, now: number): Promise<void> {
    await tx.run('DELETE FROM staff_link WHERE expires_at <= $1', now);
  }

  private async insert(tx: Tx, staffId: string | null, expiresAt: number): Promise<NewStaffLink> {
    const token = newToken();
    await tx.run(
      'INSERT INTO staff_link (token_index, staff_id, expires_at) VALUES ($1, $2, $3)',
      this.indexOf(token),
      staffId,
      expiresAt,
    );
    return { token, expiresAt };
  }

  private indexOf(token: string): string {
    return this.vault.indexOf('staff-link', token);
  }
}
