import { type AuditLog, subjectOf } from '../people';
import type { Tx } from '../store';

/** A page asks for an open talk again and again; it is one opening. */
const SAME_OPENING_MS = 10 * 60_000;

/** Notes who opened what, once for each stretch of ten minutes. Works in the caller's transaction. */
export class OpeningNotes {
  constructor(private readonly audit: AuditLog) {}

  async note(tx: Tx, staff: string, action: string, personId: string, now: number): Promise<void> {
    const noted = await tx.all(
      'SELECT 1 FROM audit WHERE subject = $1 AND at > $2 AND actor = $3 AND action = $4 LIMIT 1',
      subjectOf(personId),
      now - SAME_OPENING_MS,
      staff,
      action,
    );
    if (noted.length === 0) await this.audit.note(tx, staff, action, personId, now);
  }
}
