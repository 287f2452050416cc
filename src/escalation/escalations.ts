import type { Alarms } from '../handoff';
import { describeFault, type Log } from '../log';
import type { Store, Tx } from '../store';
import type { Way } from './way';

/** While somebody tells, nobody else does. Longer than any way may take. */
const LEASE_MS = 2 * 60_000;
/** Between tries: a minute, then twice as long each time, up to this. */
const LONGEST_PAUSE_MS = 15 * 60_000;
const MINUTE_MS = 60_000;
/** Alarms and tries in one run. */
const AT_ONCE = 100;

interface DueRow {
  readonly alarmId: string;
  readonly way: string;
  readonly attempts: number;
  readonly dueAt: number;
}

/**
 * Tells somebody outside of alarms that nobody at the desk has seen in time. That it is to be told is decided once among
 * all processes, in the transaction that notes it; each way then tries until it has told, until somebody at the desk has
 * seen the alarm, or the person was erased. Killed between telling and noting that it was told, it is told again under
 * the same id: twice is better than never.
 */
export class Escalations {
  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly alarms: Alarms;
      /** None: alarms ring at the desk alone. */
      readonly ways: readonly Way[];
      readonly log: Log;
    },
  ) {}

  /** Takes up what has become due. To be called every minute, by every process. */
  async runDue(now: number): Promise<void> {
    const { store, ways } = this.parts;
    if (ways.length === 0) return;
    await this.takeUp(now);
    const due = await store.read((tx) =>
      tx.all<DueRow>(
        `SELECT alarm_id AS "alarmId", way, attempts, due_at AS "dueAt" FROM alarm_notice
          WHERE due_at <= $1 ORDER BY due_at LIMIT ${AT_ONCE}`,
        now,
      ),
    );
    // At the same time, so that one way that hangs keeps no other from telling.
    await Promise.all(due.map((row) => this.tell(row, now)));
  }

  /** Lets go of the ways. */
  async close(): Promise<void> {
    await Promise.all(this.parts.ways.map((way) => way.close()));
  }

  private async takeUp(now: number): Promise<void> {
    const { store, alarms, ways } = this.parts;
    const due = await store.read((tx) => alarms.dueForEscalation(tx, now, AT_ONCE));
    for (const { id } of due) {
      await store.write(async (tx) => {
        if (!(await alarms.escalated(tx, id, now))) return;
        for (const { name } of ways) {
          await tx.run(
            `INSERT INTO alarm_notice (alarm_id, way, attempts, due_at) VALUES ($1, $2, 0, $3)
             ON CONFLICT (alarm_id, way) DO UPDATE SET attempts = 0, due_at = excluded.due_at`,
            id,
            name,
            now,
          );
        }
      });
    }
  }

  private async tell(row: DueRow, now: number): Promise<void> {
    const { store, ways, log } = this.parts;
    const way = ways.find(({ name }) => name === row.way);
    const news = await store.write((tx) => this.claim(tx, row, way !== undefined, now));
    if (!news || !way) return;
    try {
      await way.tell(news);
      await store.write((tx) => this.done(tx, row));
      log.info('alarm.escalated', { way: row.way, attempts: row.attempts + 1 });
    } catch (fault) {
      const pause = Math.min(LONGEST_PAUSE_MS, MINUTE_MS * 2 ** row.attempts);
      log.error('alarm.escalation-failed', {
        ...describeFault(fault),
        way: row.way,
        attempts: row.attempts + 1,
      });
      await store.write((tx) =>
        tx.run(
          'UPDATE alarm_notice SET due_at = $3 WHERE alarm_id = $1 AND way = $2',
          row.alarmId,
          row.way,
          now + pause,
        ),
      );
    }
  }

  /** Holds a try for this process; null when another holds it, or when there is nothing to tell any more. */
  private async claim(tx: Tx, row: DueRow, isKnown: boolean, now: number) {
    const alarm = await this.parts.alarms.find(tx, row.alarmId);
    if (!alarm || alarm.acknowledgedAt !== null || !isKnown) {
      await this.done(tx, row);
      return null;
    }
    const claimed = await tx.run(
      `UPDATE alarm_notice SET attempts = attempts + 1, due_at = $4
        WHERE alarm_id = $1 AND way = $2 AND due_at = $3`,
      row.alarmId,
      row.way,
      row.dueAt,
      now + LEASE_MS,
    );
    return claimed > 0 ? { id: alarm.id, urgent: alarm.urgent, at: alarm.at } : null;
  }

  private async done(tx: Tx, { alarmId, way }: DueRow): Promise<void> {
    await tx.run('DELETE FROM alarm_notice WHERE alarm_id = $1 AND way = $2', alarmId, way);
  }
}
