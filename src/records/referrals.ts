import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '../store';
import type { KeyedPerson } from './keyed-person';
import type { Subject } from './subject';

/**
 * `asked`: the person has not answered. `given`, `declined`: what they answered. `withdrawn`: a consent that was taken
 * back, or a question that staff took back. Only `given` lets anything be passed on.
 */
export type ReferralState = 'asked' | 'given' | 'declined' | 'withdrawn';

/** What may be passed on, as the person was asked. */
export interface Asked {
  /** Whose part of the record. */
  readonly subject: Subject;
  /** The organisation that gets it. */
  readonly to: string;
  readonly what: string;
  readonly why: string;
  /** Every word of the question, in the person's language: what they agree to. */
  readonly words: string;
  readonly language: string;
}

export interface Referral extends Asked {
  /** Random, of 16 digits and letters: buttons carry it. */
  readonly id: string;
  readonly state: ReferralState;
  /** Names those very words: a hash of them. */
  readonly version: string;
  /** Who asked, by their opaque name. */
  readonly by: string;
  /** Milliseconds since the epoch, as are all that follow. */
  readonly askedAt: number;
  readonly answeredAt: number | null;
  readonly withdrawnAt: number | null;
  /** When it was passed on; it may have been withdrawn since. */
  readonly doneAt: number | null;
  /** Who passed it on, by their opaque name; null while nobody did. */
  readonly doneBy: string | null;
}

/** Why a person is not asked: an earlier question waits for its answer, or so many consents stand already. */
export type NotAsked = 'waits' | 'many';

/** Questions and consents that a person can look through in わたしの情報. */
export const openReferralsAtMost = 5;

const PURPOSE = 'referral.content';
const VERSION_LENGTH = 12;
const ID_BYTES = 8;

const COLUMNS = `id, state, version, content, staff AS "by", asked_at AS "askedAt", answered_at AS "answeredAt",
  withdrawn_at AS "withdrawnAt", done_at AS "doneAt", done_by AS "doneBy"`;

interface Row extends Omit<Referral, keyof Asked> {
  readonly content: Uint8Array;
}

/**
 * What people were asked before something of their record is passed on, and what they said: with the very words, their
 * version and the times. Only the person makes a question into a consent. Every method works inside the caller's
 * transaction; whoever writes holds the person's lock.
 */
export class Referrals {
  /** Keeps that a person is asked. Of each person one question at most waits for its answer. */
  async ask(
    tx: Tx,
    person: KeyedPerson,
    asked: Asked,
    { staff, now }: { readonly staff: string; readonly now: number },
  ): Promise<Referral | NotAsked> {
    const [open] = await tx.all<{ asked: number; given: number; newest: number | null }>(
      `SELECT CAST(COUNT(CASE WHEN state = 'asked' THEN 1 END) AS integer) AS asked,
              CAST(COUNT(CASE WHEN state = 'given' THEN 1 END) AS integer) AS given,
              MAX(asked_at) AS newest
         FROM referral WHERE person_id = $1`,
      person.id,
    );
    if ((open?.asked ?? 0) > 0) return 'waits';
    if ((open?.given ?? 0) >= openReferralsAtMost) return 'many';
    const id = randomBytes(ID_BYTES).toString('hex');
    // Which question is the newest decides what may still be agreed to, so no two are of the same moment.
    const askedAt = Math.max(now, (open?.newest ?? 0) + 1);
    await tx.run(
      `INSERT INTO referral (person_id, id, state, version, content, staff, asked_at)
       VALUES ($1, $2, 'asked', $3, $4, $5, $6)`,
      person.id,
      id,
      versionOf(asked.words),
      person.key.seal(PURPOSE, JSON.stringify(asked)),
      staff,
      askedAt,
    );
    tx.notify('record', person.id);
    const kept = await this.find(tx, person, id);
    if (!kept) throw new Error('A question that was just kept is not there.');
    return kept;
  }

  /**
   * The person agrees. Also after they had declined, until something else was asked: their mind is theirs to change. Null
   * when it is not asked any more.
   */
  async agree(tx: Tx, person: KeyedPerson, id: string, now: number): Promise<Referral | null> {
    const [newest] = await tx.all<{ id: string }>(
      'SELECT id FROM referral WHERE person_id = $1 ORDER BY asked_at DESC, id LIMIT 1',
      person.id,
    );
    const from: readonly ReferralState[] = newest?.id === id ? ['asked', 'declined'] : ['asked'];
    await this.move(tx, person.id, id, from, { state: 'given', column: 'answered_at' }, now);
    const kept = await this.find(tx, person, id);
    return kept?.state === 'given' ? kept : null;
  }

  /**
   * The person would rather not: a question is declined, a consent is withdrawn, at any time and without a reason. Null
   * when there is none of that id, or staff had taken it back.
   */
  async refuse(tx: Tx, person: KeyedPerson, id: string, now: number): Promise<Referral | null> {
    await this.move(tx, person.id, id, ['asked'], { state: 'declined', column: 'answered_at' }, now);
    await this.move(tx, person.id, id, ['given'], { state: 'withdrawn', column: 'withdrawn_at' }, now);
    const kept = await this.find(tx, person, id);
    if (!kept || (kept.state === 'withdrawn' && kept.answeredAt === null)) return null;
    return kept;
  }

  /** Staff do not ask any more. False once it was answered. */
  async takeBack(tx: Tx, personId: string, id: string, now: number): Promise<boolean> {
    return this.move(tx, personId, id, ['asked'], { state: 'withdrawn', column: 'withdrawn_at' }, now);
  }

  /** It has been passed on. False unless the consent stands at this moment. */
  async markDone(
    tx: Tx,
    personId: string,
    id: string,
    { staff, now }: { readonly staff: string; readonly now: number },
  ): Promise<boolean> {
    const done = await tx.run(
      `UPDATE referral SET done_at = $3, done_by = $4 WHERE person_id = $1 AND id = $2 AND state = 'given'`,
      personId,
      id,
      now,
      staff,
    );
    if (done > 0) tx.notify('record', personId);
    return done > 0;
  }

  async find(tx: Tx, person: KeyedPerson, id: string): Promise<Referral | null> {
    const [row] = await tx.all<Row>(
      `SELECT ${COLUMNS} FROM referral WHERE person_id = $1 AND id = $2`,
      person.id,
      id,
    );
    return row ? opened(person, row) : null;
  }

  /** All that a person was ever asked, newest first. */
  async list(tx: Tx, person: KeyedPerson): Promise<readonly Referral[]> {
    const rows = await tx.all<Row>(
      `SELECT ${COLUMNS} FROM referral WHERE person_id = $1 ORDER BY asked_at DESC, id`,
      person.id,
    );
    return rows.map((row) => opened(person, row));
  }

  private async move(
    tx: Tx,
    personId: string,
    id: string,
    from: readonly ReferralState[],
    to: { readonly state: ReferralState; readonly column: 'answered_at' | 'withdrawn_at' },
    now: number,
  ): Promise<boolean> {
    const moved = await tx.run(
      `UPDATE referral SET state = $3, ${to.column} = $4
        WHERE person_id = $1 AND id = $2 AND state IN (${from.map((_, index) => `$${index + 5}`).join(', ')})`,
      personId,
      id,
      to.state,
      now,
      ...from,
    );
    if (moved > 0) tx.notify('record', personId);
    return moved > 0;
  }
}

function opened(person: KeyedPerson, { content, ...row }: Row): Referral {
  return { ...row, ...(JSON.parse(person.key.open(PURPOSE, content)) as Asked) };
}

function versionOf(words: string): string {
  return createHash('sha256').update(words).digest('hex').slice(0, VERSION_LENGTH);
}
