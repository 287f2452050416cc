import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Conversations } from '../conversation';
import type { Log } from '../log';
import type { PersonDirectory } from '../people';
import type { Store, Tx, Vault } from '../store';
import { Channels } from './channels';
import type { DeliveryWords } from './delivery-words';
import type { InboundEvent } from './inbound-event';
import { Inbox } from './inbox';
import { InboxWorker } from './inbox-worker';
import { Outbox, type Sending } from './outbox';
import { OutboxWorker } from './outbox-worker';
import type { ReadChannel, Sender } from './sender';
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
  /** In [0, 1); spreads retries. */
  readonly random: () => number;
}

/** Something said to a person that answers no event: a notice, a counsellor's words. */
export type Outgoing = Pick<Sending, 'person' | 'channel' | 'said' | 'unprompted' | 'rank' | 'lateAt'>;

/** Events in, messages out: each event once, each message once, in order for each person. */
export class Delivery {
  private readonly outbox: Outbox;
  private readonly inbox: Inbox;
  private readonly inboxWorker: InboxWorker;
  private readonly outboxWorker: OutboxWorker;
  private readonly watch: SlowTurnWatch;
  private readonly channels: Channels;

  constructor(parts: DeliveryParts) {
    const channels = new Channels(parts.senders, parts.readChannels);
    this.channels = channels;
    const outbox = new Outbox(parts.vault, randomUUID(), channels);
    this.outbox = outbox;
    this.watch = new SlowTurnWatch(parts.clock, channels);
    this.inbox = new Inbox({ ...parts, outbox });
    this.outboxWorker = new OutboxWorker({ ...parts, channels, outbox, watch: this.watch });
    this.inboxWorker = new InboxWorker({
      ...parts,
      channels,
      outbox,
      outboxWorker: this.outboxWorker,
      watch: this.watch,
    });
  }

  /** Takes up what an earlier process left unfinished, then waits for more. */
  async start(): Promise<void> {
    await this.outboxWorker.start();
    await this.inboxWorker.start();
  }

  /** Finishes the turns and calls in hand. What waits stays for the next start. */
  async stop(): Promise<void> {
    this.watch.stop();
    await this.inboxWorker.stop();
    await this.outboxWorker.stop();
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
   * Takes events from a channel. Once it resolves they are durable and will be answered, each once. Rejects with
   * `store_unavailable` when they could not be kept; then the channel must not acknowledge them.
   */
  async accept(events: readonly InboundEvent[]): Promise<void> {
    const { people, claims } = await this.inbox.accept(events);
    this.outboxWorker.send(claims);
    for (const { id, channel, address, asksAnswer } of people) {
      if (asksAnswer) this.watch.heard(id, channel, address);
      this.inboxWorker.wake(id);
    }
  }
}
