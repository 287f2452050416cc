import { DateTime } from 'luxon';
import { calendarDay } from '../calendar';
import { waitingSteps } from '../people';
import type { Tx } from '../store';

const MINUTE_MS = 60_000;

/** How often things happened, by month: what is there, and what was counted of what is erased. */
export class Figures {
  private readonly counts = new Map<string, number>();

  /** How often it happened in a month, `YYYY-MM`. */
  of(what: string, month: string): number {
    return Math.max(0, this.counts.get(`${month} ${what}`) ?? 0);
  }

  /** What was counted under a prefix, such as `contact/as/`, without it. */
  partsOf(prefix: string): readonly string[] {
    const parts = [...this.counts.keys()].flatMap((key) => {
      const what = key.slice('YYYY-MM '.length);
      return what.startsWith(prefix) ? [what.slice(prefix.length)] : [];
    });
    return [...new Set(parts)].sort();
  }

  /** How many times were measured in a month under a prefix such as `wait/`, and the middle one's step. Minutes. */
  middle(prefix: string, month: string): { readonly measured: number; readonly minutes: number } {
    const steps = waitingSteps.map((step) => ({ step, n: this.of(`${prefix}${step}`, month) }));
    const measured = steps.reduce((sum, { n }) => sum + n, 0);
    let passed = 0;
    for (const { step, n } of steps) {
      passed += n;
      if (passed * 2 >= measured) return { measured, minutes: step };
    }
    return { measured, minutes: 0 };
  }

  add(what: string, month: string, n: number): void {
    const key = `${month} ${what}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + n);
  }
}

/**
 * Reads the figures of some months. Works in the caller's transaction.
 *
 * @param months `YYYY-MM`, one behind the other, the oldest first
 */
export async function readFigures(tx: Tx, months: readonly string[], timeZone: string): Promise<Figures> {
  const figures = new Figures();
  const starts = months.map((month) => DateTime.fromISO(`${month}-01`, { zone: timeZone }));
  const [first] = starts;
  const last = starts.at(-1);
  if (!first || !last) return figures;
  const span = { from: first.toMillis(), before: last.plus({ months: 1 }).toMillis() };
  const monthSql = (column: string) =>
    `CASE ${starts
      .map((start, index) => `WHEN ${column} < ${start.plus({ months: 1 }).toMillis()} THEN ${index}`)
      .join(' ')} END`;
  await addKept(tx, figures, months);
  for (const [what, column] of [
    ['wait', 'taken_at'],
    ['answer', 'first_out_at'],
  ] as const) {
    const rows = await tx.all<{ month: number; step: number; n: number }>(
      `SELECT ${monthSql('taken_at')} AS month, ${stepSql(`${column} - asked_at`)} AS step,
          CAST(COUNT(*) AS integer) AS n
         FROM talk WHERE taken_at >= $1 AND taken_at < $2 AND ${column} IS NOT NULL GROUP BY 1, 2`,
      span.from,
      span.before,
    );
    for (const { month, step, n } of rows) {
      figures.add(`${what}/${step}`, months[month] ?? '', n);
      if (what === 'wait') figures.add('talk', months[month] ?? '', n);
    }
  }
  await addLetters(tx, figures, { ...span, timeZone });
  return figures;
}

async function addKept(tx: Tx, figures: Figures, months: readonly string[]): Promise<void> {
  const rows = await tx.all<{ month: string; what: string; n: number }>(
    `SELECT substr(day, 1, 7) AS month, what, CAST(SUM(n) AS integer) AS n FROM daily_count
      WHERE day >= $1 AND day <= $2 GROUP BY 1, 2`,
    `${months[0]}-01`,
    `${months.at(-1)}-31`,
  );
  for (const { month, what, n } of rows) figures.add(what, month, n);
}

async function addLetters(
  tx: Tx,
  figures: Figures,
  span: { readonly from: number; readonly before: number; readonly timeZone: string },
): Promise<void> {
  const rows = await tx.all<{ sentAt: number; answeredAt: number | null; dueOn: string }>(
    `SELECT sent_at AS "sentAt", answered_at AS "answeredAt", due_on AS "dueOn" FROM letter
      WHERE (sent_at >= $1 AND sent_at < $2) OR (answered_at >= $1 AND answered_at < $2)`,
    span.from,
    span.before,
  );
  const dayOf = (at: number) => calendarDay(at, span.timeZone);
  const monthOf = (at: number) => dayOf(at).slice(0, 'YYYY-MM'.length);
  for (const { sentAt, answeredAt, dueOn } of rows) {
    figures.add('letter', monthOf(sentAt), 1);
    if (answeredAt === null) continue;
    figures.add('letter/answered', monthOf(answeredAt), 1);
    if (dayOf(answeredAt) > dueOn) figures.add('letter/late', monthOf(answeredAt), 1);
  }
}

function stepSql(ms: string): string {
  const cases = waitingSteps.map((step) => `WHEN ${ms} <= ${step * MINUTE_MS} THEN ${step}`);
  return `CASE ${cases.join(' ')} ELSE ${waitingSteps.at(-1)} END`;
}
