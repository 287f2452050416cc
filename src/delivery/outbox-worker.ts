import type { Clock } from '../clock';
import { MadobeError } from '../errors';
import { describeFault, type Log } from '../log';
import type { Meter } from '../metrics';
import type { PersonDirectory } from '../people';
import type { Store, Tx, Vault } from '../store';
import type { Channels } from './channels';
import { chooseWay, decideOutcome, type Outcome, type Way } from './decide-outcome';
import type { DeliveryWords } from './delivery-words';
import type { Claim, Outbox } from './outbox';
import { quotaRenewal } from './quota-renewal';
import type { Attempt } from './sender';
import type { SlowTurnWatch } from './slow-turn-watch';
import { Sweeper } from './sweeper';

/** Rows taken over in one transaction. */
const SWEEP_LIMIT = 64;
/** Calls under way at which no more is taken over: what has a fresh token goes before what has waited. */
const MAX_IN_FLIGHT = 256;

export interface OutboxWorkerParts {
  readonly store: Store;
  readonly vault: Vault;
  readonly people: PersonDirectory;
  readonly outbox: Outbox;
  readonly channels: Channels;
  readonly words: DeliveryWords;
  readonly clock: Clock;
  readonly log: Log;
  readonly watch: SlowTurnWatch;
  readonly meter: Meter;
  /** In [0, 1); spreads retries. */
  readonly random: () => number;
}

/**
 * Sends what stands in the outbox: each message once, in order for each person. What the process had in hand when it
 * was killed is found again by its lease.
 */
export class OutboxWorker {
  private readonly inFlight = new Set<Promise<void>>();
  private readonly sweeper: Sweeper;
  private stopped = false;

  constructor(private readonly parts: OutboxWorkerParts) {
    this.sweeper = new Sweeper(parts.clock, parts.log, 'outbox', () => this.sendDue());
  }

  /** Begins to look for what fell due. With one process (SQLite), what the last one left is taken over at once. */
  async start(): Promise<void> {
    if (this.parts.store.dialect === 'sqlite') {
      await this.parts.store.write((tx) => this.parts.outbox.abandonLeases(tx));
    }
    await this.sweeper.start();
  }

  /** Takes nothing new and waits for the calls under way; they end by their own timeouts. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.sweeper.stop();
    while (this.inFlight.size > 0) await Promise.all(this.inFlight);
  }

  /** Sends rows that {@link Outbox.enqueue} returned, after their transaction was committed. */
  send(claims: readonly Claim[]): void {
    for (const claim of claims) {
      const work = this.deliver(claim)
        .catch((fault) => this.parts.log.error('outbox.fault', describeFault(fault)))
        .finally(() => this.inFlight.delete(work));
      this.inFlight.add(work);
    }
  }

  private async sendDue(): Promise<void> {
    const { store, outbox, clock } = this.parts;
    while (!this.stopped && this.inFlight.size < MAX_IN_FLIGHT) {
      const claims = await store.write((tx) => outbox.claimDue(tx, clock.now(), SWEEP_LIMIT));
      this.send(claims);
      if (claims.length < SWEEP_LIMIT) return;
    }
  }

  private async deliver(claim: Claim): Promise<void> {
    let current = claim;
    let way = chooseWay(current, this.parts.clock.now());
    for (;;) {
      const attempt = await this.attempt(current, way);
      const now = this.parts.clock.now();
      if (attempt) this.count(current, way, attempt, now);
      const outcome: Outcome = attempt
        ? decideOutcome(
            { ...current, way, hasPerson: current.personId !== null },
            attempt,
            now,
            this.parts.random(),
          )
        : { kind: 'done' };
      const next = await this.parts.store.write((tx) => this.settle(tx, current, outcome, now));
      this.after(current, outcome);
      this.send(next.claims);
      if (!next.pushNow) return;
      current = { ...current, replyUntil: null };
      way = 'push';
    }
  }

  /** An attempt has ended. What arrived and answers somebody is counted with how long they waited for it. */
  private count(claim: Claim, way: Way, { kind }: Attempt, now: number): void {
    const { meter } = this.parts;
    meter.sent(claim.channel, way, kind);
    if (kind === 'accepted' && claim.turn !== null) {
      meter.answered(claim.channel, Math.max(0, now - claim.askedAt) / 1_000);
    }
  }

  /** One call to the channel, or null when there is nobody to push to any more, or it is too late for it. */
  private async attempt(claim: Claim, way: Way): Promise<Attempt | null> {
    if (claim.lateAt !== null && this.parts.clock.now() >= claim.lateAt) return null;
    const sender = this.parts.channels.senderOf(claim.channel);
    if (!sender) throw new Error('A message was claimed for a channel that is not sent to.');
    if (way === 'reply' && claim.content.replyToken !== null) {
      return sender.reply(claim.content.replyToken, claim.content);
    }
    const address = await this.parts.store.read((tx) => this.pushAddress(tx, claim));
    return address === null ? null : sender.push(address, claim.content, claim.retryKey);
  }

  private async pushAddress(tx: Tx, claim: Claim): Promise<string | null> {
    const { people } = this.parts;
    if (claim.personId === null) return null;
    const person = await people.open(tx, claim.personId);
    if (!person) return null;
    if (claim.unprompted && !(await people.acceptsNotices(tx, person.id))) return null;
    return people.addressOf(tx, person, claim.channel);
  }

  /** Writes what became of a claim, and claims what the person is to get next. */
  private async settle(
    tx: Tx,
    claim: Claim,
    outcome: Outcome,
    now: number,
  ): Promise<{ claims: readonly Claim[]; pushNow: boolean }> {
    const { outbox, people } = this.parts;
    const none = { claims: [], pushNow: false };
    // A turn of theirs that is being taken sees this row gone, or this sees what the turn left waiting behind it.
    if (claim.personId !== null) await people.hold(tx, claim.personId);
    switch (outcome.kind) {
      case 'done':
        await outbox.remove(tx, claim);
        break;
      case 'retry':
        await outbox.postpone(tx, claim, { ...outcome, state: 'pending' });
        return none;
      case 'push':
        return { claims: [], pushNow: await outbox.dropToken(tx, claim, now) };
      case 'hold':
        await outbox.postpone(tx, claim, {
          state: 'held',
          dueAt: quotaRenewal(now),
          replyUncertain: claim.replyUncertain,
          problem: outcome.problem,
        });
        break;
      case 'dead': {
        const instead = await this.bury(tx, claim, outcome, now);
        if (instead.length > 0) return { claims: instead, pushNow: false };
        break;
      }
    }
    if (claim.personId === null || this.stopped) return none;
    return { claims: await outbox.claimNext(tx, claim.personId, now), pushNow: false };
  }

  private async bury(
    tx: Tx,
    claim: Claim,
    outcome: Extract<Outcome, { kind: 'dead' }>,
    now: number,
  ): Promise<readonly Claim[]> {
    const { outbox, people, vault, words } = this.parts;
    const person = claim.personId === null ? null : await people.open(tx, claim.personId);
    const buried = await outbox.bury(
      tx,
      claim,
      person?.key ?? vault.system,
      outcome.problem,
      outcome.details,
    );
    if (!buried || outcome.instead === null || claim.content.fallback) return [];
    const { replyToken } = claim.content;
    const canReply =
      outcome.instead === 'fallback' &&
      replyToken !== null &&
      claim.replyUntil !== null &&
      now < claim.replyUntil;
    if (!person && !canReply) return [];
    const text = words.say(outcome.instead, claim.content.language);
    return outbox.enqueue(
      tx,
      {
        person,
        channel: claim.channel,
        said: { language: claim.content.language, messages: [{ kind: 'text', text }], choices: [] },
        turn: claim.turn,
        reply: canReply ? { token: replyToken, until: claim.replyUntil } : null,
        unprompted: claim.unprompted,
        fallback: true,
      },
      now,
    );
  }

  private after(claim: Claim, outcome: Outcome): void {
    const { log, clock, watch } = this.parts;
    if (claim.personId !== null && outcome.kind !== 'retry' && outcome.kind !== 'push') {
      watch.answered(claim.personId);
    }
    if (outcome.kind === 'retry') {
      log.warn('outbox.retry', { outbox: claim.id, attempts: claim.attempts, problem: outcome.problem });
      clock.after(Math.max(0, outcome.dueAt - clock.now()), () => void this.sweeper.sweep());
    } else if (outcome.kind === 'hold') {
      log.error('outbox.held', { outbox: claim.id, problem: outcome.problem });
    } else if (outcome.kind === 'dead') {
      log.error('outbox.dead', {
        outbox: claim.id,
        problem: outcome.problem,
        advice: new MadobeError(outcome.problem).message,
      });
    }
  }
}
