import { randomUUID } from 'node:crypto';
import type { Tx } from '../store';
import { Duties } from './duties';
import type { KeyedPerson } from './keyed-person';
import { nextWordAt } from './next-word';
import {
  type Asked,
  type Talk,
  type TalkEnd,
  type TalkHandOver,
  type TalkRisk,
  type TalkState,
  talkRisks,
  type Whisper,
} from './talk';

const SUMMARY = 'talk.summary';
const HAND_OVER = 'talk_hand_over.summary';
const WHISPER = 'talk_whisper.content';

interface TalkRow {
  readonly id: string;
  readonly personId: string;
  readonly state: TalkState;
  readonly risk: number;
  readonly channel: string;
  readonly language: string;
  readonly summary: Uint8Array;
  readonly askedAt: number;
  readonly staff: string | null;
  readonly takenAt: number | null;
  readonly overAt: number | null;
  readonly ended: TalkEnd | null;
  readonly snoozedUntil: number | null;
  readonly lastInAt: number | null;
  readonly lastOutAt: number | null;
}

const COLUMNS = `id, person_id AS "personId", state, risk, channel, language, summary, asked_at AS "askedAt", staff,
  taken_at AS "takenAt", over_at AS "overAt", ended, snoozed_until AS "snoozedUntil", last_in_at AS "lastInAt",
  last_out_at AS "lastOutAt"`;

/**
 * Talks with counsellors: who waits, who has whom. Whoever asks stands in one queue, by risk and then by how long they
 * have waited; nobody picks. A person has at most one open talk (a unique index holds it).
 *
 * Every method works inside the caller's transaction, and what changes a talk tells `talk` with its id (an empty payload:
 * something about the desk's staff changed). `staff` is an opaque name of at most 64 characters. Who calls for a person
 * holds that person's lock; who calls for staff need not.
 *
 * One class, since every method is a change of the same row that must agree with all others on what its states allow.
 */
export class Talks {
  readonly duty = new Duties();

  /** The person asks for a human. Asked before and still open, that talk stands, with the higher of both risks. */
  async ask(tx: Tx, person: KeyedPerson, asked: Asked, now: number): Promise<Talk> {
    const id = randomUUID();
    const risk = talkRisks.indexOf(asked.risk);
    const [row] = await tx.all<TalkRow>(
      `INSERT INTO talk (id, person_id, state, risk, channel, language, summary, asked_at, words_said, next_word_at)
       VALUES ($1, $2, 'waiting', $3, $4, $5, $6, $7, 0, $8)
       ON CONFLICT (person_id) WHERE state <> 'over'
       DO UPDATE SET risk = CASE WHEN talk.risk < excluded.risk THEN talk.risk ELSE excluded.risk END
       RETURNING ${COLUMNS}`,
      id,
      person.id,
      risk,
      asked.channel,
      asked.language,
      person.key.seal(SUMMARY, asked.summary),
      now,
      nextWordAt(0, asked.channel, now),
    );
    if (!row) throw new Error('A talk that was just asked for is not there.');
    tx.notify('talk', row.id);
    return talkOf(row);
  }

  /** The person goes, out of the queue or out of the talk. What it was until then; null when none was open. */
  async leave(tx: Tx, personId: string, now: number): Promise<'waiting' | 'with' | null> {
    const [row] = await tx.all<{ id: string; takenAt: number | null }>(
      `UPDATE talk SET state = 'over', ended = 'left', over_at = $2, next_word_at = NULL, snoozed_until = NULL
        WHERE person_id = $1 AND state <> 'over' RETURNING id, taken_at AS "takenAt"`,
      personId,
      now,
    );
    if (!row) return null;
    tx.notify('talk', row.id);
    return row.takenAt === null ? 'waiting' : 'with';
  }

  /**
   * Gives the next one to somebody of the staff: the highest risk, then the longest wait. Null when nobody waits, when
   * they are not on duty or have a break, or when their cap is reached. However many ask at once, in however many
   * processes, nobody is given to two.
   */
  async takeNext(tx: Tx, staff: string, now: number): Promise<Talk | null> {
    const [duty] = await tx.all<{ cap: number }>(
      `SELECT cap FROM staff_duty WHERE staff = $1 AND on_duty = TRUE AND on_break = FALSE${forUpdate(tx)}`,
      staff,
    );
    if (!duty || (await this.duty.of(tx, staff)).held >= duty.cap) return null;
    const skipping = tx.dialect === 'postgres' ? ' FOR UPDATE SKIP LOCKED' : '';
    const [row] = await tx.all<TalkRow>(
      `UPDATE talk SET state = 'with', staff = $1, taken_at = $2, next_word_at = NULL
        WHERE state = 'waiting' AND id =
          (SELECT id FROM talk WHERE state = 'waiting' ORDER BY risk, asked_at, id LIMIT 1${skipping})
        RETURNING ${COLUMNS}`,
      staff,
      now,
    );
    if (!row) return null;
    tx.notify('talk', row.id);
    return talkOf(row);
  }

  /** Gives an open talk to somebody, whoever has it and whatever their cap: a supervisor does. False when it is over. */
  async assign(tx: Tx, talkId: string, staff: string, now: number): Promise<boolean> {
    return this.change(
      tx,
      talkId,
      `UPDATE talk SET state = 'with', staff = $2, taken_at = COALESCE(taken_at, $3), next_word_at = NULL,
         snoozed_until = NULL
        WHERE id = $1 AND state <> 'over'`,
      staff,
      now,
    );
  }

  /** Hands a talk to a colleague, with what they need to know. False when it is not `from`'s any more. */
  async handOver(
    tx: Tx,
    person: KeyedPerson,
    talkId: string,
    over: { readonly from: string; readonly to: string; readonly summary: string },
    now: number,
  ): Promise<boolean> {
    const isDone = await this.change(
      tx,
      talkId,
      `UPDATE talk SET staff = $3, snoozed_until = NULL
        WHERE id = $1 AND staff = $2 AND state = 'with' AND person_id = $4`,
      over.from,
      over.to,
      person.id,
    );
    if (!isDone) return false;
    await tx.run('DELETE FROM talk_watcher WHERE talk_id = $1 AND staff = $2', talkId, over.to);
    await tx.run(
      'INSERT INTO talk_hand_over (talk_id, from_staff, to_staff, summary, at) VALUES ($1, $2, $3, $4, $5)',
      talkId,
      over.from,
      over.to,
      person.key.seal(HAND_OVER, over.summary),
      now,
    );
    return true;
  }

  /** Gives the person back to the bot, which goes on with its menu. False when it is not this counsellor's any more. */
  async giveBack(tx: Tx, talkId: string, staff: string, now: number): Promise<boolean> {
    return this.end(tx, talkId, staff, 'given-back', now);
  }

  /** Ends a talk. The person is never told that something is closed: they may always write again. */
  async close(tx: Tx, talkId: string, staff: string, now: number): Promise<boolean> {
    return this.end(tx, talkId, staff, 'closed', now);
  }

  /** Puts a talk aside until then; null takes it up again. It stays with its counsellor. False when it is not theirs. */
  async snooze(tx: Tx, talkId: string, staff: string, until: number | null): Promise<boolean> {
    return this.change(
      tx,
      talkId,
      `UPDATE talk SET snoozed_until = $3 WHERE id = $1 AND staff = $2 AND state = 'with'`,
      staff,
      until,
    );
  }

  /** A colleague looks on in silence. False when it is over, or they have it themselves. */
  async watch(tx: Tx, talkId: string, staff: string, now: number): Promise<boolean> {
    const talk = await this.find(tx, talkId);
    if (!talk || talk.state === 'over' || talk.staff === staff) return false;
    const isNew = await tx.run(
      'INSERT INTO talk_watcher (talk_id, staff, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      talkId,
      staff,
      now,
    );
    if (isNew > 0) tx.notify('talk', talkId);
    return true;
  }

  async unwatch(tx: Tx, talkId: string, staff: string): Promise<void> {
    const left = await tx.run('DELETE FROM talk_watcher WHERE talk_id = $1 AND staff = $2', talkId, staff);
    if (left > 0) tx.notify('talk', talkId);
  }

  /** Who looks on, in the order in which they came. */
  async watchers(tx: Tx, talkId: string): Promise<readonly string[]> {
    const rows = await tx.all<{ staff: string }>(
      'SELECT staff FROM talk_watcher WHERE talk_id = $1 ORDER BY since, staff',
      talkId,
    );
    return rows.map(({ staff }) => staff);
  }

  /** Leaves a note for colleagues. Null when the person has no such talk. */
  async whisper(
    tx: Tx,
    person: KeyedPerson,
    talkId: string,
    note: { readonly staff: string; readonly text: string },
    now: number,
  ): Promise<Whisper | null> {
    const { staff, text } = note;
    const talk = await this.find(tx, talkId);
    if (talk?.personId !== person.id) return null;
    const [row] = await tx.all<{ id: number }>(
      'INSERT INTO talk_whisper (talk_id, staff, content, at) VALUES ($1, $2, $3, $4) RETURNING id',
      talkId,
      staff,
      person.key.seal(WHISPER, text),
      now,
    );
    if (!row) throw new Error('A note that was just left is not there.');
    tx.notify('talk', talkId);
    return { id: row.id, staff, text, at: now };
  }

  /** A talk's notes, oldest first. Nothing when it is not this person's. */
  async whispers(tx: Tx, person: KeyedPerson, talkId: string): Promise<readonly Whisper[]> {
    const rows = await tx.all<Omit<Whisper, 'text'> & { readonly content: Uint8Array }>(
      `SELECT w.id, w.staff, w.content, w.at FROM talk_whisper w JOIN talk t ON t.id = w.talk_id
        WHERE w.talk_id = $1 AND t.person_id = $2 ORDER BY w.id`,
      talkId,
      person.id,
    );
    return rows.map(({ content, ...rest }) => ({ ...rest, text: person.key.open(WHISPER, content) }));
  }

  /** What counsellors were told at each hand-over, oldest first. */
  async handOvers(tx: Tx, person: KeyedPerson, talkId: string): Promise<readonly TalkHandOver[]> {
    const rows = await tx.all<Omit<TalkHandOver, 'summary'> & { readonly sealed: Uint8Array }>(
      `SELECT h.from_staff AS "from", h.to_staff AS "to", h.summary AS sealed, h.at
         FROM talk_hand_over h JOIN talk t ON t.id = h.talk_id
        WHERE h.talk_id = $1 AND t.person_id = $2 ORDER BY h.id`,
      talkId,
      person.id,
    );
    return rows.map(({ sealed, ...rest }) => ({ ...rest, summary: person.key.open(HAND_OVER, sealed) }));
  }

  /** One line of what they told on the way, as it was when they asked. */
  summaryOf(person: KeyedPerson, talk: Talk): string {
    return person.key.open(SUMMARY, talk.summary);
  }

  /** Who waits, in the order in which they are taken. */
  async waiting(tx: Tx, limit: number): Promise<readonly Talk[]> {
    const rows = await tx.all<TalkRow>(
      `SELECT ${COLUMNS} FROM talk WHERE state = 'waiting' ORDER BY risk, asked_at, id LIMIT $1`,
      limit,
    );
    return rows.map(talkOf);
  }

  /** How many wait. */
  async waitingInAll(tx: Tx): Promise<number> {
    const [row] = await tx.all<{ n: number }>(
      `SELECT CAST(COUNT(*) AS integer) AS n FROM talk WHERE state = 'waiting'`,
    );
    return row?.n ?? 0;
  }

  /** How many are taken before this one that waits. */
  async ahead(tx: Tx, talk: Talk): Promise<number> {
    const [row] = await tx.all<{ n: number }>(
      `SELECT CAST(COUNT(*) AS integer) AS n FROM talk WHERE state = 'waiting'
          AND (risk < $1 OR (risk = $1 AND (asked_at < $2 OR (asked_at = $2 AND id < $3))))`,
      talkRisks.indexOf(talk.risk),
      talk.askedAt,
      talk.id,
    );
    return row?.n ?? 0;
  }

  /** How long the last talks took, from being taken to their end; milliseconds, the latest first. */
  async handlingMs(tx: Tx, endedAfter: number, limit: number): Promise<readonly number[]> {
    const rows = await tx.all<{ ms: number }>(
      `SELECT over_at - taken_at AS ms FROM talk
        WHERE taken_at IS NOT NULL AND over_at > $1 ORDER BY over_at DESC LIMIT $2`,
      endedAfter,
      limit,
    );
    return rows.map(({ ms }) => Math.max(0, ms));
  }

  /** The talks somebody has, the longest held first. */
  async heldBy(tx: Tx, staff: string): Promise<readonly Talk[]> {
    const rows = await tx.all<TalkRow>(
      `SELECT ${COLUMNS} FROM talk WHERE state = 'with' AND staff = $1 ORDER BY taken_at, id`,
      staff,
    );
    return rows.map(talkOf);
  }

  /** The open talks somebody looks on at. */
  async watchedBy(tx: Tx, staff: string): Promise<readonly Talk[]> {
    const rows = await tx.all<TalkRow>(
      `SELECT ${COLUMNS} FROM talk WHERE state <> 'over'
          AND id IN (SELECT talk_id FROM talk_watcher WHERE staff = $1) ORDER BY asked_at, id`,
      staff,
    );
    return rows.map(talkOf);
  }

  /** Every talk that a counsellor has, by counsellor. */
  async held(tx: Tx): Promise<readonly Talk[]> {
    const rows = await tx.all<TalkRow>(
      `SELECT ${COLUMNS} FROM talk WHERE state = 'with' ORDER BY staff, taken_at, id`,
    );
    return rows.map(talkOf);
  }

  /** Null when there is none, or its person was erased. */
  async find(tx: Tx, talkId: string): Promise<Talk | null> {
    const [row] = await tx.all<TalkRow>(`SELECT ${COLUMNS} FROM talk WHERE id = $1`, talkId);
    return row ? talkOf(row) : null;
  }

  /** The open talk of a person, or null. */
  async openOf(tx: Tx, personId: string): Promise<Talk | null> {
    const [row] = await tx.all<TalkRow>(
      `SELECT ${COLUMNS} FROM talk WHERE person_id = $1 AND state <> 'over'`,
      personId,
    );
    return row ? talkOf(row) : null;
  }

  /** All talks of a person, oldest first, with what staff were told. */
  async ofPerson(
    tx: Tx,
    person: KeyedPerson,
  ): Promise<readonly (Omit<Talk, 'summary'> & { readonly summary: string })[]> {
    const rows = await tx.all<TalkRow>(
      `SELECT ${COLUMNS} FROM talk WHERE person_id = $1 ORDER BY asked_at, id`,
      person.id,
    );
    return rows.map((row) => ({ ...talkOf(row), summary: person.key.open(SUMMARY, row.summary) }));
  }

  /** The person wrote something while their talk is open: it is no longer put aside. */
  async heard(tx: Tx, talkId: string, now: number): Promise<void> {
    await this.change(
      tx,
      talkId,
      `UPDATE talk SET last_in_at = $2, snoozed_until = NULL WHERE id = $1 AND state <> 'over'`,
      now,
    );
  }

  /** A counsellor said something in a talk. False when it is over or not this counsellor's. */
  async answered(tx: Tx, talkId: string, staff: string, now: number): Promise<boolean> {
    return this.change(
      tx,
      talkId,
      `UPDATE talk SET last_out_at = $3, first_out_at = COALESCE(first_out_at, $3), snoozed_until = NULL
        WHERE id = $1 AND staff = $2 AND state = 'with'`,
      staff,
      now,
    );
  }

  /** What is being said has become more dangerous. It never goes down while the talk is open. */
  async raiseRisk(tx: Tx, talkId: string, risk: TalkRisk): Promise<void> {
    await this.change(
      tx,
      talkId,
      `UPDATE talk SET risk = $2 WHERE id = $1 AND state <> 'over' AND risk > $2`,
      talkRisks.indexOf(risk),
    );
  }

  /** Who waits and is to hear that their place stands, the longest due first. */
  async dueWords(
    tx: Tx,
    now: number,
    limit: number,
  ): Promise<readonly Pick<Talk, 'id' | 'personId' | 'channel'>[]> {
    return tx.all(
      `SELECT id, person_id AS "personId", channel FROM talk
        WHERE state = 'waiting' AND next_word_at <= $1 ORDER BY next_word_at, id LIMIT $2`,
      now,
      limit,
    );
  }

  /**
   * Notes that somebody who waits is told now that their place stands, if that is due by then; the next is due later. False
   * when it is not due, when somebody else has noted it, or when they do not wait any more: only who gets true says it.
   */
  async claimWord(
    tx: Tx,
    talkId: string,
    word: { readonly dueBy: number; readonly isLast: boolean },
    now: number,
  ): Promise<boolean> {
    const [row] = await tx.all<{ said: number; channel: string }>(
      `SELECT words_said AS said, channel FROM talk WHERE id = $1 AND state = 'waiting' AND next_word_at <= $2`,
      talkId,
      word.dueBy,
    );
    if (!row) return false;
    const claimed = await tx.run(
      `UPDATE talk SET words_said = $3, next_word_at = $4
        WHERE id = $1 AND state = 'waiting' AND words_said = $2 AND next_word_at IS NOT NULL`,
      talkId,
      row.said,
      row.said + 1,
      word.isLast ? null : nextWordAt(row.said + 1, row.channel, now),
    );
    return claimed > 0;
  }

  /** Writes anew what staff are told of what a person told: they took something of it back. */
  async summarise(tx: Tx, person: KeyedPerson, summary: string): Promise<void> {
    await tx.run(
      'UPDATE talk SET summary = $2 WHERE person_id = $1',
      person.id,
      person.key.seal(SUMMARY, summary),
    );
  }

  /** What was said is erased: what staff noted of it goes too. That there was a talk, and who has it now, stays. */
  async forgetWords(tx: Tx, person: KeyedPerson): Promise<void> {
    await this.summarise(tx, person, '');
    for (const table of ['talk_whisper', 'talk_hand_over']) {
      await tx.run(
        `DELETE FROM ${table} WHERE talk_id IN (SELECT id FROM talk WHERE person_id = $1)`,
        person.id,
      );
    }
    const open = await this.openOf(tx, person.id);
    if (open) tx.notify('talk', open.id);
  }

  private async end(tx: Tx, talkId: string, staff: string, ended: TalkEnd, now: number): Promise<boolean> {
    return this.change(
      tx,
      talkId,
      `UPDATE talk SET state = 'over', ended = $3, over_at = $4, snoozed_until = NULL
        WHERE id = $1 AND staff = $2 AND state = 'with'`,
      staff,
      ended,
      now,
    );
  }

  /**
   * Talks that a counsellor had and that were over in a span of time, oldest first.
   *
   * @param span.from the first moment that is in, milliseconds since the epoch; `before` is not
   */
  async overBetween(
    tx: Tx,
    span: { readonly from: number; readonly before: number },
  ): Promise<readonly { readonly id: string; readonly personId: string; readonly overAt: number }[]> {
    return tx.all(
      `SELECT id, person_id AS "personId", over_at AS "overAt" FROM talk
        WHERE taken_at IS NOT NULL AND over_at >= $1 AND over_at < $2 ORDER BY over_at, id`,
      span.from,
      span.before,
    );
  }

  /** Runs a statement on one talk, whose id is `$1`, and tells of it when it touched it. */
  private async change(
    tx: Tx,
    talkId: string,
    statement: string,
    ...values: (string | number | null)[]
  ): Promise<boolean> {
    const changed = await tx.run(statement, talkId, ...values);
    if (changed > 0) tx.notify('talk', talkId);
    return changed > 0;
  }
}

function forUpdate(tx: Tx): string {
  return tx.dialect === 'postgres' ? ' FOR UPDATE' : '';
}

function talkOf(row: TalkRow): Talk {
  return {
    ...row,
    risk: talkRisks[row.risk] ?? 'none',
    unanswered: row.lastInAt !== null && (row.lastOutAt === null || row.lastOutAt < row.lastInAt),
  };
}
