import { type Answer, ok, quotaExhausted, refusal } from './api-answer';
import type { Chat, ShownMessage } from './chat';
import { isObject, type JsonObject, listOf, objectOf, textOf } from './json';
import { lineIds, userIdPattern } from './line-ids';
import type { MediaStore } from './media-store';
import { checkSend, type SendKind } from './message-rules';
import type { MonthlyQuota } from './monthly-quota';
import type { OpenApi } from './open-api';
import type { Problem } from './problems';
import type { RateLimit } from './rate-limit';
import type { RefusedToken, ReplyTokens } from './reply-tokens';
import { isRetryKey, type RetryKeys } from './retry-keys';
import type { WebhookSettings } from './webhook-settings';

/** A request to the API, whole. */
export interface ApiCall {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: string;
  /** The body as JSON; undefined when there is none or it is no JSON. */
  readonly body: unknown;
}

/** A request that broke a rule of LINE's, and was refused for it. */
export interface Violation {
  readonly method: string;
  readonly path: string;
  readonly problems: readonly Problem[];
}

export interface RefusedReply {
  readonly reason: RefusedToken;
  readonly replyToken: string;
}

/** What the API did, for tests to look at. */
export interface ApiBook {
  readonly violations: Violation[];
  /** Every attempt to learn who somebody is. Must stay empty. */
  readonly profileCalls: string[];
  readonly refusedReplies: RefusedReply[];
  /** Retry keys that came back with another body: LINE answers 409 all the same, and the new body is lost. */
  readonly retryKeyMismatches: string[];
}

export interface ApiParts {
  readonly accessToken: string;
  readonly bot: BotInfo;
  readonly chats: ReadonlyMap<string, Chat>;
  readonly tokens: ReplyTokens;
  readonly keys: RetryKeys;
  readonly rate: RateLimit;
  readonly quota: MonthlyQuota;
  readonly media: MediaStore;
  readonly webhook: WebhookSettings;
  readonly openApi: OpenApi | undefined;
  /** Marks as read; false when the token is unknown. */
  readonly markAsRead: (token: string) => boolean;
  readonly showLoading: (userId: string, ms: number) => void;
}

export interface BotInfo {
  readonly userId: string;
  readonly basicId: string;
  readonly displayName: string;
  readonly chatMode: 'chat' | 'bot';
  readonly markAsReadMode: 'auto' | 'manual';
}

const sendKinds: Readonly<Record<string, SendKind>> = {
  '/v2/bot/message/reply': 'reply',
  '/v2/bot/message/push': 'push',
  '/v2/bot/message/multicast': 'multicast',
};
const profilePath = /^\/v2\/bot\/(profile\/|followers\/ids|(group|room)\/[^/]+\/members?\/)/;
const contentPath = /^\/v2\/bot\/message\/(\d+)\/content(\/preview|\/transcoding)?$/;

/** LINE's side of the Messaging API: the rules of LINE.md, section 2, over the state it is given. */
export class LineApi {
  readonly book: ApiBook = { violations: [], profileCalls: [], refusedReplies: [], retryKeyMismatches: [] };
  /** Under load neither schemas nor rates are checked, so that the server is measured and not the double. */
  light = false;

  constructor(private readonly parts: ApiParts) {}

  async perform(call: ApiCall): Promise<Answer> {
    if (call.headers.authorization !== `Bearer ${this.parts.accessToken}`) return refusal(401);
    if (!this.light && !this.parts.rate.allows(call.path)) return refusal(429);
    const faulty = this.refuseForm(call);
    if (faulty) return faulty;
    const kind = call.method === 'POST' ? sendKinds[call.path] : undefined;
    if (kind) return this.send(kind, call);
    return this.other(call);
  }

  private async other(call: ApiCall): Promise<Answer> {
    const content = call.method === 'GET' ? contentPath.exec(call.path) : null;
    if (content) return this.content(content[1] ?? '', content[2] ?? '');
    if (profilePath.test(call.path)) {
      this.book.profileCalls.push(call.path);
      return ok({ userId: call.path.split('/').at(-1) ?? '', displayName: 'なまえ' });
    }
    switch (`${call.method} ${call.path}`) {
      case 'POST /v2/bot/message/validate/reply':
      case 'POST /v2/bot/message/validate/push':
      case 'POST /v2/bot/message/validate/multicast':
        return invalid(this.problemsOf('validate', call)) ?? ok();
      case 'POST /v2/bot/chat/loading/start':
        return this.startLoading(call);
      case 'POST /v2/bot/chat/markAsRead':
        return this.markAsRead(call);
      case 'GET /v2/bot/info':
        return ok({ ...this.parts.bot });
      case 'GET /v2/bot/message/quota':
        return ok({ ...this.parts.quota.limit });
      case 'GET /v2/bot/message/quota/consumption':
        return ok({ totalUsage: this.parts.quota.used });
      case 'GET /v2/bot/channel/webhook/endpoint':
        return this.parts.webhook.get();
      case 'PUT /v2/bot/channel/webhook/endpoint':
        return this.parts.webhook.put(objectOf(call.body));
      case 'POST /v2/bot/channel/webhook/test':
        return this.parts.webhook.test(objectOf(call.body));
      default:
        return this.violated(call, 404, [{ property: '', message: 'No such endpoint' }]);
    }
  }

  private refuseForm(call: ApiCall): Answer | undefined {
    if (call.method !== 'POST' && call.method !== 'PUT') return undefined;
    if (Buffer.byteLength(call.bytes) > 2 * 1024 * 1024) {
      return this.violated(call, 413, [{ property: '', message: 'Over 2 MB' }]);
    }
    if (call.bytes === '') return undefined;
    if (!/^application\/json\b/.test(call.headers['content-type'] ?? '')) {
      return this.violated(call, 415, [{ property: '', message: 'Not application/json' }]);
    }
    if (!isObject(call.body)) {
      return this.violated(call, 400, [{ property: '', message: 'Could not be parsed as a JSON object' }]);
    }
    return undefined;
  }

  private send(kind: 'reply' | 'push' | 'multicast' | 'validate', call: ApiCall): Answer {
    const key = call.headers['x-line-retry-key'];
    const wrongKey = this.refuseKey(kind, key, call);
    if (wrongKey) return wrongKey;
    const problems = this.light ? [] : this.problemsOf(kind, call);
    if (problems.length > 0) return this.violated(call, 400, problems);
    const body = objectOf(call.body);
    return kind === 'reply' ? this.reply(body) : this.push(kind, body, key, call);
  }

  private refuseKey(kind: SendKind, key: string | undefined, call: ApiCall): Answer | undefined {
    if (key === undefined) return undefined;
    const property = 'X-Line-Retry-Key';
    if (kind === 'reply') return this.violated(call, 400, [{ property, message: 'Not allowed on reply' }]);
    if (!isRetryKey(key)) return this.violated(call, 400, [{ property, message: 'Not a UUID' }]);
    const before = this.parts.keys.find(key);
    if (!before) return undefined;
    if (before.body !== call.bytes) this.book.retryKeyMismatches.push(key);
    const { body } = refusal(409);
    return {
      status: 409,
      headers: { 'x-line-accepted-request-id': before.requestId },
      body: { ...objectOf(body), ...objectOf(before.answer) },
    };
  }

  private reply(body: JsonObject): Answer {
    const replyToken = textOf(body.replyToken) ?? '';
    const redemption = this.parts.tokens.redeem(replyToken, true);
    if ('refused' in redemption) {
      this.book.refusedReplies.push({ reason: redemption.refused, replyToken });
      return refusal(400, 'Invalid reply token');
    }
    const messages = numbered(body);
    const chat = this.parts.chats.get(redemption.owner.chatId);
    if (chat?.seesReplies) chat.show(messages, redemption.owner.eventId);
    return ok({ sentMessages: sentMessages(messages) });
  }

  private push(kind: SendKind, body: JsonObject, key: string | undefined, call: ApiCall): Answer {
    const ids = kind === 'multicast' ? listOf(body.to) : [body.to];
    const seeing = ids.flatMap((id) => {
      const chat = typeof id === 'string' ? this.parts.chats.get(id) : undefined;
      return chat?.seesPushes ? [chat] : [];
    });
    const recipients = seeing.reduce((sum, chat) => sum + chat.members, 0);
    // Assumed, as LINE does not say: a spent allowance refuses a push to someone who would not be counted, too.
    if (!this.parts.quota.fits(Math.max(1, recipients))) return refusal(429, quotaExhausted);
    const messages = numbered(body);
    for (const chat of seeing) chat.show(messages, null);
    this.parts.quota.count(recipients);
    const answer = kind === 'multicast' ? {} : { sentMessages: sentMessages(messages) };
    if (key !== undefined) {
      this.parts.keys.remember(key, { requestId: call.requestId, body: call.bytes, answer });
    }
    return ok(answer);
  }

  private startLoading(call: ApiCall): Answer {
    const body = objectOf(call.body);
    const problems: Problem[] = [...(this.parts.openApi?.checkRequest('POST', call.path, call.body) ?? [])];
    const seconds = body.loadingSeconds ?? 20;
    if (typeof body.chatId !== 'string' || !userIdPattern.test(body.chatId)) {
      problems.push({ property: 'chatId', message: 'Must be a user id' });
    }
    if (typeof seconds !== 'number' || seconds < 5 || seconds > 60 || seconds % 5 !== 0) {
      problems.push({ property: 'loadingSeconds', message: 'Must be 5 to 60, in fives' });
    } else if (problems.length === 0) {
      this.parts.showLoading(String(body.chatId), seconds * 1_000);
    }
    return problems.length > 0 ? this.violated(call, 400, problems) : ok({}, 202);
  }

  private markAsRead(call: ApiCall): Answer {
    const token = textOf(objectOf(call.body).markAsReadToken) ?? '';
    if (this.parts.markAsRead(token)) return ok();
    return this.violated(call, 400, [{ property: 'markAsReadToken', message: 'Unknown' }]);
  }

  private content(messageId: string, part: string): Answer {
    const state = this.parts.media.stateOf(messageId);
    if (state === 'unknown') return refusal(404);
    if (state === 'unsent') return refusal(410);
    if (part === '/transcoding') return ok({ status: state === 'preparing' ? 'processing' : 'succeeded' });
    if (state === 'preparing') return { status: 202, body: Buffer.alloc(0) };
    return {
      status: 200,
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from('invented bytes'),
    };
  }

  private problemsOf(kind: SendKind, call: ApiCall): readonly Problem[] {
    const byFile = this.parts.openApi?.checkRequest('POST', call.path, call.body) ?? [];
    return [...checkSend(kind, objectOf(call.body)), ...byFile];
  }

  private violated(call: ApiCall, status: number, problems: readonly Problem[]): Answer {
    this.book.violations.push({ method: call.method, path: call.path, problems });
    return invalid(problems, status) ?? refusal(status);
  }
}

function invalid(problems: readonly Problem[], status = 400): Answer | undefined {
  if (problems.length === 0) return undefined;
  const words = status === 400 ? `The request body has ${problems.length} error(s)` : undefined;
  return refusal(status, words, problems);
}

function numbered(body: JsonObject): readonly ShownMessage[] {
  return listOf(body.messages).map((message) => ({ id: lineIds.message(), message: objectOf(message) }));
}

function sentMessages(messages: readonly ShownMessage[]): JsonObject[] {
  return messages.map(({ id }) => ({ id, quoteToken: lineIds.quoteToken() }));
}
