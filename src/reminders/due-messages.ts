import type { Tx } from '../store';
import { type DueKind, dueKinds, dueRules } from './due-kinds';

/** One occurrence of a rule for one person. */
export interface Occurrence {
  readonly personId: string;
  readonly kind: DueKind;
  /** What it is about, free of content, at most 100 characters: with person and kind it names the occurrence. */
  readonly subject: string;
  /** Not before this moment. Milliseconds since the epoch. */
  readonly dueAt: number;
  /** From this moment on it is not said any more. Milliseconds since the epoch. */
  readonly lateAt: number;
}

export interface DueMessage extends Occurrence {
  readonly id: number;
}

/** Kept after it was said, so that a clock that is put back finds that it was. */
const KEEP_MS = 60 * 24 * 60 * 60_000;
const rankOrder = { answer: 0, reminder: 1, news: 2 } as const;
const byRank = `CASE kind ${dueKinds
  .map((kind) => `WHEN '${kind}' THEN ${rankOrder[dueRules[kind].rank]}`)
  .join(' ')} ELSE 9 END`;

/** The table of what is due. Every method works inside the caller's transaction. */
export class DueMessages {
  /** Notes an occurrence. One that is known already, said or not, stays as it is. */
  async add(tx: Tx, { personId, kind, subject, dueAt, lateAt }: Occurrence): Promise<void> {
    await tx.run(
      `INSERT INTO due_message (person_id, kind, subject, state, due_at, late_at) VALUES ($1, $2, $3, 'due', $4, $5)
       ON CONFLICT (person_id, kind, subject) DO NOTHING`,
      personId,
      kind,
      subject,
      dueAt,
      lateAt,
    );
  }

  /** Notes the same occurrence for everybody who wished for this before `since`. */
  async addForWishes(
    tx: Tx,
    { kind, subject, dueAt, lateAt }: Omit<Occurrence, 'personId'>,
    since: number,
  ): Promise<void> {
    await tx.run(
      `INSERT INTO due_message (person_id, kind, subject, state, due_at, late_at)
       SELECT person_id, $1, $2, 'due', $3, $4 FROM reminder_wish WHERE kind = $5 AND since < $6
       ON CONFLICT (person_id, kind, subject) DO NOTHING`,
      kind,
      subject,
      dueAt,
      lateAt,
      dueRules[kind].wish,
      since,
    );
  }

  /** What is due and not late, by rank and then by time. */
  async due(tx: Tx, now: number, limit: number): Promise<readonly DueMessage[]> {
    return tx.all<DueMessage>(
      `SELECT id, person_id AS "personId", kind, subject, due_at AS "dueAt", late_at AS "lateAt" FROM due_message
        WHERE state = 'due' AND due_at <= $1 AND late_at > $1 ORDER BY ${byRank}, due_at, id LIMIT ${limit}`,
      now,
    );
  }

  /** Takes one to be said. True for one caller only, whatever else runs: the row is never `due` again. */
  async take(tx: Tx, id: number): Promise<boolean> {
    return (await tx.run(`UPDATE due_message SET state = 'said' WHERE id = $1 AND state = 'due'`, id)) > 0;
  }

  /** Puts one off, as its time turned out to be a quiet one. */
  async putOff(tx: Tx, id: number, dueAt: number): Promise<void> {
    await tx.run(`UPDATE due_message SET due_at = $2 WHERE id = $1 AND state = 'due'`, id, dueAt);
  }

  /** It is not wanted any more. Should it be again before it is late, it is noted anew. */
  async drop(tx: Tx, id: number): Promise<void> {
    await tx.run(`DELETE FROM due_message WHERE id = $1 AND state = 'due'`, id);
  }

  /** Whether this kind was noted for a person for a time after `since`, said or not. */
  async anySince(tx: Tx, personId: string, kind: DueKind, since: number): Promise<boolean> {
    const rows = await tx.all(
      'SELECT 1 FROM due_message WHERE person_id = $1 AND kind = $2 AND due_at > $3',
      personId,
      kind,
      since,
    );
    return rows.length > 0;
  }

  /** Forgets what was late long ago. */
  async forgetOld(tx: Tx, now: number): Promise<void> {
    await tx.run('DELETE FROM due_message WHERE late_at < $1', now - KEEP_MS);
  }
}
