import { newToken } from '../access';
import type { Tx, Vault } from '../store';

/** What a link into the room is for: what the room shows first. */
export const roomPurposes = ['conversation', 'letters'] as const;
/** Of a link that opens no room: it gives its holder the file of all that is theirs, once. */
const DOWNLOAD = 'download';
export type RoomPurpose = (typeof roomPurposes)[number];

/** A link that was asked for is opened at once or not at all. */
export const ASKED_LINK_MS = 15 * 60_000;

/** Where a link leads. */
export interface RoomEntry {
  readonly personId: string;
  readonly purpose: RoomPurpose;
}

/**
 * One-time links into a person's room: 256 random bits, kept only as a keyed hash, good for one opening. Looking at a
 * link ({@link peek}) uses nothing up: whatever makes previews of links fetches them before the person does.
 */
export class RoomLinks {
  constructor(private readonly vault: Vault) {}

  /**
   * Makes a link's token. The person's older link for the same purpose is worth nothing from then on.
   *
   * @param lifeMs how long it may be opened
   */
  async make(
    tx: Tx,
    personId: string,
    purpose: RoomPurpose | typeof DOWNLOAD,
    now: number,
    lifeMs: number = ASKED_LINK_MS,
  ): Promise<string> {
    const token = newToken();
    await tx.run(
      `INSERT INTO room_link (person_id, purpose, token_index, expires_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person_id, purpose) DO UPDATE SET token_index = excluded.token_index, expires_at = excluded.expires_at`,
      personId,
      purpose,
      this.indexOf(token),
      now + lifeMs,
    );
    return token;
  }

  /** Uses a link up, and says where it leads; null when it is used, over, replaced, or never was. One caller gets it. */
  async redeem(tx: Tx, token: string, now: number): Promise<RoomEntry | null> {
    const rows = await tx.all<RoomEntry>(
      `DELETE FROM room_link WHERE token_index = $1 AND expires_at > $2 AND purpose <> '${DOWNLOAD}'
       RETURNING person_id AS "personId", purpose`,
      this.indexOf(token),
      now,
    );
    return rows[0] ?? null;
  }

  /** Where a link leads, without using it up; null when {@link redeem} would give null. */
  async peek(tx: Tx, token: string, now: number): Promise<RoomEntry | null> {
    const rows = await tx.all<RoomEntry>(
      `SELECT person_id AS "personId", purpose FROM room_link
        WHERE token_index = $1 AND expires_at > $2 AND purpose <> '${DOWNLOAD}'`,
      this.indexOf(token),
      now,
    );
    return rows[0] ?? null;
  }

  /** Uses up a link to a person's own file, and says whose it is; null as with {@link redeem}. One caller gets it. */
  async redeemDownload(tx: Tx, token: string, now: number): Promise<string | null> {
    const rows = await tx.all<{ personId: string }>(
      `DELETE FROM room_link WHERE token_index = $1 AND expires_at > $2 AND purpose = '${DOWNLOAD}'
       RETURNING person_id AS "personId"`,
      this.indexOf(token),
      now,
    );
    return rows[0]?.personId ?? null;
  }

  /** Whose file a link leads to, without using it up. */
  async peekDownload(tx: Tx, token: string, now: number): Promise<string | null> {
    const rows = await tx.all<{ personId: string }>(
      `SELECT person_id AS "personId" FROM room_link
        WHERE token_index = $1 AND expires_at > $2 AND purpose = '${DOWNLOAD}'`,
      this.indexOf(token),
      now,
    );
    return rows[0]?.personId ?? null;
  }

  /** A person's links that are not over: what each is for and until when, never the link itself. */
  async list(
    tx: Tx,
    personId: string,
    now: number,
  ): Promise<readonly { readonly purpose: string; readonly expiresAt: number }[]> {
    return tx.all(
      `SELECT purpose, expires_at AS "expiresAt" FROM room_link
        WHERE person_id = $1 AND expires_at > $2 ORDER BY purpose`,
      personId,
      now,
    );
  }

  /** Makes every open link of a person worthless. */
  async voidAllOf(tx: Tx, personId: string): Promise<void> {
    await tx.run('DELETE FROM room_link WHERE person_id = $1', personId);
  }

  private indexOf(token: string): string {
    return this.vault.indexOf('room-link', token);
  }
}

/** Deletes links that are over. They are worth nothing before, too. */
export async function forgetOverLinks(tx: Tx, now: number): Promise<void> {
  await tx.run('DELETE FROM room_link WHERE expires_at <= $1', now);
}
