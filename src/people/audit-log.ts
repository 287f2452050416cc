import { createHash } from 'node:crypto';
import type { Tx } from '../store';

/** Something that a member of staff did. */
export interface AuditEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Who: at most 64 characters, never a person who seeks help. */
  readonly actor: string;
  /** What: at most 32 characters, such as `person.export`. */
  readonly action: string;
  /** About whom; see {@link subjectOf}. Null: about nobody. */
  readonly subject: string | null;
}

/**
 * Who of the staff did what, when, about whom. Rows are added and never changed (the database holds it); retention
 * alone deletes them. Every method works inside the caller's transaction: what is done and that it was done are
 * committed together.
 */
export class AuditLog {
  /** @param about the id of the person it is about; null: about nobody */
  async note(tx: Tx, actor: string, action: string, about: string | null, now: number): Promise<void> {
    await tx.run(
      'INSERT INTO audit (at, actor, action, subject) VALUES ($1, $2, $3, $4)',
      now,
      actor,
      action,
      about === null ? null : subjectOf(about),
    );
  }

  /** What was done about a person who is still here, oldest first. */
  async about(tx: Tx, personId: string): Promise<readonly AuditEntry[]> {
    return tx.all<AuditEntry>(
      'SELECT at, actor, action, subject FROM audit WHERE subject = $1 ORDER BY id',
      subjectOf(personId),
    );
  }
}

/**
 * How the audit names a person: a hash of their random id. It is the same for one person always, and once their row is
 * gone it leads to nobody.
 */
export function subjectOf(personId: string): string {
  return createHash('sha256').update(`audit\n${personId}`).digest('base64url');
}
