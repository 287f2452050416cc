import type { Levels, Waiting } from '../metrics';
import type { Tx } from '../store';

/** How many people wait for a counsellor, and how many alarms for somebody to see them. Numbers of nobody in particular. */
export async function hallLevels(tx: Tx): Promise<Pick<Levels, 'queue' | 'alarms'>> {
  const [queue] = await tx.all<Waiting>(
    `SELECT CAST(COUNT(*) AS integer) AS count, MIN(asked_at) AS since FROM talk WHERE state = 'waiting'`,
  );
  const alarms = await tx.all<Waiting & { readonly urgent: number | boolean }>(
    `SELECT urgent, CAST(COUNT(*) AS integer) AS count, MIN(raised_at) AS since FROM alarm
      WHERE acknowledged_at IS NULL GROUP BY urgent`,
  );
  const of = (urgent: boolean): Waiting => {
    const { count = 0, since = null } = alarms.find((row) => Boolean(row.urgent) === urgent) ?? {};
    return { count, since };
  };
  return { queue: queue ?? { count: 0, since: null }, alarms: { urgent: of(true), other: of(false) } };
}
