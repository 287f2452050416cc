import { calendarDay } from '../calendar';
import type { Tx } from '../store';

/** How a person came to be erased. */
export type ErasedBy = 'asked' | 'staff' | 'retention';

/**
 * What statistics keep of what is erased: how often something happened on a day. Whoever erases counts first, in the same
 * transaction, so that what is there and what was counted make the whole at every moment. Nothing of whom it was.
 *
 * Counted are `person` (came for the first time), `message/<channel>/<in|out|staff>`, `letter`, `letter/answered` and
 * `erased/<by>`.
 */
export class DailyCounts {
  /** @param timeZone IANA zone in which a day begins */
  constructor(private readonly timeZone: string) {}

  /** Counts all of a person that is about to be erased, and that they are. */
  async countPerson(tx: Tx, personId: string, by: ErasedBy, now: number): Promise<void> {
    const [person] = await tx.all<{ createdAt: number }>(
      'SELECT created_at AS "createdAt" FROM person WHERE id = $1',
      personId,
    );
    if (!person) return;
    await this.add(tx, [
      { what: 'person', at: person.createdAt },
      { what: `erased/${by}`, at: now },
      ...(await saidBy(tx, personId)),
      ...countable(await tx.all<LetterTimes>(`${LETTERS} WHERE person_id = $1`, personId)),
    ]);
  }

  /** Counts what a person and we said, about to be erased. */
  async countMessages(tx: Tx, personId: string): Promise<void> {
    await this.add(tx, await saidBy(tx, personId));
  }

  /** Counts letters and their answers, about to be erased: a person's, or everybody's that were settled before a moment. */
  async countLetters(
    tx: Tx,
    which: { readonly of: string } | { readonly settledBefore: number },
  ): Promise<void> {
    const rows =
      'of' in which
        ? await tx.all<LetterTimes>(`${LETTERS} WHERE person_id = $1`, which.of)
        : await tx.all<LetterTimes>(
            `${LETTERS} WHERE COALESCE(answered_at, sent_at) < $1`,
            which.settledBefore,
          );
    await this.add(tx, countable(rows));
  }

  private async add(tx: Tx, happened: readonly Happened[]): Promise<void> {
    const counts = new Map<string, number>();
    for (const { what, at } of happened) {
      const key = `${calendarDay(at, this.timeZone)} ${what}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    // Always in the same order, so that two erasures at once do not wait for each other.
    for (const key of [...counts.keys()].sort()) {
      const [day = '', what = ''] = key.split(' ');
      await tx.run(
        `INSERT INTO daily_count (day, what, n) VALUES ($1, $2, $3)
         ON CONFLICT (day, what) DO UPDATE SET n = daily_count.n + excluded.n`,
        day,
        what,
        counts.get(key) ?? 0,
      );
    }
  }
}

const LETTERS = 'SELECT sent_at AS "sentAt", answered_at AS "answeredAt" FROM letter';

interface LetterTimes {
  readonly sentAt: number;
  readonly answeredAt: number | null;
}

interface Happened {
  readonly what: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

function saidBy(tx: Tx, personId: string): Promise<Happened[]> {
  return tx.all<Happened>(
    `SELECT 'message/' || channel || '/' || CASE WHEN staff IS NULL THEN direction ELSE 'staff' END AS what,
            happened_at AS at
       FROM message WHERE person_id = $1`,
    personId,
  );
}

function countable(letters: readonly LetterTimes[]): readonly Happened[] {
  return letters.flatMap(({ sentAt, answeredAt }) => [
    { what: 'letter', at: sentAt },
    ...(answeredAt === null ? [] : [{ what: 'letter/answered', at: answeredAt }]),
  ]);
}
