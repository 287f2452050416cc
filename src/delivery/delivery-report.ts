import type { ErrorCode } from '../errors';
import type { Tx } from '../store';

/** What did not go its way, in numbers. Holds nothing of what was said, or by whom. */
export interface DeliveryReport {
  /** Events whose turn was given up: kept, sealed, for staff. */
  readonly failedTurns: number;
  /** Messages on their way or waiting for another try. */
  readonly waiting: number;
  /** Messages kept until the month's quota is renewed. */
  readonly held: number;
  /** Messages that will not be sent again, by the reason. */
  readonly dead: readonly { readonly problem: ErrorCode; readonly count: number }[];
}

/** Counts what an operator should know of. */
export async function reportDelivery(tx: Tx): Promise<DeliveryReport> {
  const failed = await tx.all<{ count: number }>(
    `SELECT COUNT(*) AS count FROM inbox_event WHERE person_id IS NOT NULL AND state = 'failed'`,
  );
  const rows = await tx.all<{ state: string; problem: ErrorCode | null; count: number }>(
    'SELECT state, problem, COUNT(*) AS count FROM outbox_message GROUP BY state, problem ORDER BY 1, 2',
  );
  const countOf = (...states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  return {
    failedTurns: failed[0]?.count ?? 0,
    waiting: countOf('pending', 'sending'),
    held: countOf('held'),
    dead: rows.flatMap(({ state, problem, count }) =>
      state === 'dead' && problem !== null ? [{ problem, count }] : [],
    ),
  };
}
