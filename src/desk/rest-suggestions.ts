import type { Talk } from '../handoff';
import type { Tx } from '../store';

/** What was suggested and not looked at by then belongs to another day. Milliseconds. */
const OVER_AFTER_MS = 8 * 60 * 60_000;

/**
 * Who has just had a talk with somebody in danger, and has not yet been asked whether they want a rest. It changes
 * nobody's duty: it is a suggestion. Works in the caller's transaction.
 */
export class RestSuggestions {
  /** Somebody's talk has ended or gone to a colleague. Suggests a rest where it was heavy. */
  async suggest(tx: Tx, staff: string, { risk }: Talk, now: number): Promise<void> {
    if (risk === 'none') return;
    await tx.run(
      `INSERT INTO staff_rest (staff, since) VALUES ($1, $2)
       ON CONFLICT (staff) DO UPDATE SET since = excluded.since`,
      staff,
      now,
    );
  }

  /** Whether a rest is to be suggested to somebody. */
  async isDue(tx: Tx, staff: string, now: number): Promise<boolean> {
    const rows = await tx.all(
      'SELECT 1 FROM staff_rest WHERE staff = $1 AND since > $2',
      staff,
      now - OVER_AFTER_MS,
    );
    return rows.length > 0;
  }

  /** They have seen the suggestion, whatever they made of it. */
  async seen(tx: Tx, staff: string): Promise<void> {
    await tx.run('DELETE FROM staff_rest WHERE staff = $1', staff);
  }
}
