import type { Affected, Booked } from '../booking';
import type { Said } from '../conversation';
import type { Language } from '../flow';
import { describeFault, type Log } from '../log';
import type { Consents, KnownPerson, PersonDirectory } from '../people';
import type { Store, Tx } from '../store';
import { Compose, type ComposeParts } from './compose';
import { dueRules, type Rank } from './due-kinds';
import { type DueMessage, DueMessages } from './due-messages';
import { Plan, type PlanParts } from './plan';
import { nextAllowed } from './quiet-hours';

/** What is said to a person unasked, as delivery takes it. */
export interface Outgoing {
  readonly person: KnownPerson;
  readonly channel: string;
  readonly said: Said;
  /** Somebody who said "やめる" does not get it. */
  readonly unprompted: true;
  readonly rank: Rank;
  /** From this moment on it is not sent any more. Milliseconds since the epoch. */
  readonly lateAt: number;
}

export interface RemindersParts extends PlanParts, Omit<ComposeParts, 'booking' | 'timeZone'> {
  readonly store: Store;
  readonly people: PersonDirectory;
  readonly consents: Consents;
  readonly languageOf: (tx: Tx, person: KnownPerson) => Promise<Language>;
  /** Keeps what is said where the person reads it, and puts it into the outbox; it goes out after the commit. */
  readonly say: (tx: Tx, outgoing: Outgoing, now: number) => Promise<void>;
  /** How many pushes are left of the month; null where nothing limits them, or nobody can tell. */
  readonly pushesLeft: () => Promise<number | null>;
  /** So many of them are kept for answers, and so many more for reminders. */
  readonly keep: { readonly forAnswers: number; readonly forReminders: number };
  readonly log: Log;
}

/** Names the lock by which one of several processes plans; any number that nothing else takes. */
const PLANNING_LOCK = 7_213_406_511;
/** Said in one beat. The next comes within a minute. */
const BEAT_LIMIT = 200;
const LINE = 'line';
const WEB = 'web';

/**
 * Says what is due: each due message once, whatever clocks do and however many processes run; nothing that is late, that
 * nobody wished for, or within quiet hours. Nothing is ever said because somebody was silent.
 */
export class Reminders {
  private readonly due = new DueMessages();
  private readonly plan: Plan;
  private readonly compose: Compose;

  constructor(private readonly parts: RemindersParts) {
    this.plan = new Plan(parts, this.due);
    this.compose = new Compose(parts);
  }

  /**
   * One beat: notes what falls due, and says what is. Called every minute, by every process. A beat that fails is
   * made good by the next. Gives how many were said.
   */
  async runDue(now: number): Promise<number> {
    const { store } = this.parts;
    await store.write(async (tx) => {
      if (await isFirst(tx)) await this.plan.look(tx, now);
    });
    const waiting = await store.read((tx) => this.due.due(tx, now, BEAT_LIMIT));
    let said = 0;
    let left = waiting.length === 0 ? null : await this.parts.pushesLeft();
    for (const due of waiting) {
      if (!this.isRoomFor(dueRules[due.kind].rank, left)) continue;
      if (!(await this.sayOne(due, now))) continue;
      said += 1;
      if (left !== null) left -= 1;
    }
    return said;
  }

  /** Staff confirmed a booking: its person is told, unless it is too late for it. In the transaction that confirms it. */
  tellSettled(tx: Tx, booked: Booked, now: number): Promise<boolean> {
    return this.plan.settled(tx, booked, now);
  }

  /**
   * Staff closed or moved times: those who had booked them, were offered a seat or waited in vain are told, gently. In the
   * transaction that does it. Gives how many are told.
   */
  async tellAffected(tx: Tx, affected: readonly Affected[], now: number): Promise<number> {
    let told = 0;
    for (const each of affected) if (await this.plan.affected(tx, each, now)) told += 1;
    return told;
  }

  /** Answers may use up the month; reminders leave room for them, and news for both. */
  private isRoomFor(rank: Rank, left: number | null): boolean {
    const { forAnswers, forReminders } = this.parts.keep;
    if (left === null || rank === 'answer') return true;
    return left > (rank === 'reminder' ? forAnswers : forAnswers + forReminders);
  }

  /** One message in a transaction of its own. True when it was said, here and now. */
  private async sayOne(due: DueMessage, now: number): Promise<boolean> {
    try {
      return await this.parts.store.write((tx) => this.settle(tx, due, now));
    } catch (fault) {
      // The others are not kept waiting; the next beat finds this one again.
      this.parts.log.error('reminder.failed', { ...describeFault(fault), kind: due.kind });
      return false;
    }
  }

  private async settle(tx: Tx, due: DueMessage, now: number): Promise<boolean> {
    const { people, quiet, timeZone } = this.parts;
    const person = await people.lock(tx, due.personId);
    if (!person) return false;
    const allowedAt = nextAllowed(now, quiet, timeZone);
    if (allowedAt > now) {
      await this.due.putOff(tx, due.id, allowedAt);
      return false;
    }
    const language = await this.parts.languageOf(tx, person);
    const said = (await this.isWanted(tx, due)) ? await this.compose.said(tx, due, { now, language }) : null;
    if (said === null) {
      await this.due.drop(tx, due.id);
      return false;
    }
    if (!(await this.due.take(tx, due.id))) return false;
    const channel = (await people.addressOf(tx, person, LINE)) === null ? WEB : LINE;
    const { rank } = dueRules[due.kind];
    await this.parts.say(tx, { person, channel, said, unprompted: true, rank, lateAt: due.lateAt }, now);
    return true;
  }

  /** What answers nothing they did needs their wish, and that the consent to be told anything stands. */
  private async isWanted(tx: Tx, { personId, kind }: DueMessage): Promise<boolean> {
    const { people, wishes, consents } = this.parts;
    if (!(await people.acceptsNotices(tx, personId))) return false;
    const { wish } = dueRules[kind];
    if (wish === null) return true;
    if ((await wishes.since(tx, personId, wish)) === null) return false;
    return consents.stands(tx, personId, 'notices');
  }
}

/** Whether this process plans now. PostgreSQL lets the lock go with the transaction; on SQLite there is one process. */
async function isFirst(tx: Tx): Promise<boolean> {
  if (tx.dialect === 'sqlite') return true;
  const [row] = await tx.all<{ got: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS got', PLANNING_LOCK);
  return row?.got ?? false;
}
