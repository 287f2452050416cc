import type { Tx } from '../store';

/**
 * What somebody may want to be told of without asking again: the day before and an hour before a talk they booked
 * (`peer`), new dates of events (`events`), and, after a talk, at most once a month, that we are still here (`still-here`).
 */
export const reminderKinds = ['peer', 'events', 'still-here'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** What somebody wants to be told of, and since when. */
export interface Wish {
  readonly kind: ReminderKind;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/**
 * What people want to be told of. Nobody is told of anything they did not ask for here. Every method works inside the
 * caller's transaction; whoever writes holds the person's lock. "お知らせをとめる" takes all of it back
 * ({@link PersonDirectory.setNotices}).
 */
export class ReminderWishes {
  /** Wishes for something. Wishing again changes nothing. */
  async wish(tx: Tx, personId: string, kind: ReminderKind, now: number): Promise<void> {
    await tx.run(
      `INSERT INTO reminder_wish (person_id, kind, since) VALUES ($1, $2, $3)
       ON CONFLICT (person_id, kind) DO NOTHING`,
      personId,
      kind,
      now,
    );
  }

  /** Takes a wish back. Nothing of that kind is said from then on. */
  async withdraw(tx: Tx, personId: string, kind: ReminderKind): Promise<void> {
    await tx.run('DELETE FROM reminder_wish WHERE person_id = $1 AND kind = $2', personId, kind);
  }

  /** Since when somebody wants to be told of something; null when they do not. Milliseconds since the epoch. */
  async since(tx: Tx, personId: string, kind: ReminderKind): Promise<number | null> {
    const [row] = await tx.all<{ since: number }>(
      'SELECT since FROM reminder_wish WHERE person_id = $1 AND kind = $2',
      personId,
      kind,
    );
    return row?.since ?? null;
  }

  /** All that somebody wants to be told of. */
  async of(tx: Tx, personId: string): Promise<readonly Wish[]> {
    return tx.all<Wish>('SELECT kind, since FROM reminder_wish WHERE person_id = $1 ORDER BY kind', personId);
  }
}
