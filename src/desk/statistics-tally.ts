import { calendarDay } from '../calendar';
import type { Clock } from '../clock';
import { type FlowSet, parseState } from '../flow';
import {
  type ContactMark,
  CountedContacts,
  countContacts,
  DailyCounts,
  type KnownPerson,
  type PersonDirectory,
  UNSAID,
} from '../people';
import type { Store, Tx } from '../store';

/** Messages looked at in one transaction: short enough that nobody's answer waits for it. */
const BATCH = 500;
/** Rows before the last one looked at that are looked at again: on PostgreSQL they may be committed out of order. */
const AGAIN = 100;
/** Batches of one beat. */
const BATCHES_OF_BEAT = 20;

interface HeardRow {
  readonly id: number;
  readonly personId: string;
  readonly channel: string;
  readonly at: number;
}

/**
 * Counts who was here, once a month each, from what people wrote since it looked last. Beside the turns, so that they wait
 * for nothing; however often, and in however many processes, it counts the same.
 */
export class StatisticsTally {
  private readonly contacts = new CountedContacts();
  private readonly counts: DailyCounts;

  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly people: PersonDirectory;
      readonly flows: FlowSet;
      readonly clock: Clock;
    },
  ) {
    this.counts = new DailyCounts(parts.flows.timeZone);
  }

  /** Counts what is new. After a long time without counting, some of it; the next call goes on. */
  async count(batches = BATCHES_OF_BEAT): Promise<void> {
    for (let done = 0; done < batches; done += 1) {
      if (!(await this.parts.store.write((tx) => this.countBatch(tx)))) return;
    }
  }

  /** True when there may be more. */
  private async countBatch(tx: Tx): Promise<boolean> {
    await tx.run(`INSERT INTO counted_up_to (what, id) VALUES ('message', 0) ON CONFLICT DO NOTHING`);
    const [last] = await tx.all<{ id: number }>(
      `SELECT id FROM counted_up_to WHERE what = 'message'${tx.dialect === 'postgres' ? ' FOR UPDATE' : ''}`,
    );
    const upTo = last?.id ?? 0;
    const fresh = await tx.all('SELECT 1 FROM message WHERE id > $1 LIMIT 1', upTo);
    if (fresh.length === 0) return false;
    const rows = await tx.all<HeardRow & { direction: string }>(
      `SELECT id, person_id AS "personId", channel, happened_at AS at, direction FROM message
        WHERE id > $1 ORDER BY id LIMIT ${BATCH + AGAIN}`,
      Math.max(0, upTo - AGAIN),
    );
    await this.countRows(
      tx,
      rows.filter(({ direction }) => direction === 'in'),
    );
    await tx.run(
      `UPDATE counted_up_to SET id = $1 WHERE what = 'message'`,
      Math.max(upTo, rows.at(-1)?.id ?? 0),
    );
    return rows.length === BATCH + AGAIN;
  }

  private async countRows(tx: Tx, rows: readonly HeardRow[]): Promise<void> {
    const people = await this.parts.people.openAll(tx, [...new Set(rows.map(({ personId }) => personId))]);
    if (people.size === 0) return;
    const known = [...people.values()];
    const marks = await this.contacts.marksOf(tx, known);
    const standing = await this.standingOf(tx, known);
    const steps = [];
    const changed: [KnownPerson, ContactMark][] = [];
    for (const person of known) {
      const before = marks.get(person.id) ?? null;
      const { standpoint, createdIn } = standing.get(person.id) ?? { standpoint: UNSAID, createdIn: '' };
      const contacts = this.monthsOf(rows.filter(({ personId }) => personId === person.id)).map((each) => ({
        ...each,
        standpoint,
        isNew: each.month === createdIn,
      }));
      const counted = countContacts(before, contacts);
      steps.push(...counted.steps);
      if (counted.mark !== null && counted.mark !== before) changed.push([person, counted.mark]);
    }
    await this.counts.step(tx, steps);
    for (const [person, mark] of changed) await this.contacts.mark(tx, person, mark);
  }

  private monthsOf(
    rows: readonly HeardRow[],
  ): readonly { readonly month: string; readonly channel: string }[] {
    const months = new Map<string, string>();
    for (const { at, channel } of rows) {
      const month = this.monthOf(at);
      if (!months.has(month)) months.set(month, channel);
    }
    return [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, channel]) => ({ month, channel }));
  }

  /** Where people stand, as far as they have said, and the month they first came in. */
  private async standingOf(tx: Tx, people: readonly KnownPerson[]) {
    const { defaultLanguage } = this.parts.flows.organisation;
    const rows = await tx.all<{ id: string; createdAt: number; state: Uint8Array | null }>(
      `SELECT p.id, p.created_at AS "createdAt", c.state FROM person p
         LEFT JOIN conversation c ON c.person_id = p.id
        WHERE p.id IN (${people.map((_, index) => `$${index + 1}`).join(', ')})`,
      ...people.map(({ id }) => id),
    );
    const standing = new Map<string, { readonly standpoint: string; readonly createdIn: string }>();
    for (const { id, createdAt, state } of rows) {
      const person = people.find((each) => each.id === id);
      const told =
        person && state
          ? parseState(person.key.open('conversation.state', state), defaultLanguage).facts.standpoint?.value
          : undefined;
      standing.set(id, {
        standpoint: told === undefined ? UNSAID : String(told),
        createdIn: this.monthOf(createdAt),
      });
    }
    return standing;
  }

  private monthOf(at: number): string {
    return calendarDay(at, this.parts.flows.timeZone).slice(0, 'YYYY-MM'.length);
  }
}
