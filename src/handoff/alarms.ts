import { randomUUID } from 'node:crypto';
import type { Tx } from '../store';

/** Somebody may be in danger, and somebody of the staff has to say that they have seen it. Times are milliseconds since the epoch. */
export interface Alarm {
  /** UUID. */
  readonly id: string;
  readonly personId: string;
  /** What the words were taken for: a label of safety, or `unscreened`. */
  readonly label: string;
  readonly urgent: boolean;
  readonly at: number;
  /** Who has seen it, by their opaque name; null while nobody has. */
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: number | null;
  /** When somebody outside was told because nobody had acknowledged it; null until then. */
  readonly escalatedAt: number | null;
}

export interface AlarmRule {
  /** So long somebody has for acknowledging, before it is told outside the desk. Milliseconds. */
  readonly acknowledgeWithinMs: number;
}

/** What has been seen is not rung again within so long, unless it has become more pressing. */
export const STRETCH_MS = 10 * 60_000;

interface AlarmRow extends Omit<Alarm, 'urgent'> {
  readonly urgent: number | boolean;
}

const COLUMNS = `id, person_id AS "personId", label, urgent, raised_at AS "at", acknowledged_by AS "acknowledgedBy",
  acknowledged_at AS "acknowledgedAt", escalated_at AS "escalatedAt"`;

/**
 * Alarms about people who may be in danger. They hold a label and times, never a word. Every method works inside the
 * caller's transaction: an alarm raised in a turn stands with it or not at all.
 */
export class Alarms {
  constructor(private readonly rule: AlarmRule) {}

  /**
   * Raises an alarm, once for each stretch: while one of this person waits to be seen, that one stands, and what has
   * been seen is not rung again for ten minutes. It rings again when it has become urgent. Who calls holds the person's
   * lock.
   *
   * @returns the alarm that rings now; null when nothing rings anew
   */
  async raise(
    tx: Tx,
    personId: string,
    danger: { readonly label: string; readonly urgent: boolean },
    now: number,
  ): Promise<Alarm | null> {
    const { label, urgent } = danger;
    const [last] = await tx.all<AlarmRow>(
      `SELECT ${COLUMNS} FROM alarm WHERE person_id = $1 ORDER BY raised_at DESC, id DESC LIMIT 1`,
      personId,
    );
    const isWorse = last !== undefined && urgent && !last.urgent;
    if (last && !isWorse && (last.acknowledgedAt === null || now - last.at < STRETCH_MS)) return null;
    if (last && last.acknowledgedAt === null) {
      // The same alarm, more pressing: its clock begins anew, and whoever was told outside is told again.
      await tx.run(
        'UPDATE alarm SET label = $2, urgent = TRUE, raised_at = $3, escalated_at = NULL WHERE id = $1',
        last.id,
        label,
        now,
      );
      tx.notify('alarm', last.id);
      return { ...last, label, urgent: true, at: now, escalatedAt: null };
    }
    const alarm: Alarm = {
      id: randomUUID(),
      personId,
      label,
      urgent,
      at: now,
      acknowledgedBy: null,
      acknowledgedAt: null,
      escalatedAt: null,
    };
    await tx.run(
      'INSERT INTO alarm (id, person_id, label, urgent, raised_at) VALUES ($1, $2, $3, $4, $5)',
      alarm.id,
      personId,
      label,
      urgent,
      now,
    );
    tx.notify('alarm', alarm.id);
    return alarm;
  }

  /** Alarms that nobody has acknowledged: the urgent first, then the oldest. */
  async open(tx: Tx, limit: number): Promise<readonly Alarm[]> {
    const rows = await tx.all<AlarmRow>(
      `SELECT ${COLUMNS} FROM alarm WHERE acknowledged_at IS NULL ORDER BY urgent DESC, raised_at, id LIMIT $1`,
      limit,
    );
    return rows.map(alarmOf);
  }

  /** Null when there is none, or its person was erased. */
  async find(tx: Tx, id: string): Promise<Alarm | null> {
    const [row] = await tx.all<AlarmRow>(`SELECT ${COLUMNS} FROM alarm WHERE id = $1`, id);
    return row ? alarmOf(row) : null;
  }

  /** Says that somebody has seen it. False when somebody else had, or it is no more: the first one counts. */
  async acknowledge(tx: Tx, id: string, staff: string, now: number): Promise<boolean> {
    const seen = await tx.run(
      'UPDATE alarm SET acknowledged_by = $2, acknowledged_at = $3 WHERE id = $1 AND acknowledged_at IS NULL',
      id,
      staff,
      now,
    );
    if (seen > 0) tx.notify('alarm', id);
    return seen > 0;
  }

  /** Alarms that nobody has acknowledged in time, and of which nobody outside has been told yet; the oldest first. */
  async dueForEscalation(tx: Tx, now: number, limit = 100): Promise<readonly Alarm[]> {
    const rows = await tx.all<AlarmRow>(
      `SELECT ${COLUMNS} FROM alarm
        WHERE acknowledged_at IS NULL AND escalated_at IS NULL AND raised_at <= $1
        ORDER BY raised_at, id LIMIT $2`,
      now - this.rule.acknowledgeWithinMs,
      limit,
    );
    return rows.map(alarmOf);
  }

  /**
   * Notes that somebody outside is told. False when another process has noted it, or it was acknowledged meanwhile:
   * only who gets true tells.
   */
  async escalated(tx: Tx, id: string, now: number): Promise<boolean> {
    const noted = await tx.run(
      'UPDATE alarm SET escalated_at = $2 WHERE id = $1 AND escalated_at IS NULL AND acknowledged_at IS NULL',
      id,
      now,
    );
    if (noted > 0) tx.notify('alarm', id);
    return noted > 0;
  }
}

function alarmOf(row: AlarmRow): Alarm {
  return { ...row, urgent: Boolean(row.urgent) };
}
