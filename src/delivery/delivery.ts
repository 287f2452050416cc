import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Conversations } from '../conversation';
import type { Log } from '../log';
import type { PersonDirectory } from '../people';
import type { Store, Vault } from '../store';
import type { DeliveryWords } from './delivery-words';
import type { InboundEvent } from './inbound-event';
import { Inbox } from './inbox';
import { InboxWorker } from './inbox-worker';
import { Outbox } from './outbox';
import { OutboxWorker } from './outbox-worker';
import type { Sender } from './sender';
import { SlowTurnWatch } from './slow-turn-watch';

export interface DeliveryParts {
  readonly store: Store;
  readonly vault: Vault;
  readonly people: PersonDirectory;
  readonly conversations: Conversations;
  readonly sender: Sender;
  readonly words: DeliveryWords;
  readonly clock: Clock;
  readonly log: Log;
  /** In [0, 1); spreads retries. */
  readonly random: () => number;
}

/** Events in, messages out: each event once, each message once, in order for each person. */
export class Delivery {
  private readonly inbox: Inbox;
  private readonly inboxWorker: InboxWorker;
  private readonly outboxWorker: OutboxWorker;
  private readonly watch: SlowTurnWatch;

  constructor(parts: DeliveryParts) {
    const outbox = new Outbox(parts.vault, randomUUID(), parts.sender.maxMessages);
    this.watch = new SlowTurnWatch(parts.clock, parts.sender);
    this.inbox = new Inbox({ ...parts, outbox });
    this.outboxWorker = new OutboxWorker({ ...parts, outbox, watch: this.watch });
    this.inboxWorker = new InboxWorker({
      ...parts,
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
   * Takes events from a channel. Once it resolves they are durable and will be answered, each once. Rejects with
   * `store_unavailable` when they could not be kept; then the channel must not acknowledge them.
   */
  async accept(events: readonly InboundEvent[]): Promise<void> {
    const { people, claims } = await this.inbox.accept(events);
    this.outboxWorker.send(claims);
    for (const { id, address, asksAnswer } of people) {
      if (asksAnswer) this.watch.heard(id, address);
      this.inboxWorker.wake(id);
    }
  }
}
