import type { Clock, Timer } from '../../../src/clock';
import { type JsonObject, textOf } from './json';
import { type EventDraft, type LineEvent, replyableEvents } from './line-event';
import { lineIds } from './line-ids';
import type { ReplyTokens } from './reply-tokens';
import type { Delivery, WebhookSender } from './webhook-sender';

interface PostParts {
  readonly clock: Clock;
  readonly sender: WebhookSender;
  readonly tokens: ReplyTokens;
  /** The pauses before each redelivery; empty where LINE's redelivery is off. */
  readonly redeliveryDelaysMs: readonly number[];
}

interface Gathering {
  readonly events: LineEvent[];
  readonly delivered: Promise<Delivery>;
}

/** Makes events, posts them, and delivers again what was not acknowledged. */
export class EventPost {
  private readonly byId = new Map<string, LineEvent>();
  private readonly timers = new Set<Timer>();
  private gathering: Gathering | undefined;

  constructor(private readonly parts: PostParts) {}

  /** Every event that happened, oldest first. */
  get events(): readonly LineEvent[] {
    return [...this.byId.values()];
  }

  find(eventId: string): LineEvent | undefined {
    return this.byId.get(eventId);
  }

  /** An event with what LINE adds to it; its reply token lives from now on. Kept for redelivery. */
  make(draft: EventDraft): LineEvent {
    const event = this.makeUnkept(draft);
    this.byId.set(event.webhookEventId, event);
    return event;
  }

  /** The same, not kept. */
  makeUnkept(draft: EventDraft): LineEvent {
    const { source, replyToken: wanted, ...rest } = draft;
    const now = this.parts.clock.now();
    const mode = draft.mode ?? 'active';
    const webhookEventId = draft.webhookEventId ?? lineIds.webhookEvent(now);
    const hasToken = wanted !== null && mode === 'active' && replyableEvents.has(draft.type);
    const replyToken = hasToken ? (wanted ?? lineIds.replyToken()) : undefined;
    if (replyToken !== undefined && !this.parts.tokens.has(replyToken)) {
      this.parts.tokens.issue(replyToken, { chatId: chatIdOf(source ?? {}), eventId: webhookEventId });
    }
    return {
      ...rest,
      webhookEventId,
      mode,
      timestamp: draft.timestamp ?? now,
      deliveryContext: { isRedelivery: false },
      ...(source === null || source === undefined ? {} : { source }),
      ...(replyToken === undefined ? {} : { replyToken }),
    };
  }

  /** Makes an event and posts it in a webhook of its own, or puts it into the one that is being gathered. */
  send(draft: EventDraft): { readonly event: LineEvent; readonly delivered: Promise<Delivery> } {
    const event = this.make(draft);
    if (this.gathering) {
      this.gathering.events.push(event);
      return { event, delivered: this.gathering.delivered };
    }
    return { event, delivered: this.post([event]) };
  }

  /** Posts in one webhook all events that `act` causes while it runs. */
  async together(act: () => void): Promise<Delivery> {
    const events: LineEvent[] = [];
    let begin: () => void = () => {};
    const gathered = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const delivered = gathered.then(() => this.post(events));
    this.gathering = { events, delivered };
    try {
      act();
    } finally {
      this.gathering = undefined;
      begin();
    }
    return delivered;
  }

  /** Delivers these again in one webhook: same ids and tokens, marked as redelivered, tokens renewed. */
  redeliver(events: readonly LineEvent[]): Promise<Delivery> {
    for (const { replyToken } of events) if (replyToken !== undefined) this.parts.tokens.renew(replyToken);
    return this.parts.sender.post(
      events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } })),
    );
  }

  /** Cancels the redeliveries that wait. */
  stop(): void {
    for (const timer of this.timers) timer.cancel();
    this.timers.clear();
  }

  private async post(events: readonly LineEvent[]): Promise<Delivery> {
    const delivery = await this.parts.sender.post(events);
    if (!delivery.acknowledged) this.planRedelivery(events, 0);
    return delivery;
  }

  private planRedelivery(events: readonly LineEvent[], round: number): void {
    const delayMs = this.parts.redeliveryDelaysMs[round];
    if (delayMs === undefined) return;
    const timer = this.parts.clock.after(delayMs, async () => {
      this.timers.delete(timer);
      const { acknowledged } = await this.redeliver(events);
      if (!acknowledged) this.planRedelivery(events, round + 1);
    });
    this.timers.add(timer);
  }
}

function chatIdOf(source: JsonObject): string {
  return textOf(source.groupId) ?? textOf(source.roomId) ?? textOf(source.userId) ?? '';
}
