import { newToken } from '../access';
import type { Tx, Vault } from '../store';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long sessions last: `retention` of `flows/organisation.yaml`. */
export interface SessionRule {
  /** A session that nobody used for so many days is over. */
  readonly sessionIdleDays: number;
  /** However much it is used, a session is over after so many days; the resume code opens another. */
  readonly sessionDays: number;
}

/** What holds where the organisation says nothing. */
export const usualSessionRule: SessionRule = { sessionIdleDays: 30, sessionDays: 180 };
export const SESSION_IDLE_MS = usualSessionRule.sessionIdleDays * DAY_MS;
/** Also the longest that an organisation may set. */
export const SESSION_LIFE_MS = usualSessionRule.sessionDays * DAY_MS;
/** Use is noted this coarsely, so that reading a page costs no write. */
const USED_GRAIN_MS = MINUTE_MS;

/** A session as its owner is told of it. */
export interface OpenSession {
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  /** Accurate to the minute. Milliseconds since the epoch. */
  readonly usedAt: number;
}

/**
 * Browsers that may act for a person. The token (256 random bits) lives in the browser's cookie; here stands only its
 * keyed hash. Whoever has the token is the person, until the session is ended, idle or old.
 */
export class WebSessions {
  private readonly idleMs: number;
  private readonly lifeMs: number;

  constructor(
    private readonly vault: Vault,
    rule: SessionRule = usualSessionRule,
  ) {
    this.idleMs = rule.sessionIdleDays * DAY_MS;
    this.lifeMs = rule.sessionDays * DAY_MS;
  }

  /** Opens a session for a person and returns its token, which cannot be had again. */
  async open(tx: Tx, personId: string, now: number): Promise<string> {
    const token = newToken();
    await tx.run(
      'INSERT INTO web_session (token_index, person_id, opened_at, used_at) VALUES ($1, $2, $3, $3)',
      this.indexOf(token),
      personId,
      now,
    );
    return token;
  }

  /**
   * Whose session this is, or null when there is none (any more). Notes that it was used, and that the person was
   * here, so it belongs into `Store.write`; most calls write nothing.
   */
  async find(tx: Tx, token: string, now: number): Promise<{ readonly personId: string } | null> {
    const index = this.indexOf(token);
    const [row] = await tx.all<{ personId: string; openedAt: number; usedAt: number }>(
      'SELECT person_id AS "personId", opened_at AS "openedAt", used_at AS "usedAt" FROM web_session WHERE token_index = $1',
      index,
    );
    if (!row || now - row.usedAt >= this.idleMs || now - row.openedAt >= this.lifeMs) return null;
    if (now - row.usedAt >= USED_GRAIN_MS) {
      await tx.run('UPDATE web_session SET used_at = $2 WHERE token_index = $1', index, now);
      await tx.run(
        'UPDATE person SET last_seen_at = $2 WHERE id = $1 AND last_seen_at <= $3',
        row.personId,
        now,
        now - HOUR_MS,
      );
    }
    return { personId: row.personId };
  }

  /** Ends a session: from the end of the transaction its token is worth nothing. Ending it again does nothing. */
  async end(tx: Tx, token: string): Promise<void> {
    const ended = await tx.all<{ personId: string }>(
      'DELETE FROM web_session WHERE token_index = $1 RETURNING person_id AS "personId"',
      this.indexOf(token),
    );
    for (const { personId } of ended) tx.notify('ended', personId);
  }

  /** Ends every session of a person, on every device. */
  async endAllOf(tx: Tx, personId: string): Promise<void> {
    await tx.run('DELETE FROM web_session WHERE person_id = $1', personId);
    tx.notify('ended', personId);
  }

  /** A person's sessions that are not over, the newest first, without their tokens. */
  async list(tx: Tx, personId: string, now: number): Promise<readonly OpenSession[]> {
    return tx.all<OpenSession>(
      `SELECT opened_at AS "openedAt", used_at AS "usedAt" FROM web_session
        WHERE person_id = $1 AND used_at > $2 AND opened_at > $3 ORDER BY opened_at DESC`,
      personId,
      now - this.idleMs,
      now - this.lifeMs,
    );
  }

  /** When a person last used any of their sessions, to the minute, or null. Milliseconds since the epoch. */
  async lastUsed(tx: Tx, personId: string): Promise<number | null> {
    const [row] = await tx.all<{ usedAt: number }>(
      'SELECT used_at AS "usedAt" FROM web_session WHERE person_id = $1 ORDER BY used_at DESC LIMIT 1',
      personId,
    );
    return row?.usedAt ?? null;
  }

  private indexOf(token: string): string {
    return this.vault.indexOf('web-session', token);
  }
}

/** Deletes sessions that are over. They are worth nothing before, too. */
export async function forgetOverSessions(tx: Tx, now: number, rule: SessionRule): Promise<void> {
  await tx.run(
    'DELETE FROM web_session WHERE used_at <= $1 OR opened_at <= $2',
    now - rule.sessionIdleDays * DAY_MS,
    now - rule.sessionDays * DAY_MS,
  );
}
