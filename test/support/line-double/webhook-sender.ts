import { Readable } from 'node:stream';
import { Pool } from 'undici';
import type { Clock } from '../../../src/clock';
import type { LineEvent } from './line-event';
import { signWebhook, writeWebhook } from './sign-webhook';

/** How one webhook request ended. */
export interface Delivery {
  /** A 2xx came within the deadline. LINE delivers again only what was not acknowledged. */
  readonly acknowledged: boolean;
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  /** Real milliseconds from the first byte sent to the answer's head, or to giving up. */
  readonly ms: number;
  readonly late: boolean;
}

/** One line of the double's book of acknowledgements. */
export interface Ack extends Delivery {
  readonly eventIds: readonly string[];
  /** By the double's clock. */
  readonly at: number;
}

export interface PostOptions {
  /** `good` when absent. A bad one has the right shape and the wrong key. */
  readonly signature?: 'good' | 'bad' | 'missing';
  /** The header's name as it goes out: LINE may change its case. */
  readonly signatureHeader?: string;
  /** Sends half of the body, and the rest when this resolves. If it rejects, the connection breaks there. */
  readonly pause?: Promise<void>;
}

interface SenderOptions {
  readonly clock: Clock;
  readonly channelSecret: string;
  /** The bot's own user id, which every webhook carries. */
  readonly destination: string;
  /** Real milliseconds after which LINE hangs up. */
  readonly deadlineMs: number;
}

/** Signs webhooks and posts them, and keeps the time. */
export class WebhookSender {
  readonly acks: Ack[] = [];
  private pool: Pool | undefined;
  private target: URL | undefined;

  constructor(private readonly options: SenderOptions) {}

  /** Where webhooks go; undefined when none is set. */
  get url(): string | undefined {
    return this.target?.href;
  }

  async setUrl(url: string | undefined): Promise<void> {
    const old = this.pool;
    this.target = url === undefined ? undefined : new URL(url);
    this.pool = this.target
      ? new Pool(this.target.origin, { connections: 128, headersTimeout: 30_000 })
      : undefined;
    await old?.destroy();
  }

  /** The exact bytes of a webhook with these events. */
  bodyOf(events: readonly LineEvent[]): Buffer {
    return writeWebhook({ destination: this.options.destination, events });
  }

  /** Posts the events in one webhook. Never rejects: what went wrong is in the answer. */
  post(events: readonly LineEvent[], how: PostOptions = {}): Promise<Delivery> {
    return this.postBytes(
      this.bodyOf(events),
      how,
      events.map((event) => event.webhookEventId),
    );
  }

  /** Posts any bytes. Never rejects. */
  async postBytes(body: Buffer, how: PostOptions, eventIds: readonly string[] = []): Promise<Delivery> {
    const { clock, deadlineMs } = this.options;
    const at = clock.now();
    const started = performance.now();
    // A pause may reject before it is awaited, deep in the body's stream; the outcome is told by the delivery.
    how.pause?.catch(() => {});
    const hangUp = new AbortController();
    const timer = setTimeout(() => hangUp.abort(), deadlineMs);
    const status = await this.exchange(body, how, hangUp.signal).catch(() => null);
    clearTimeout(timer);
    const ms = performance.now() - started;
    const late = ms > deadlineMs || hangUp.signal.aborted;
    const acknowledged = !late && status !== null && status >= 200 && status < 300;
    const delivery: Delivery = { acknowledged, status, ms, late };
    this.acks.push({ ...delivery, eventIds, at });
    return delivery;
  }

  /** The same as {@link post} for load runs: nothing is recorded, and LINE waits past its deadline. */
  async postLightly(events: readonly LineEvent[]): Promise<Delivery> {
    const started = performance.now();
    const status = await this.exchange(this.bodyOf(events), {}).catch(() => null);
    const ms = performance.now() - started;
    const acknowledged = status !== null && status >= 200 && status < 300;
    return { acknowledged, status, ms, late: ms > this.options.deadlineMs };
  }

  async stop(): Promise<void> {
    await this.setUrl(undefined);
  }

  private async exchange(body: Buffer, how: PostOptions, signal?: AbortSignal): Promise<number | null> {
    if (!this.pool || !this.target) return null;
    const answer = await this.pool.request({
      path: this.target.pathname + this.target.search,
      method: 'POST',
      headers: this.headersFor(body, how),
      body: how.pause ? Readable.from(halves(body, how.pause)) : body,
      ...(signal ? { signal } : {}),
    });
    await answer.body.dump();
    return answer.statusCode;
  }

  private headersFor(body: Buffer, how: PostOptions): Record<string, string> {
    const headers: Record<string, string> = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'LineBotWebhook/2.0',
      'content-length': String(body.length),
    };
    const { channelSecret } = this.options;
    if (how.signature !== 'missing') {
      const secret = how.signature === 'bad' ? `${channelSecret}?` : channelSecret;
      headers[how.signatureHeader ?? 'x-line-signature'] = signWebhook(secret, body);
    }
    return headers;
  }
}

async function* halves(body: Buffer, pause: Promise<void>): AsyncGenerator<Buffer> {
  const middle = Math.floor(body.length / 2);
  yield body.subarray(0, middle);
  await pause;
  yield body.subarray(middle);
}
