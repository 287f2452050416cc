import { randomUUID } from 'node:crypto';
import { newToken } from '../access';
import type { Tx, Vault } from '../store';
import type { Role } from './roles';

const MINUTE_MS = 60_000;
/** Use is noted this coarsely, so that most requests write nothing. */
const USED_GRAIN_MS = MINUTE_MS;
/** Between the right password and the second factor nobody needs longer. */
const ON_THE_WAY_MS = 10 * MINUTE_MS;

/** Somebody of the staff. */
export interface StaffMember {
  readonly id: string;
  /** What colleagues call them. */
  readonly name: string;
  readonly role: Role;
}

/** How far a sign-in has come: `code`, the second factor is asked for; `enrol`, it is to be set up; `full`, all done. */
export type SignInStage = 'code' | 'enrol' | 'full';

/** A session that stands, and whose it is. */
export interface StaffVisit {
  readonly staff: StaffMember;
  readonly sessionId: string;
  readonly stage: SignInStage;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
}

/** A session as its owner sees it in a list. Times in milliseconds since the epoch. */
export interface OpenStaffSession {
  readonly id: string;
  readonly openedAt: number;
  /** Accurate to the minute. */
  readonly usedAt: number;
}

export interface StaffSessionRule {
  /** A session that nobody used for so many minutes is over. */
  readonly idleMinutes: number;
  /** However much it is used, a session is over after so many hours: a shift. */
  readonly lifeHours: number;
}

export const usualStaffSessionRule: StaffSessionRule = { idleMinutes: 60, lifeHours: 12 };

/**
 * Browsers that may act for somebody of the staff. The token (256 random bits) lives in the browser's cookie; here
 * stands only its keyed hash. What an account may is read with each use, so a disabled one has no session.
 */
export class StaffSessions {
  private readonly idleMs: number;
  private readonly lifeMs: number;

  constructor(
    private readonly vault: Vault,
    rule: StaffSessionRule = usualStaffSessionRule,
  ) {
    this.idleMs = rule.idleMinutes * MINUTE_MS;
    this.lifeMs = rule.lifeHours * 60 * MINUTE_MS;
  }

  /** Opens a session and returns its token, which cannot be had again. */
  async open(tx: Tx, staffId: string, stage: SignInStage, now: number): Promise<string> {
    const token = newToken();
    await tx.run(
      `INSERT INTO staff_session (token_index, id, staff_id, stage, opened_at, used_at)
       VALUES ($1, $2, $3, $4, $5, $5)`,
      this.indexOf(token),
      randomUUID(),
      staffId,
      stage,
      now,
    );
    return token;
  }

  /**
   * Whose session this is, or null when there is none (any more) or its account is disabled. Notes that it was used, so
   * it belongs into `Store.write`; most calls write nothing.
   */
  async find(tx: Tx, token: string, now: number): Promise<StaffVisit | null> {
    const index = this.indexOf(token);
    const [row] = await tx.all<{
      id: string;
      staffId: string;
      stage: SignInStage;
      openedAt: number;
      usedAt: number;
      name: Uint8Array;
      role: Role;
    }>(
      `SELECT staff_session.id, staff_id AS "staffId", stage, opened_at AS "openedAt", used_at AS "usedAt", name, role
         FROM staff_session JOIN staff ON staff.id = staff_session.staff_id
        WHERE token_index = $1 AND state = 'active'`,
      index,
    );
    if (!row || this.isOver(row, now)) return null;
    if (row.stage === 'full' && now - row.usedAt >= USED_GRAIN_MS) {
      await tx.run('UPDATE staff_session SET used_at = $2 WHERE token_index = $1', index, now);
      await tx.run('UPDATE staff SET seen_at = $2 WHERE id = $1', row.staffId, now);
    }
    return {
      staff: { id: row.staffId, name: this.vault.system.open('staff.name', row.name), role: row.role },
      sessionId: row.id,
      stage: row.stage,
      openedAt: row.openedAt,
    };
  }

  /** Ends a session: from the end of the transaction its token is worth nothing. Ending it again does nothing. */
  async end(tx: Tx, token: string): Promise<void> {
    const ended = await tx.all<{ staffId: string }>(
      'DELETE FROM staff_session WHERE token_index = $1 RETURNING staff_id AS "staffId"',
      this.indexOf(token),
    );
    for (const { staffId } of ended) tx.notify('staff', staffId);
  }

  /** Ends one of somebody's sessions by its id; false when they have no such session. */
  async endOne(tx: Tx, staffId: string, sessionId: string): Promise<boolean> {
    const ended = await tx.run(
      'DELETE FROM staff_session WHERE id = $1 AND staff_id = $2',
      sessionId,
      staffId,
    );
    tx.notify('staff', staffId);
    return ended > 0;
  }

  /** Ends all of somebody's sessions, on every device, or all but one. */
  async endAllOf(tx: Tx, staffId: string, exceptSessionId = ''): Promise<void> {
    await tx.run('DELETE FROM staff_session WHERE staff_id = $1 AND id <> $2', staffId, exceptSessionId);
    tx.notify('staff', staffId);
  }

  /** Somebody's sessions that are not over, the newest first, without their tokens. */
  async list(tx: Tx, staffId: string, now: number): Promise<readonly OpenStaffSession[]> {
    return tx.all<OpenStaffSession>(
      `SELECT id, opened_at AS "openedAt", used_at AS "usedAt" FROM staff_session
        WHERE staff_id = $1 AND stage = 'full' AND used_at > $2 AND opened_at > $3 ORDER BY opened_at DESC, id`,
      staffId,
      now - this.idleMs,
      now - this.lifeMs,
    );
  }

  /** Deletes sessions that are over. They are worth nothing before, too. */
  async forgetOver(tx: Tx, now: number): Promise<void> {
    await tx.run(
      `DELETE FROM staff_session WHERE used_at <= $1 OR opened_at <= $2 OR (stage <> 'full' AND opened_at <= $3)`,
      now - this.idleMs,
      now - this.lifeMs,
      now - ON_THE_WAY_MS,
    );
  }

  private isOver(session: { stage: SignInStage; openedAt: number; usedAt: number }, now: number): boolean {
    if (session.stage !== 'full') return now - session.openedAt >= ON_THE_WAY_MS;
    return now - session.usedAt >= this.idleMs || now - session.openedAt >= this.lifeMs;
  }

  private indexOf(token: string): string {
    return this.vault.indexOf('staff-session', token);
  }
}
