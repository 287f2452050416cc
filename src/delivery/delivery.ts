import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Conversations } from '../conversation';
import type { Log } from '../log';
import { type Meter, silentMeter } from '../metrics';
import type { PersonDirectory } from '../people';
import type { StopListening, Store, Tx, Vault } from '../store';
import { Channels } from './channels';
import { DeadLetters } from './dead-letters';
import type { DeliveryWords } from './delivery-words';
import type { InboundEvent } from './inbound-event';
import { Inbox } from './inbox';
import { InboxWorker } from './inbox-worker';
import { Outbox, type Sending } from './outbox';
import { OutboxWorker } from './outbox-worker';
import { ReadMarks } from './read-marks';
import type { Quota, ReadChannel, Sender } from './sender';
import { SlowTurnWatch } from './slow-turn-watch';

export interface DeliveryParts {
  readonly store: Store;
  readonly vault: Vault;
  readonly people: PersonDirectory;
  readonly conversations: Conversations;
  /** Channels that are sent to. Without any, what is told to read channels is all there is. */
  readonly senders: readonly Sender[];
  readonly readChannels: readonly ReadChannel[];
  readonly words: DeliveryWords;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out, nothing is counted. */
  readonly meter?: Meter;
  /** False where what is accepted is left to other processes: this one takes no turns. Left out, it does. */
  readonly works?: boolean;
  /** In [0, 1); spreads retries. */
  readonly random: () => number;
}

/** Something said to a person that answers no event: a notice, a counsellor's words. */
export type Outgoing = Pick<Sending, 'person' | 'channel' | 'said' | 'unprompted' | 'rank' | 'lateAt'>;

/** Events in, messages out: each event once, each message once, in order for each person. */
export class Delivery {
  /** What could not be answered or delivered, for staff. */
  readonly deadLetters: DeadLetters;
  /** Tells channels what a counsellor has read. */
  readonly readMarks: ReadMarks;
  private readonly outbox: Outbox;
  private readonly inbox: Inbox;
  private readonly inboxWorker: InboxWorker;
  private readonly outboxWorker: OutboxWorker;
  private readonly watch: SlowTurnWatch;
  private readonly channels: Channels;
  private readonly meter: Meter;
  private readonly works: boolean;
  private stopListening: StopListening = () => undefined;

  constructor(private readonly parts: DeliveryParts) {
    const channels = new Channels(parts.senders, parts.readChannels);
    this.channels = channels;
    const outbox = new Outbox(parts.vault, randomUUID(), channels);
    this.outbox = outbox;
    this.deadLetters = new DeadLetters(outbox, channels);
    this.readMarks = new ReadMarks({ ...parts, channels });
    this.watch = new SlowTurnWatch(parts.clock, channels);
    this.meter = parts.meter ?? silentMeter;
    this.works = parts.works ?? true;
    const { meter } = this;
    this.inbox = new Inbox({ ...parts, outbox, tellsWorkers: !this.works });
    this.outboxWorker = new OutboxWorker({ ...parts, channels, outbox, meter, watch: this.watch });
    this.inboxWorker = new InboxWorker({
      ...parts,
      meter,
      channels,
      outbox,
      outboxWorker: this.outboxWorker,
      watch: this.watch,
      readMarks: this.readMarks,
    });
  }

  /** Takes up what an earlier process left unfinished, then waits for more. Without work to do, it only waits. */
  async start(): Promise<void> {
    const { store } = this.parts;
    if (!this.works) {
      // Who waits is told so by this process, and another answers them.
      this.stopListening = store.listen('said', {
        heard: (personId) => this.watch.answered(personId),
        missed: () => undefined,
      });
      return;
    }
    this.stopListening = store.listen('arrived', {
      heard: (personId) => this.inboxWorker.wake(personId),
      // The sweep finds them, within a second.
      missed: () => undefined,
    });
    await this.outboxWorker.start();
    await this.inboxWorker.start();
  }

  /** Finishes the turns and calls in hand. What waits stays for the next start. */
  async stop(): Promise<void> {
    this.watch.stop();
    this.stopListening();
    await this.inboxWorker.stop();
    await this.outboxWorker.stop();
    await this.readMarks.stop();
  }

  /**
   * Puts something that answers no event into the outbox, inside the caller's transaction. It goes out within seconds
   * after the commit, behind what is still on its way to the same person, once.
   */
  async say(tx: Tx, outgoing: Outgoing, now: number): Promise<void> {
    await this.outbox.enqueue(tx, { ...outgoing, turn: null, reply: null, later: true }, now);
  }

  /** How many pushes a channel has left this month; null where nothing limits them, or nobody can tell. Never rejects. */
  async pushesLeft(channel: string): Promise<number | null> {
    return (await this.channels.senderOf(channel)?.pushesLeft?.()) ?? null;
  }

  /**
   * What a channel's month allows and has used; null where nobody can tell, or nothing is sent there. Never rejects.
   */
  async quota(channel: string): Promise<Quota | null> {
    return (await this.channels.senderOf(channel)?.quota?.()) ?? null;
  }

  /** Whether a channel is sent to. */
  sends(channel: string): boolean {
    return this.channels.senderOf(channel) !== null;
  }

  /**
   * Takes events from a channel. Once it resolves they are durable and will be answered, each once. Rejects with
   * `store_unavailable` when they could not be kept; then the channel must not acknowledge them.
   */
  async accept(events: readonly InboundEvent[]): Promise<void> {
    const begun = performance.now();
    const { people, claims } = await this.inbox.accept(events);
    const [first] = events;
    if (first) this.meter.accepted(first.channel, (performance.now() - begun) / 1_000);
    this.outboxWorker.send(claims);
    for (const { id, channel, address, asksAnswer } of people) {
      if (asksAnswer) this.watch.heard(id, channel, address);
      if (this.works) this.inboxWorker.wake(id);
    }
  }
}
