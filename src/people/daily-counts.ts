import { calendarDay } from '../calendar';
import type { Tx } from '../store';
import { CountedContacts, type CountStep, countContacts, UNSAID } from './counted-contacts';
import type { KnownPerson } from './person-directory';
import { waitingStep } from './waiting-steps';

/** How a person came to be erased. */
export type ErasedBy = 'asked' | 'staff' | 'retention';

/**
 * What statistics keep: how often something happened on a day. Nothing of whom it was.
 *
 * Of what is erased, whoever erases counts first, in the same transaction, so that what is there and what was counted make
 * the whole at every moment: `person` (came for the first time), `message/<channel>/<in|out|staff>`, `letter`,
 * `letter/answered`, `letter/late`, `talk` (was taken up), `wait/<minutes>` and `answer/<minutes>` (by the steps of
 * `waitingSteps`), and `erased/<by>`.
 *
 * Counted as it happens, erased or not: `booking/<online|phone|cancelled>`; and, on the first day of their month, the
 * contacts of `CountedContacts`.
 */
export class DailyCounts {
  private readonly contacts = new CountedContacts();

  /** @param timeZone IANA zone in which a day begins */
  constructor(private readonly timeZone: string) {}

  /** Counts all of a person that is about to be erased, and that they are. */
  async countPerson(tx: Tx, personId: string, by: ErasedBy, now: number): Promise<void> {
    const [person] = await tx.all<{ createdAt: number }>(
      'SELECT created_at AS "createdAt" FROM person WHERE id = $1',
      personId,
    );
    if (!person) return;
    const said = await saidBy(tx, personId);
    const [mark] = await tx.all<{ month: string }>(
      'SELECT month FROM counted_contact WHERE person_id = $1',
      personId,
    );
    await this.step(
      tx,
      countContacts(mark ? { ...mark, standpoint: UNSAID } : null, this.contactsOf(said, person.createdAt))
        .steps,
    );
    await this.add(tx, [
      { what: 'person', at: person.createdAt },
      { what: `erased/${by}`, at: now },
      ...said,
      ...taken(
        await tx.all<TalkTimes>(
          `SELECT asked_at AS "askedAt", taken_at AS "takenAt", first_out_at AS "firstOutAt" FROM talk
            WHERE person_id = $1 AND taken_at IS NOT NULL`,
          personId,
        ),
      ),
      ...this.countable(await tx.all<LetterTimes>(`${LETTERS} WHERE person_id = $1`, personId)),
    ]);
  }

  /** Counts what a person and we said, about to be erased, and that they were here. */
  async countMessages(tx: Tx, person: KnownPerson): Promise<void> {
    const said = await saidBy(tx, person.id);
    await this.add(tx, said);
    const [row] = await tx.all<{ createdAt: number }>(
      'SELECT created_at AS "createdAt" FROM person WHERE id = $1',
      person.id,
    );
    const before = (await this.contacts.marksOf(tx, [person])).get(person.id) ?? null;
    const { steps, mark } = countContacts(before, this.contactsOf(said, row?.createdAt ?? 0));
    await this.step(tx, steps);
    if (mark !== null && mark !== before) await this.contacts.mark(tx, person, mark);
  }

  /** Counts something that happens now. */
  async happened(tx: Tx, what: string, now: number): Promise<void> {
    await this.add(tx, [{ what, at: now }]);
  }

  /** Changes counts of months. */
  async step(tx: Tx, steps: readonly CountStep[]): Promise<void> {
    const counts = new Map<string, number>();
    for (const { what, month, by } of steps) {
      const key = `${month}-01 ${what}`;
      counts.set(key, (counts.get(key) ?? 0) + by);
    }
    await write(tx, counts);
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
    await this.add(tx, this.countable(rows));
  }

  private async add(tx: Tx, happened: readonly Happened[]): Promise<void> {
    const counts = new Map<string, number>();
    for (const { what, at } of happened) {
      const key = `${calendarDay(at, this.timeZone)} ${what}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    await write(tx, counts);
  }

  /** The months in which somebody was here, with where they came first; where they stand is not looked at. */
  private contactsOf(said: readonly Happened[], createdAt: number) {
    const months = new Map<string, string>();
    for (const { what, at } of said) {
      const [, channel = '', direction] = what.split('/');
      const month = this.monthOf(at);
      if (direction === 'in' && !months.has(month)) months.set(month, channel);
    }
    const createdIn = this.monthOf(createdAt);
    return [...months]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, channel]) => ({ month, channel, standpoint: UNSAID, isNew: month === createdIn }));
  }

  private countable(letters: readonly LetterTimes[]): readonly Happened[] {
    return letters.flatMap(({ sentAt, answeredAt, dueOn }) => [
      { what: 'letter', at: sentAt },
      ...(answeredAt === null
        ? []
        : [
            { what: 'letter/answered', at: answeredAt },
            ...(calendarDay(answeredAt, this.timeZone) > dueOn
              ? [{ what: 'letter/late', at: answeredAt }]
              : []),
          ]),
    ]);
  }

  private monthOf(at: number): string {
    return calendarDay(at, this.timeZone).slice(0, 'YYYY-MM'.length);
  }
}

/** Adds to counts, by `<day> <what>`. */
async function write(tx: Tx, counts: ReadonlyMap<string, number>): Promise<void> {
  // Always in the same order, so that two who count at once do not wait for each other.
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

const LETTERS = 'SELECT sent_at AS "sentAt", answered_at AS "answeredAt", due_on AS "dueOn" FROM letter';

interface LetterTimes {
  readonly sentAt: number;
  readonly answeredAt: number | null;
  readonly dueOn: string;
}

interface TalkTimes {
  readonly askedAt: number;
  readonly takenAt: number;
  readonly firstOutAt: number | null;
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
       FROM message WHERE person_id = $1 ORDER BY id`,
    personId,
  );
}

function taken(talks: readonly TalkTimes[]): readonly Happened[] {
  return talks.flatMap(({ askedAt, takenAt, firstOutAt }) => [
    { what: 'talk', at: takenAt },
    { what: `wait/${waitingStep(takenAt - askedAt)}`, at: takenAt },
    ...(firstOutAt === null ? [] : [{ what: `answer/${waitingStep(firstOutAt - askedAt)}`, at: takenAt }]),
  ]);
}
