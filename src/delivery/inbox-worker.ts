import type { Clock } from '../clock';
import type { Conversations, Said } from '../conversation';
import { MadobeError } from '../errors';
import { describeFault, type Log } from '../log';
import type { Meter } from '../metrics';
import type { LockedPerson, PersonDirectory } from '../people';
import type { Store, Tx, Vault } from '../store';
import { backoffMs } from './backoff';
import type { Channels } from './channels';
import type { DeliveryWords } from './delivery-words';
import { parseWaitingEvent, type WaitingEvent } from './inbound-event';
import { channelRef, REPLY_TOKEN_LIFE_MS } from './inbox';
import type { Claim, Outbox } from './outbox';
import type { OutboxWorker } from './outbox-worker';
import type { ReadMarks } from './read-marks';
import type { SlowTurnWatch } from './slow-turn-watch';
import { Sweeper } from './sweeper';

/** People found in one look; the next look finds more. */
const SWEEP_LIMIT = 4_096;
/** Turns that this process may have in hand at once. */
const CONCURRENCY = { sqlite: 512, postgres: 8 } as const;
/** After so many failed turns an event is left to staff, and the person gets an apology. */
const MAX_ATTEMPTS = 3;

export interface InboxWorkerParts {
  readonly store: Store;
  readonly vault: Vault;
  readonly people: PersonDirectory;
  readonly conversations: Conversations;
  readonly channels: Channels;
  readonly outbox: Outbox;
  readonly outboxWorker: OutboxWorker;
  readonly words: DeliveryWords;
  readonly clock: Clock;
  readonly log: Log;
  readonly watch: SlowTurnWatch;
  readonly readMarks: ReadMarks;
  readonly meter: Meter;
  /** In [0, 1); spreads retries. */
  readonly random: () => number;
}

/** What handling an event left to do, once it is committed. */
interface HandledEvent {
  readonly claims: readonly Claim[];
  /** The person was erased. */
  readonly erased: boolean;
  readonly said: boolean;
}

const nothingToSay: HandledEvent = { claims: [], erased: false, said: false };

interface PendingRow {
  readonly id: number;
  readonly channel: string;
  readonly payload: Uint8Array;
  readonly happenedAt: number;
  readonly acceptedAt: number;
  readonly attempts: number;
  readonly dueAt: number;
}

/**
 * Takes the turns that wait in the inbox: for each person one after another, in the order in which things happened
 * at their side; for different people side by side. A turn, its answer's place in the outbox and the event's end
 * are one transaction, so a process killed anywhere takes the turn again or finds it done.
 */
export class InboxWorker {
  /** Events each person has waiting, as far as this process knows. A person is in it while a loop works for them. */
  private readonly due = new Map<string, number>();
  private readonly queue: string[] = [];
  private readonly active = new Set<Promise<void>>();
  private readonly sweeper: Sweeper;
  private stopped = false;

  constructor(private readonly parts: InboxWorkerParts) {
    this.sweeper = new Sweeper(parts.clock, parts.log, 'inbox', () => this.wakeDue());
  }

  /** Takes up what earlier processes left, and begins to look for what others leave. */
  async start(): Promise<void> {
    await this.sweeper.start();
  }

  /** Finishes the turns in hand and takes no more; what waits stays in the inbox for the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.sweeper.stop();
    while (this.active.size > 0) await Promise.all(this.active);
  }

  /** A new event of this person was accepted. */
  wake(personId: string): void {
    const waiting = this.due.get(personId);
    this.due.set(personId, (waiting ?? 0) + 1);
    if (waiting !== undefined) return;
    this.queue.push(personId);
    this.fill();
  }

  /** Turns that wait although nobody was woken for them: left by another process, or put off until now. */
  private async wakeDue(): Promise<void> {
    const { store, clock, channels } = this.parts;
    const rows = await store.read((tx) =>
      tx.all<{ personId: string }>(
        `SELECT DISTINCT person_id AS "personId" FROM inbox_event
          WHERE state = 'pending' AND person_id IS NOT NULL AND due_at <= $1
            AND channel IN ${channels.servedSql} LIMIT ${SWEEP_LIMIT}`,
        clock.now(),
      ),
    );
    for (const { personId } of rows) if (!this.due.has(personId)) this.wake(personId);
  }

  private fill(): void {
    const limit = CONCURRENCY[this.parts.store.dialect];
    while (!this.stopped && this.active.size < limit) {
      const personId = this.queue.shift();
      if (personId === undefined) return;
      const work = this.takeTurns(personId).finally(() => {
        this.active.delete(work);
        this.fill();
      });
      this.active.add(work);
    }
  }

  /** All turns of one person that are known to wait. */
  private async takeTurns(personId: string): Promise<void> {
    try {
      for (let taken = 0; !this.stopped; taken += 1) {
        // Events that arrived while the last turn was taken have raised the count.
        if (taken >= (this.due.get(personId) ?? 0)) return;
        if (!(await this.takeTurn(personId))) return;
      }
    } finally {
      this.due.delete(personId);
    }
  }

  /** One turn, if there is one. False when there is none to take now. */
  private async takeTurn(personId: string): Promise<boolean> {
    const { store, channels, outboxWorker, watch, log, clock } = this.parts;
    let row: PendingRow | null = null;
    const begun = performance.now();
    try {
      const end = await store.write(async (tx) => {
        row = null;
        const now = clock.now();
        const person = await this.parts.people.lock(tx, personId);
        row = person && (await nextPending(tx, personId, now, channels));
        return person && row ? this.handle(tx, person, row, now) : null;
      });
      if (end === null) return false;
      this.count(row as PendingRow | null, end, begun);
      // Nothing more is coming to them, or only the goodbye, which is nobody's.
      if (!end.claims.some((claim) => claim.personId === personId)) watch.answered(personId);
      outboxWorker.send(end.claims);
      if (end.erased) await store.purge();
      return true;
    } catch (fault) {
      log.error('turn.failed', describeFault(fault));
      const failed = row as PendingRow | null;
      // Without the store nothing can be noted; the sweep takes the turn again when it is back.
      if (failed && !(fault instanceof MadobeError && fault.row.retryable)) {
        this.parts.meter.turnTaken(failed.channel, 'failed', secondsFrom(begun));
        await this.noteFailure(personId, failed).catch((problem) =>
          log.error('turn.failure-not-noted', describeFault(problem)),
        );
      }
      return false;
    }
  }

  /** A turn was committed. What it said is sent from here on, or can be read already. */
  private count(row: PendingRow | null, end: HandledEvent, begun: number): void {
    if (!row) return;
    const { meter, channels, clock } = this.parts;
    meter.turnTaken(row.channel, end.said ? 'answered' : 'quiet', secondsFrom(begun));
    if (end.said && !channels.senderOf(row.channel)) {
      meter.answered(row.channel, Math.max(0, clock.now() - row.acceptedAt) / 1_000);
    }
  }

  private async handle(tx: Tx, person: LockedPerson, row: PendingRow, now: number): Promise<HandledEvent> {
    const { vault, people, conversations, outbox, readMarks } = this.parts;
    const { happening, replyToken } = open(person, row);
    switch (happening.kind) {
      case 'left':
        // LINE does not promise an order: word of a leaving may come when they are back already.
        if (!(await isBackSince(tx, person.id, row))) {
          await people.setReachable(tx, person.id, row.channel, false);
          await outbox.cancelFor(tx, person.id, row.channel);
        }
        await finish(tx, row.id);
        return nothingToSay;
      case 'unsent': {
        const ref = channelRef(vault, row.channel, happening.messageId);
        const turns = await conversations.unsend(tx, person, ref, now);
        await outbox.cancelTurns(tx, person.id, turns);
        await forgetFailed(tx, person, row.channel, happening.messageId);
        await finish(tx, row.id);
        return nothingToSay;
      }
      case 'said': {
        const end = await conversations.takeTurn(
          tx,
          person,
          {
            channel: row.channel,
            event: happening.event,
            channelRef: happening.messageId && channelRef(vault, row.channel, happening.messageId),
            turn: row.id,
            happenedAt: row.happenedAt,
          },
          now,
        );
        if (end.fault) this.parts.log.error('flow.fault', { fault: end.fault, turn: row.id });
        await finish(tx, row.id);
        const erased = end.erased || end.cleared === true;
        if (happening.readToken !== undefined && !erased) {
          const { channel, id: turn } = row;
          await readMarks.keep(tx, person, { channel, turn, token: happening.readToken });
        }
        if (!end.said) return { claims: [], erased, said: false };
        const claims = await outbox.enqueue(
          tx,
          {
            person: end.erased ? null : person,
            channel: row.channel,
            said: end.said,
            turn: row.id,
            reply: replyOf(replyToken, row),
            askedAt: row.acceptedAt,
            unprompted: false,
          },
          now,
        );
        return { claims, erased, said: true };
      }
    }
  }

  /** A turn threw: tried again later, and after a few times left to staff with an apology to the person. */
  private async noteFailure(personId: string, row: PendingRow): Promise<void> {
    const { store, people, conversations, outbox, outboxWorker, words, clock, random, log } = this.parts;
    const attempts = row.attempts + 1;
    const now = clock.now();
    const claims = await store.write(async (tx) => {
      const person = await people.lock(tx, personId);
      if (!person) return [];
      const isLast = attempts >= MAX_ATTEMPTS;
      const noted = await tx.run(
        `UPDATE inbox_event SET attempts = $2, due_at = $3, state = $4 WHERE id = $1 AND state = 'pending'`,
        row.id,
        attempts,
        now + backoffMs(attempts, 'turn', random()),
        isLast ? 'failed' : 'pending',
      );
      if (!isLast || noted === 0) return [];
      const language = await conversations.languageOf(tx, person).catch(() => words.defaultLanguage);
      const said: Said = {
        language,
        messages: [{ kind: 'text', text: words.say('fault', language) }],
        choices: [],
      };
      await conversations.keepSaid(tx, person, row.channel, said, now);
      return outbox.enqueue(
        tx,
        {
          person,
          channel: row.channel,
          said,
          turn: row.id,
          reply: replyOf(tryToOpen(person, row)?.replyToken ?? null, row),
          unprompted: false,
        },
        now,
      );
    });
    if (attempts >= MAX_ATTEMPTS) {
      log.error('turn.given-up', { turn: row.id, advice: new MadobeError('turn_failed').message });
    }
    outboxWorker.send(claims);
  }
}

/**
 * The person's oldest event, if it may be taken now: while it waits for another try, later ones wait behind it. What
 * came by a channel that is off now waits, holding up nothing else.
 */
async function nextPending(
  tx: Tx,
  personId: string,
  now: number,
  channels: Channels,
): Promise<PendingRow | null> {
  const [row] = await tx.all<PendingRow>(
    `SELECT id, channel, payload, happened_at AS "happenedAt", accepted_at AS "acceptedAt", attempts, due_at AS "dueAt"
       FROM inbox_event WHERE person_id = $1 AND state = 'pending' AND channel IN ${channels.servedSql}
      ORDER BY happened_at, id LIMIT 1`,
    personId,
  );
  return row && row.dueAt <= now ? row : null;
}

/** Whether they did something on the same channel after this event happened, be its turn taken or not. */
async function isBackSince(tx: Tx, personId: string, row: PendingRow): Promise<boolean> {
  const later = await tx.all(
    `SELECT 1 FROM inbox_event WHERE person_id = $1 AND channel = $2 AND happened_at > $3
      UNION ALL
     SELECT 1 FROM message WHERE person_id = $1 AND channel = $2 AND direction = 'in' AND happened_at > $3 LIMIT 1`,
    personId,
    row.channel,
    row.happenedAt,
  );
  return later.length > 0;
}

/** What remains of an event that had its turn is its id, so that a redelivery is recognised; it is nobody's. */
async function finish(tx: Tx, id: number): Promise<void> {
  await tx.run(`UPDATE inbox_event SET state = 'done', payload = NULL, person_id = NULL WHERE id = $1`, id);
}

/** A message was taken back whose turn had failed: staff do not keep it either. */
async function forgetFailed(tx: Tx, person: LockedPerson, channel: string, messageId: string): Promise<void> {
  const rows = await tx.all<Pick<PendingRow, 'id' | 'payload'>>(
    `SELECT id, payload FROM inbox_event WHERE person_id = $1 AND channel = $2 AND state = 'failed'`,
    person.id,
    channel,
  );
  for (const row of rows) {
    const happening = tryToOpen(person, row)?.happening;
    if (happening?.kind === 'said' && happening.messageId === messageId) await finish(tx, row.id);
  }
}

function open(person: LockedPerson, row: Pick<PendingRow, 'payload'>): WaitingEvent {
  return parseWaitingEvent(person.key.open('inbox_event.payload', row.payload));
}

/** Null when it cannot be read. */
function tryToOpen(person: LockedPerson, row: Pick<PendingRow, 'payload'>): WaitingEvent | null {
  try {
    return open(person, row);
  } catch {
    return null;
  }
}

/** @param begun as `performance.now()` gave it */
function secondsFrom(begun: number): number {
  return (performance.now() - begun) / 1_000;
}

function replyOf(token: string | null, row: PendingRow): { token: string; until: number } | null {
  return token === null ? null : { token, until: row.acceptedAt + REPLY_TOKEN_LIFE_MS };
}
