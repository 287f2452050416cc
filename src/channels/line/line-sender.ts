import { z } from 'zod';
import type { Attempt, OutboxContent, Quota, Sender } from '../../delivery';
import type { LineAnswer, LineClient, NoAnswer } from './line-client';
import { renderMessages } from './render-messages';

/** LINE takes at most five messages a request. */
const MAX_MESSAGES = 5;
/** Seconds; LINE takes five to sixty in steps of five. The next message ends it earlier. */
const WAITING_SECONDS = 30;
const DETAILS_MAX = 2_000;

const errorSchema = z.object({ message: z.string() });
const quotaSchema = z.object({ type: z.string(), value: z.number().optional() });
const consumptionSchema = z.object({ totalUsage: z.number() });

/** LINE's way out. */
export class LineSender implements Sender {
  readonly channel = 'line';
  readonly maxMessages = MAX_MESSAGES;

  constructor(private readonly client: LineClient) {}

  /** Never with a retry key: LINE refuses it on replies. */
  async reply(token: string, content: OutboxContent): Promise<Attempt> {
    const answer = await this.client.post('/v2/bot/message/reply', {
      replyToken: token,
      messages: renderMessages(content),
    });
    if (answer.status === 400 && /reply\s*token/i.test(messageOf(answer))) return { kind: 'token-refused' };
    // Replies are not counted, so this is haste, however much of the month's messages is left.
    if (answer.status === 429) return { kind: 'busy' };
    return this.meaningOf(answer);
  }

  /** A 409 says that a request with this key was accepted before: that is a success. */
  async push(address: string, content: OutboxContent, retryKey: string): Promise<Attempt> {
    const answer = await this.client.post(
      '/v2/bot/message/push',
      { to: address, messages: renderMessages(content) },
      { 'x-line-retry-key': retryKey },
    );
    return answer.status === 409 ? { kind: 'accepted' } : this.meaningOf(answer);
  }

  async showWaiting(address: string): Promise<void> {
    await this.client.post('/v2/bot/chat/loading/start', {
      chatId: address,
      loadingSeconds: WAITING_SECONDS,
    });
  }

  private async meaningOf(answer: LineAnswer | NoAnswer): Promise<Attempt> {
    if (answer.status === null) return answer.reached ? { kind: 'unknown' } : { kind: 'not-sent' };
    if (answer.status < 300) return { kind: 'accepted' };
    if (answer.status === 401 || answer.status === 403) return { kind: 'unauthorised' };
    if (answer.status === 429)
      return (await this.isQuotaUsedUp(answer)) ? { kind: 'quota' } : { kind: 'busy' };
    if (answer.status >= 500) return { kind: 'unknown' };
    return { kind: 'refused', details: JSON.stringify(answer.body).slice(0, DETAILS_MAX) };
  }

  /**
   * LINE answers 429 both to haste and to a used-up month. Its texts are not stable, so where the text does not say
   * it, the quota itself is asked.
   */
  private async isQuotaUsedUp(answer: LineAnswer): Promise<boolean> {
    if (/monthly limit/i.test(messageOf(answer))) return true;
    return (await this.pushesLeft()) === 0;
  }

  async pushesLeft(): Promise<number | null> {
    const quota = await this.quota();
    return quota === null || quota.limit === null ? null : Math.max(0, quota.limit - quota.used);
  }

  /** A token that LINE refuses is of no use any more, and is not tried again. */
  async markAsRead(token: string): Promise<boolean> {
    const { status } = await this.client.post('/v2/bot/chat/markAsRead', { markAsReadToken: token });
    return status !== null && status < 500 && status !== 429 && status !== 401;
  }

  async quota(): Promise<Quota | null> {
    const [quota, consumption] = await Promise.all([
      this.client.get('/v2/bot/message/quota'),
      this.client.get('/v2/bot/message/quota/consumption'),
    ]);
    if (quota.status !== 200 || consumption.status !== 200) return null;
    const limit = quotaSchema.safeParse(quota.body).data;
    const used = consumptionSchema.safeParse(consumption.body).data;
    if (limit === undefined || used === undefined) return null;
    return { limit: limit.type === 'limited' ? (limit.value ?? null) : null, used: used.totalUsage };
  }
}

function messageOf(answer: LineAnswer | NoAnswer): string {
  return answer.status === null ? '' : (errorSchema.safeParse(answer.body).data?.message ?? '');
}
