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

/** Tries at one number: five at once, then a second apart, two, four … up to a minute. */
export const numberPace: Pace = {
  gapMs: (before) => (before < 4 ? 0 : Math.min(60, 2 ** Math.min(before - 4, 6)) * SECOND_MS),
  slackMs: 0,
};

/** Tries at all numbers together: two a second, and twenty at once. */
export const overallPace: Pace = { gapMs: () => SECOND_MS / 2, slackMs: 10 * SECOND_MS };

/**
 * Spaces tries, in the database, so that several processes and a restart change nothing. A try is counted before it is
 * made: any number of them at once stand in line like those that come one after another.
 */
export class ResumePaces {
  /**
   * Takes a place in line. Returns how long to wait for it in milliseconds, or null, with no place taken, when that
   * would be longer than `mostMs`.
   */
  async take(tx: Tx, subject: string, pace: Pace, now: number, mostMs: number): Promise<number | null> {
    await tx.run(
      'INSERT INTO resume_pace (subject, tries, next_at) VALUES ($1, 0, 0) ON CONFLICT (subject) DO NOTHING',
      subject,
    );
    const [row] = await tx.all<{ tries: number; nextAt: number }>(
      `SELECT tries, next_at AS "nextAt" FROM resume_pace WHERE subject = $1${
        tx.dialect === 'postgres' ? ' FOR UPDATE' : ''
      }`,
      subject,
    );
    const known = row && now - row.nextAt < DAY_MS ? row : { tries: 0, nextAt: 0 };
    const wait = Math.max(0, known.nextAt - pace.slackMs - now);
    if (wait > mostMs) return null;
    await tx.run(
      'UPDATE resume_pace SET tries = $2, next_at = $3 WHERE subject = $1',
      subject,
      known.tries + 1,
      Math.max(known.nextAt, now) + pace.gapMs(known.tries),
    );
    return wait;
  }

  /** A try was right: the ones before it are forgotten. */
  async forgive(tx: Tx, subject: string): Promise<void> {
    await tx.run('DELETE FROM resume_pace WHERE subject = $1', subject);
  }
}

/** Deletes what was left alone for a day; it counts for nothing. */
export async function forgetOverPaces(tx: Tx, now: number): Promise<void> {
  await tx.run('DELETE FROM resume_pace WHERE next_at <= $1', now - DAY_MS);
}
