import { randomUUID } from 'node:crypto';
import type { Said } from '../conversation';
import type { KnownPerson } from '../people';
import { openPersonKey, type SealingKey, type Tx, type Vault } from '../store';
import type { Channels } from './channels';
import type { OutboxContent } from './sender';

/** A row of the outbox that this process is sending. */
export interface Claim {
  readonly id: number;
  readonly retryKey: string;
  readonly channel: string;
  readonly personId: string | null;
  readonly content: OutboxContent;
  readonly replyUntil: number | null;
  readonly replyUncertain: boolean;
  readonly unprompted: boolean;
  /** The inbox event it answers, or null. */
  readonly turn: number | null;
  /** Attempts including the one under way; with the process's id it guards every later write of the claim. */
  readonly attempts: number;
  readonly createdAt: number;
  /** When what it answers was accepted, as far as this process knows; else when it was written. Milliseconds since the epoch. */
  readonly askedAt: number;
  /** From this moment on it is not sent any more; null: never late. Milliseconds since the epoch. */
  readonly lateAt: number | null;
}

/** What goes first where not all can: what people wait for, then what reminds them, then news. */
export const ranks = { answer: 0, reminder: 1, news: 2 } as const;
export type Rank = keyof typeof ranks;

/** What is to be sent, and to whom. */
export interface Sending {
  /** Null: only a reply is possible, and nothing about anybody is in it. */
  readonly person: KnownPerson | null;
  readonly channel: string;
  readonly said: Said;
  readonly turn: number | null;
  readonly reply: {
    readonly token: string /** Milliseconds since the epoch. */;
    readonly until: number;
  } | null;
  readonly unprompted: boolean;
  /** When what it answers was accepted. Left out: it answers nothing, or nobody knows. Milliseconds since the epoch. */
  readonly askedAt?: number;
  readonly fallback?: boolean;
  /** Left out: an answer. */
  readonly rank?: Rank;
  /** From this moment on it is of no use and is let go of unsent. Left out: never. Milliseconds since the epoch. */
  readonly lateAt?: number;
  /** It is left for the next sweep: whoever writes it does not know when its transaction is committed. */
  readonly later?: boolean;
}

/**
 * How long a process may keep a row before another takes it over: a little longer than a call to the channel can last.
 * Taken over from a process that is merely slow, it still arrives once: the token works once, and so does the retry key.
 */
export const LEASE_MS = 10_000;

const PAYLOAD = 'outbox_message.payload';

interface OutboxRow {
  readonly id: number;
  readonly retryKey: string;
  readonly channel: string;
  readonly personId: string | null;
  readonly payload: Uint8Array;
  readonly replyUntil: number | null;
  readonly replyUncertain: number | boolean;
  readonly unprompted: number | boolean;
  readonly turn: number | null;
  readonly attempts: number;
  readonly createdAt: number;
  readonly lateAt: number | null;
  readonly rank: number;
}

const COLUMNS = `id, retry_key AS "retryKey", channel, person_id AS "personId", payload,
  reply_until AS "replyUntil", reply_uncertain AS "replyUncertain", unprompted, turn, attempts, created_at AS "createdAt",
  late_at AS "lateAt", rank`;

/** The outbox table. Every method works inside the caller's transaction. */
export class Outbox {
  /** People for whom this process left something waiting behind something else. A hint: the sweep finds all the rest. */
  private readonly waiting = new Set<string>();

  /** @param processId random, new with every start */
  constructor(
    private readonly vault: Vault,
    private readonly processId: string,
    private readonly channels: Channels,
  ) {}

  /**
   * Writes what is to be sent. What can go at once is written as already under way and returned: a crash in the
   * next instant cannot be told from one after the call, so both are treated as an unknown outcome. Where something
   * earlier for the same person is still on its way, it waits its turn.
   *
   * More messages than one request may carry go out in further requests, in order; none is dropped. On a channel that
   * is not sent to, nothing is written: what was said is read where it is kept.
   */
  async enqueue(tx: Tx, sending: Sending, now: number): Promise<Claim[]> {
    const sender = this.channels.senderOf(sending.channel);
    if (!sender) return [];
    const { maxMessages } = sender;
    const claims: Claim[] = [];
    let mustWait =
      sending.later === true || (sending.person !== null && (await this.hasActive(tx, sending.person.id)));
    for (const [position, messages] of chunks(sending.said.messages, maxMessages).entries()) {
      const isFirst = position === 0;
      const isLast = (position + 1) * maxMessages >= sending.said.messages.length;
      const content: OutboxContent = {
        language: sending.said.language,
        messages,
        choices: isLast ? sending.said.choices : [],
        replyToken: isFirst ? (sending.reply?.token ?? null) : null,
        fallback: sending.fallback ?? false,
      };
      const claim = await this.insert(tx, sending, content, !mustWait, now);
      if (claim) claims.push(claim);
      mustWait = true;
    }
    return claims;
  }

  /**
   * Takes over what is due, or was left by a process that ended, by rank, then oldest first, and in order for each person. What was
   * held waits until nothing else of that person is under way: it is no answer to what they say now.
   */
  async claimDue(tx: Tx, now: number, limit: number): Promise<Claim[]> {
    const rows = await tx.all<OutboxRow>(
      `UPDATE outbox_message SET state = 'sending', claimed_by = $1, lease_until = $2, attempts = attempts + 1,
         reply_uncertain = (reply_uncertain OR (state = 'sending' AND reply_until IS NOT NULL)),
         ${dropOldToken('$3')}
       WHERE id IN (
         SELECT o.id FROM outbox_message o
          WHERE o.channel IN ${this.channels.sentSql}
            AND ((o.state = 'pending' AND o.due_at <= $3) OR (o.state = 'held' AND o.due_at <= $3)
              OR (o.state = 'sending' AND o.lease_until <= $3))
            AND NOT EXISTS (SELECT 1 FROM outbox_message e
                 WHERE e.person_id = o.person_id AND e.channel IN ${this.channels.sentSql}
                   AND ((e.id < o.id AND e.state IN ('pending', 'sending'))
                     OR (o.state = 'held' AND (e.state = 'sending' OR (e.id < o.id AND e.state = 'held')))))
          ORDER BY o.rank, o.id LIMIT ${limit}${tx.dialect === 'postgres' ? ' FOR UPDATE SKIP LOCKED' : ''})
       RETURNING ${COLUMNS}`,
      this.processId,
      now + LEASE_MS,
      now,
    );
    return this.toClaims(tx, rows);
  }

  /** The next row of a person, when the one before it has left the outbox and this one is due. */
  async claimNext(tx: Tx, personId: string, now: number): Promise<Claim[]> {
    if (!this.waiting.has(personId)) return [];
    const rows = await tx.all<OutboxRow>(
      `UPDATE outbox_message SET state = 'sending', claimed_by = $1, lease_until = $2, attempts = attempts + 1,
         ${dropOldToken('$4')}
       WHERE id = (SELECT MIN(id) FROM outbox_message
                    WHERE person_id = $3 AND state IN ('pending', 'sending') AND channel IN ${this.channels.sentSql})
         AND state = 'pending' AND due_at <= $4
       RETURNING ${COLUMNS}`,
      this.processId,
      now + LEASE_MS,
      personId,
      now,
    );
    if (rows.length === 0) this.waiting.delete(personId);
    return this.toClaims(tx, rows);
  }

  /** Gives up the leases of processes that cannot be running any more. Only where there is one process. */
  async abandonLeases(tx: Tx): Promise<void> {
    await tx.run(`UPDATE outbox_message SET lease_until = 0 WHERE state = 'sending'`);
  }

  /** It arrived, or need not. */
  async remove(tx: Tx, claim: Claim): Promise<boolean> {
    return (
      (await tx.run(
        'DELETE FROM outbox_message WHERE id = $1 AND claimed_by = $2 AND attempts = $3',
        claim.id,
        this.processId,
        claim.attempts,
      )) > 0
    );
  }

  /**
   * Puts a claimed row back, to be tried at `dueAt`. What is held for the quota was certainly not taken, so the life of
   * its retry key, which is counted from its creation, begins when it is let go.
   */
  async postpone(
    tx: Tx,
    claim: Claim,
    change: {
      readonly state: 'pending' | 'held';
      readonly dueAt: number;
      readonly replyUncertain: boolean;
      readonly problem: string;
    },
  ): Promise<boolean> {
    return (
      (await tx.run(
        `UPDATE outbox_message SET state = $4, due_at = $5, reply_uncertain = $6, problem = $7, claimed_by = NULL, lease_until = NULL,
           created_at = $8
         WHERE id = $1 AND claimed_by = $2 AND attempts = $3`,
        claim.id,
        this.processId,
        claim.attempts,
        change.state,
        change.dueAt,
        change.replyUncertain,
        change.problem,
        change.state === 'held' ? change.dueAt : claim.createdAt,
      )) > 0
    );
  }

  /** Gives up the token of a claimed row: from now on it is pushed. The claim stays, for the length of one more call. */
  async dropToken(tx: Tx, claim: Claim, now: number): Promise<boolean> {
    return (
      (await tx.run(
        `UPDATE outbox_message SET reply_until = NULL, lease_until = $4
         WHERE id = $1 AND claimed_by = $2 AND attempts = $3`,
        claim.id,
        this.processId,
        claim.attempts,
        now + LEASE_MS,
      )) > 0
    );
  }

  /** Keeps a claimed row for staff; it is not sent again by itself. */
  async bury(
    tx: Tx,
    claim: Claim,
    key: SealingKey,
    problem: string,
    details: string | null,
  ): Promise<boolean> {
    return (
      (await tx.run(
        `UPDATE outbox_message SET state = 'dead', problem = $4, problem_details = $5, claimed_by = NULL, lease_until = NULL
         WHERE id = $1 AND claimed_by = $2 AND attempts = $3`,
        claim.id,
        this.processId,
        claim.attempts,
        problem,
        details === null ? null : key.seal('outbox_message.problem_details', details),
      )) > 0
    );
  }

  /**
   * Takes up again what was kept for staff, from the start and by push: under a new retry key, for the life of the old one
   * is over. It has had its plain text in place of it, and gets no second one. False when it is not there, or nobody's.
   */
  async revive(tx: Tx, id: number, now: number): Promise<boolean> {
    const [row] = await tx.all<{ personId: string | null; payload: Uint8Array }>(
      `SELECT person_id AS "personId", payload FROM outbox_message WHERE id = $1 AND state = 'dead'`,
      id,
    );
    const key = row && row.personId !== null ? await openPersonKey(tx, this.vault, row.personId) : null;
    if (!row || !key) return false;
    const content = JSON.parse(key.open(PAYLOAD, row.payload)) as OutboxContent;
    const revived = await tx.run(
      `UPDATE outbox_message SET state = 'pending', retry_key = $2, payload = $3, reply_until = NULL,
         reply_uncertain = FALSE, late_at = NULL, attempts = 0, due_at = $4, created_at = $4, problem = NULL,
         problem_details = NULL
        WHERE id = $1 AND state = 'dead'`,
      id,
      randomUUID(),
      key.seal(PAYLOAD, JSON.stringify({ ...content, replyToken: null, fallback: true })),
      now,
    );
    return revived > 0;
  }

  /** The person left: what waits for them on that channel is dropped. */
  async cancelFor(tx: Tx, personId: string, channel: string): Promise<void> {
    await tx.run(
      `DELETE FROM outbox_message WHERE person_id = $1 AND channel = $2 AND state IN ('pending', 'held')`,
      personId,
      channel,
    );
  }

  /** A message was taken back: unsent answers to it, which may repeat it, go too. */
  async cancelTurns(tx: Tx, personId: string, turns: readonly number[]): Promise<void> {
    for (const turn of turns) {
      await tx.run(
        `DELETE FROM outbox_message WHERE person_id = $1 AND turn = $2 AND state <> 'sending'`,
        personId,
        turn,
      );
    }
  }

  private async hasActive(tx: Tx, personId: string): Promise<boolean> {
    const rows = await tx.all(
      `SELECT 1 FROM outbox_message
        WHERE person_id = $1 AND state IN ('pending', 'sending') AND channel IN ${this.channels.sentSql} LIMIT 1`,
      personId,
    );
    return rows.length > 0;
  }

  private async insert(
    tx: Tx,
    sending: Sending,
    content: OutboxContent,
    atOnce: boolean,
    now: number,
  ): Promise<Claim | null> {
    const key = sending.person?.key ?? this.vault.system;
    const retryKey = randomUUID();
    const personId = sending.person?.id ?? null;
    const until = content.replyToken === null ? null : (sending.reply?.until ?? null);
    const replyUntil = until !== null && until > now ? until : null;
    const [row] = await tx.all<{ id: number }>(
      `INSERT INTO outbox_message (retry_key, person_id, channel, turn, state, payload, reply_until, reply_uncertain,
         unprompted, attempts, due_at, claimed_by, lease_until, created_at, rank, late_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE, $8, $9, $10, $11, $12, $10, $13, $14) RETURNING id`,
      retryKey,
      personId,
      sending.channel,
      sending.turn,
      atOnce ? 'sending' : 'pending',
      key.seal(PAYLOAD, JSON.stringify(content)),
      replyUntil,
      sending.unprompted,
      atOnce ? 1 : 0,
      now,
      atOnce ? this.processId : null,
      atOnce ? now + LEASE_MS : null,
      ranks[sending.rank ?? 'answer'],
      sending.lateAt ?? null,
    );
    if (!row) throw new Error('An inserted outbox row came back without its id.');
    if (!atOnce) {
      if (personId !== null) this.waiting.add(personId);
      return null;
    }
    return {
      id: row.id,
      retryKey,
      channel: sending.channel,
      personId,
      content,
      replyUntil,
      replyUncertain: false,
      unprompted: sending.unprompted,
      turn: sending.turn,
      attempts: 1,
      createdAt: now,
      askedAt: sending.askedAt ?? now,
      lateAt: sending.lateAt ?? null,
    };
  }

  private async toClaims(tx: Tx, rows: readonly OutboxRow[]): Promise<Claim[]> {
    const claims: Claim[] = [];
    for (const { rank: _, ...row } of [...rows].sort((a, b) => a.rank - b.rank || a.id - b.id)) {
      const key = await this.keyOf(tx, row.personId);
      // Erased in between by another process: its row is gone with it.
      if (!key) continue;
      const { payload, ...rest } = row;
      claims.push({
        ...rest,
        askedAt: row.createdAt,
        content: JSON.parse(key.open(PAYLOAD, payload)) as OutboxContent,
        replyUncertain: Boolean(row.replyUncertain),
        unprompted: Boolean(row.unprompted),
      });
    }
    return claims;
  }

  private async keyOf(tx: Tx, personId: string | null): Promise<SealingKey | null> {
    if (personId === null) return this.vault.system;
    return openPersonKey(tx, this.vault, personId);
  }
}

/**
 * In a claim: a token that was over before it was ever tried is given up with it, so that after a crash the row is
 * known to have been pushed, under its retry key, and not taken for a reply of unknown outcome.
 */
function dropOldToken(now: string): string {
  return `reply_until = CASE WHEN reply_until <= ${now} AND NOT reply_uncertain AND state <> 'sending'
           THEN NULL ELSE reply_until END`;
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const result: Item[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
