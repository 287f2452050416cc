import type { Levels, Waiting } from '../metrics';
import type { Tx } from '../store';
import { reportDelivery } from './delivery-report';

/** How inbox and outbox stand, for all processes together. Holds nothing of what was said, or by whom. */
export async function deliveryLevels(
  tx: Tx,
): Promise<Pick<Levels, 'turns' | 'failedTurns' | 'outbox' | 'held' | 'dead'>> {
  const { failedTurns, waiting, held, dead } = await reportDelivery(tx);
  const [turns] = await tx.all<Waiting>(
    `SELECT CAST(COUNT(*) AS integer) AS count, MIN(accepted_at) AS since FROM inbox_event
      WHERE person_id IS NOT NULL AND state = 'pending'`,
  );
  const [outbox] = await tx.all<Pick<Waiting, 'since'>>(
    `SELECT MIN(created_at) AS since FROM outbox_message WHERE state IN ('pending', 'sending')`,
  );
  return {
    turns: turns ?? { count: 0, since: null },
    failedTurns,
    outbox: { count: waiting, since: outbox?.since ?? null },
    held,
    dead: dead.map(({ problem, count }) => ({ reason: problem, count })),
  };
}
