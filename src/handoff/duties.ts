import type { Tx } from '../store';

/** Whether somebody of the staff takes people now, and how many at once. */
export interface Duty {
  readonly staff: string;
  readonly on: boolean;
  /** Having a break: stays on duty, gets nobody new. */
  readonly onBreak: boolean;
  /** Most talks at once. */
  readonly cap: number;
  /** The talks they have now. What is put aside counts too: it comes back. */
  readonly held: number;
}

/** What somebody says of themselves. Parts left out stay as they are. */
export interface SetDuty {
  readonly on: boolean;
  readonly onBreak?: boolean;
  readonly cap?: number;
}

/** The cap of those who have set none. */
export const USUAL_CAP = 3;

interface DutyRow {
  readonly staff: string;
  readonly on: number | boolean;
  readonly onBreak: number | boolean;
  readonly cap: number;
  readonly held: number;
}

const SELECT = `SELECT d.staff, d.on_duty AS "on", d.on_break AS "onBreak", d.cap,
    (SELECT CAST(COUNT(*) AS integer) FROM talk t WHERE t.staff = d.staff AND t.state = 'with') AS held
  FROM staff_duty d`;

/** Who takes people now. Every method works inside the caller's transaction. */
export class Duties {
  /** Sets somebody's duty, and gives it back as it is then. Going off duty ends a break. */
  async set(tx: Tx, staff: string, duty: SetDuty, now: number): Promise<Duty> {
    const before = await this.of(tx, staff);
    await tx.run(
      `INSERT INTO staff_duty (staff, on_duty, on_break, cap, updated_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (staff) DO UPDATE SET on_duty = excluded.on_duty, on_break = excluded.on_break,
         cap = excluded.cap, updated_at = excluded.updated_at`,
      staff,
      duty.on,
      duty.on && (duty.onBreak ?? before.onBreak),
      duty.cap ?? before.cap,
      now,
    );
    // Nobody's talk, but the queue's band and every desk that shows who is there.
    tx.notify('talk', '');
    return this.of(tx, staff);
  }

  /** Somebody's duty; off duty when they have never said. */
  async of(tx: Tx, staff: string): Promise<Duty> {
    const [row] = await tx.all<DutyRow>(`${SELECT} WHERE d.staff = $1`, staff);
    if (row) return dutyOf(row);
    const [held] = await tx.all<{ n: number }>(
      `SELECT CAST(COUNT(*) AS integer) AS n FROM talk WHERE staff = $1 AND state = 'with'`,
      staff,
    );
    return { staff, on: false, onBreak: false, cap: USUAL_CAP, held: held?.n ?? 0 };
  }

  /** Everybody on duty, those who have a break too. */
  async onDuty(tx: Tx): Promise<readonly Duty[]> {
    const rows = await tx.all<DutyRow>(`${SELECT} WHERE d.on_duty = TRUE ORDER BY d.staff`);
    return rows.map(dutyOf);
  }

  /** Whether anybody has ever been on duty here: only then may a talk with a counsellor be offered at all. */
  async isStaffed(tx: Tx): Promise<boolean> {
    return (await tx.all('SELECT 1 FROM staff_duty LIMIT 1')).length > 0;
  }

  /** Somebody is of the staff no more: they take nobody, from now on. Their open talks stay; hand them over first. */
  async remove(tx: Tx, staff: string): Promise<void> {
    await tx.run('DELETE FROM staff_duty WHERE staff = $1', staff);
    tx.notify('talk', '');
  }
}

function dutyOf({ staff, on, onBreak, cap, held }: DutyRow): Duty {
  return { staff, on: Boolean(on), onBreak: Boolean(onBreak), cap, held };
}
