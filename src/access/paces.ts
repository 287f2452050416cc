import type { Tx } from '../store';

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** How tries at one thing are spaced. */
export interface Pace {
  /** How long after a try the next may be made, by how many there were before it. Milliseconds. */
  gapMs(before: number): number;
  /** How far tries may run ahead of their gaps. Milliseconds. */
  readonly slackMs: number;
}

/** Tries at one thing: five at once, then a second apart, two, four … up to `mostSeconds`. */
export function doublingPace(mostSeconds: number): Pace {
  return {
    gapMs: (before) => (before < 4 ? 0 : Math.min(mostSeconds, 2 ** Math.min(before - 4, 20)) * SECOND_MS),
    slackMs: 0,
  };
}

/** Tries at all things of a kind together: two a second, and twenty at once. */
export const everybodysPace: Pace = { gapMs: () => SECOND_MS / 2, slackMs: 10 * SECOND_MS };

/** The tables in which tries are counted. Each has the columns `subject`, `tries` and `next_at`. */
export type PaceTable = 'resume_pace' | 'staff_pace';

/**
 * Spaces tries, in the database, so that several processes and a restart change nothing. A try is counted before it is
 * made: any number of them at once stand in line like those that come one after another.
 */
export class Paces {
  constructor(private readonly table: PaceTable) {}

  /**
   * Takes a place in line. Returns how long to wait for it in milliseconds, or null, with no place taken, when that
   * would be longer than `mostMs`.
   */
  async take(tx: Tx, subject: string, pace: Pace, now: number, mostMs: number): Promise<number | null> {
    await tx.run(
      `INSERT INTO ${this.table} (subject, tries, next_at) VALUES ($1, 0, 0) ON CONFLICT (subject) DO NOTHING`,
      subject,
    );
    const [row] = await tx.all<{ tries: number; nextAt: number }>(
      `SELECT tries, next_at AS "nextAt" FROM ${this.table} WHERE subject = $1${
        tx.dialect === 'postgres' ? ' FOR UPDATE' : ''
      }`,
      subject,
    );
    const known = row && now - row.nextAt < DAY_MS ? row : { tries: 0, nextAt: 0 };
    const wait = Math.max(0, known.nextAt - pace.slackMs - now);
    if (wait > mostMs) return null;
    await tx.run(
      `UPDATE ${this.table} SET tries = $2, next_at = $3 WHERE subject = $1`,
      subject,
      known.tries + 1,
      Math.max(known.nextAt, now) + pace.gapMs(known.tries),
    );
    return wait;
  }

  /** A try was right: the ones before it are forgotten. */
  async forgive(tx: Tx, subject: string): Promise<void> {
    await tx.run(`DELETE FROM ${this.table} WHERE subject = $1`, subject);
  }

  /** Deletes what was left alone for a day; it counts for nothing. */
  async forgetOver(tx: Tx, now: number): Promise<void> {
    await tx.run(`DELETE FROM ${this.table} WHERE next_at <= $1`, now - DAY_MS);
  }
}
