import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Tx, Vault } from '../store';
import { newRecoveryCodes, readRecoveryCode } from './recovery-codes';

const SECRET = 'staff_factor.secret';
/** RFC 6238's step, and what every authenticator app takes. */
const PERIOD_S = 30;
/** Steps before and after that are taken: clocks differ, and typing takes time. */
const WINDOW = 1;
/** A factor that was asked for and never confirmed is forgotten. */
const ASKED_MS = 60 * 60_000;

/** What an authenticator app needs, and what to write down beside it. Shown once. */
export interface NewSecondFactor {
  /** `otpauth://totp/…` */
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
}

/** By what a second factor was proven. */
export type FactorProof = 'code' | 'recovery-code';

/**
 * Second factors: codes of an authenticator app (TOTP, RFC 6238), and recovery codes for the day it is lost. A code is
 * good once: neither it nor an older one is taken again. Secrets are sealed with the system's key; of recovery codes
 * keyed hashes are kept.
 */
export class SecondFactors {
  /** @param issuer under which the app shows it, such as the organisation's name */
  constructor(
    private readonly vault: Vault,
    private readonly issuer: string,
  ) {}

  /** Makes a new factor, which stands once {@link confirm} has seen a first code. Until then an older one goes on. */
  async ask(tx: Tx, staffId: string, login: string, now: number): Promise<NewSecondFactor> {
    const secret = new Secret();
    const recoveryCodes = newRecoveryCodes();
    const id = randomUUID();
    await tx.run(`DELETE FROM staff_factor WHERE staff_id = $1 AND state = 'asked'`, staffId);
    await tx.run(
      `INSERT INTO staff_factor (id, staff_id, state, secret, last_step, made_at) VALUES ($1, $2, 'asked', $3, 0, $4)`,
      id,
      staffId,
      this.vault.system.seal(SECRET, secret.base32),
      now,
    );
    for (const code of recoveryCodes) {
      await tx.run(
        'INSERT INTO staff_recovery_code (code_index, factor_id) VALUES ($1, $2)',
        this.indexOf(id, readRecoveryCode(code) ?? code),
        id,
      );
    }
    const uri = new TOTP({ issuer: this.issuer, label: login, secret, period: PERIOD_S }).toString();
    return { uri, recoveryCodes };
  }

  /** Makes the factor that was asked for stand, in place of an older one. False when the code is not its. */
  async confirm(tx: Tx, staffId: string, code: string, now: number): Promise<boolean> {
    const asked = await this.factorOf(tx, staffId, 'asked');
    if (asked === null || now - asked.madeAt >= ASKED_MS) return false;
    const step = stepOf(code, asked.secret, now);
    if (step === null) return false;
    await this.remove(tx, staffId);
    await tx.run(`UPDATE staff_factor SET state = 'standing', last_step = $2 WHERE id = $1`, asked.id, step);
    return true;
  }

  /** Takes a code of the app or a recovery code, once: of many who show the same one, one gets in. Null: refused. */
  async accept(tx: Tx, staffId: string, typed: string, now: number): Promise<FactorProof | null> {
    const factor = await this.factorOf(tx, staffId, 'standing');
    if (factor === null) return null;
    const step = stepOf(typed, factor.secret, now);
    if (step !== null) {
      const taken = await tx.run(
        'UPDATE staff_factor SET last_step = $2 WHERE id = $1 AND last_step < $2',
        factor.id,
        step,
      );
      return taken > 0 ? 'code' : null;
    }
    const code = readRecoveryCode(typed);
    if (code === null) return null;
    const used = await tx.run(
      'DELETE FROM staff_recovery_code WHERE code_index = $1 AND factor_id = $2',
      this.indexOf(factor.id, code),
      factor.id,
    );
    return used > 0 ? 'recovery-code' : null;
  }

  /** Whether somebody has a second factor that stands. */
  async has(tx: Tx, staffId: string): Promise<boolean> {
    return (await this.factorOf(tx, staffId, 'standing')) !== null;
  }

  /** Takes somebody's second factor and its recovery codes away. One that was asked for stays. */
  async remove(tx: Tx, staffId: string): Promise<void> {
    await tx.run(`DELETE FROM staff_factor WHERE staff_id = $1 AND state = 'standing'`, staffId);
  }

  /** Deletes what was asked for and never confirmed. */
  async forgetOver(tx: Tx, now: number): Promise<void> {
    await tx.run(`DELETE FROM staff_factor WHERE state = 'asked' AND made_at <= $1`, now - ASKED_MS);
  }

  private async factorOf(tx: Tx, staffId: string, state: 'asked' | 'standing') {
    const [row] = await tx.all<{ id: string; secret: Uint8Array; madeAt: number }>(
      'SELECT id, secret, made_at AS "madeAt" FROM staff_factor WHERE staff_id = $1 AND state = $2',
      staffId,
      state,
    );
    return row ? { ...row, secret: this.vault.system.open(SECRET, row.secret) } : null;
  }

  /** Bound to the factor, so that a code of one is nothing for another. */
  private indexOf(factorId: string, code: string): string {
    return this.vault.indexOf('staff-recovery', `${factorId}\n${code}`);
  }
}

/** The step of time that a code belongs to, or null when it is none of those near now. */
function stepOf(typed: string, secret: string, now: number): number | null {
  const token = typed.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = TOTP.validate({
    token,
    secret: Secret.fromBase32(secret),
    period: PERIOD_S,
    timestamp: now,
    window: WINDOW,
  });
  return delta === null ? null : TOTP.counter({ period: PERIOD_S, timestamp: now }) + delta;
}
