import type { Tx } from '../../store';

/** What stands in the person's own row. */
export interface PersonRow {
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Accurate to the hour. Milliseconds since the epoch. */
  readonly lastSeenAt: number;
  readonly notices: boolean;
}

/** Reads it. Throws when they were erased: callers have just found them. */
export async function personRow(tx: Tx, id: string): Promise<PersonRow> {
  const [row] = await tx.all<{ createdAt: number; lastSeenAt: number; notices: number | boolean }>(
    `SELECT created_at AS "createdAt", last_seen_at AS "lastSeenAt", notices_allowed AS notices
       FROM person WHERE id = $1`,
    id,
  );
  if (!row) throw new Error('Somebody was erased while their information was looked at.');
  return { ...row, notices: Boolean(row.notices) };
}
