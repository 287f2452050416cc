import type { Clock } from '../../../src/clock';
import { type ApiRequest, ApiServer } from './api-server';
import type { Chat } from './chat';
import { control } from './control-api';
import { EventPost } from './event-post';
import { type Fault, FaultPlan } from './fault';
import { GroupChat } from './group-chat';
import { type BotInfo, LineApi, type RefusedReply, type Violation } from './line-api';
import type { EventDraft, LineEvent } from './line-event';
import { lineIds } from './line-ids';
import { MediaStore } from './media-store';
import { MonthlyQuota, type QuotaLimit } from './monthly-quota';
import { lineOpenApi } from './open-api';
import { type Exchange, Phone } from './phone';
import { type Rate, RateLimit } from './rate-limit';
import { ReplyTokens } from './reply-tokens';
import { RetryKeys } from './retry-keys';
import { type LoadFigures, type LoadOptions, runLoad } from './run-load';
import type { ScreenEntry } from './screen';
import { type Ack, type Delivery, type PostOptions, WebhookSender } from './webhook-sender';
import { isLoopback, WebhookSettings } from './webhook-settings';

export interface LineDoubleOptions {
  readonly clock: Clock;
  readonly channelSecret: string;
  readonly accessToken: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Loopback only. Until it is set, events reach nobody and can be redelivered later. */
  readonly webhookUrl?: string;
  /** Default: no limit. */
  readonly quota?: QuotaLimit;
  /** By path, in place of LINE's own. */
  readonly rates?: Readonly<Record<string, Rate>>;
  readonly faults?: readonly Fault[];
  /** Whether LINE delivers again by itself what was not acknowledged. Default: off, as at LINE. */
  readonly redelivery?: boolean;
  /** The pauses before each redelivery, by the clock. LINE does not tell its own. */
  readonly redeliveryDelaysMs?: readonly number[];
  /** LINE's 2 s for a webhook, in real milliseconds. */
  readonly webhookDeadlineMs?: number;
  /** `chat`: staff chat is on in LINE's manager, and messages carry tokens to mark them as read. Default: `bot`. */
  readonly chatMode?: 'bot' | 'chat';
  /** How long audio and video answer 202, by the clock. Default: 0. */
  readonly mediaPreparingMs?: number;
}

/** LINE keeps its own times to itself; these are invented. */
const redeliveryDelaysMs = [1_000, 5_000, 30_000, 60_000, 300_000];

/**
 * A loopback server that plays LINE by the rules of LINE.md, sections 1 and 2: phones on one side, the Messaging
 * API on the other, and everything recorded.
 */
export class LineDouble {
  readonly quota: MonthlyQuota;
  readonly bot: BotInfo;
  /** Whether requests are checked against LINE's own OpenAPI file too. */
  readonly openApi: 'used' | 'absent' = lineOpenApi() ? 'used' : 'absent';
  private readonly phones = new Map<string, Phone>();
  private readonly chats = new Map<string, Chat>();
  private readonly readTokens = new Map<string, { readonly userId: string; readonly messageId: string }>();
  private readonly faults = new FaultPlan();
  private readonly tokens: ReplyTokens;
  private readonly sender: WebhookSender;
  private readonly post: EventPost;
  private readonly api: LineApi;
  private readonly server: ApiServer;
  private readonly exchange: Exchange;
  private listeningAt = '';

  private constructor(options: LineDoubleOptions) {
    const { clock, channelSecret, accessToken } = options;
    const chatMode = options.chatMode ?? 'bot';
    this.bot = {
      userId: lineIds.user(),
      basicId: '@madobe-double',
      displayName: '窓辺',
      chatMode,
      markAsReadMode: chatMode === 'chat' ? 'manual' : 'auto',
    };
    this.quota = new MonthlyQuota(clock, options.quota ?? { type: 'none' });
    this.tokens = new ReplyTokens(clock);
    this.sender = new WebhookSender({
      clock,
      channelSecret,
      destination: this.bot.userId,
      deadlineMs: options.webhookDeadlineMs ?? 2_000,
    });
    this.post = new EventPost({
      clock,
      sender: this.sender,
      tokens: this.tokens,
      redeliveryDelaysMs: options.redelivery ? (options.redeliveryDelaysMs ?? redeliveryDelaysMs) : [],
    });
    const media = new MediaStore(clock, options.mediaPreparingMs ?? 0);
    this.exchange = {
      clock,
      media,
      send: (draft) => this.post.send(draft),
      markAsReadToken: (userId, messageId) => this.issueReadToken(userId, messageId),
    };
    this.api = new LineApi({
      accessToken,
      bot: this.bot,
      chats: this.chats,
      tokens: this.tokens,
      keys: new RetryKeys(clock),
      rate: new RateLimit(clock, options.rates ?? {}),
      quota: this.quota,
      media,
      webhook: new WebhookSettings(this.sender),
      openApi: lineOpenApi(),
      markAsRead: (token) => this.markRead(token),
      showLoading: (userId, ms) => this.phones.get(userId)?.showLoading(ms),
    });
    this.faults.add(...(options.faults ?? []));
    this.server = new ApiServer({
      clock,
      api: this.api,
      faults: this.faults,
      control: (method, path, body) => control(this, method, path, body),
    });
  }

  /** Starts listening on loopback. Rejects when the port is taken or the webhook is not on loopback. */
  static async start(options: LineDoubleOptions): Promise<LineDouble> {
    const double = new LineDouble(options);
    await double.setWebhookUrl(options.webhookUrl);
    double.listeningAt = await double.server.start(options.port ?? 0);
    return double;
  }

  /** Closes everything, open connections and waiting redeliveries too. */
  async stop(): Promise<void> {
    this.post.stop();
    await Promise.all([this.server.stop(), this.sender.stop()]);
  }

  /** For `LINE_API_ORIGIN`. */
  get origin(): string {
    return this.listeningAt;
  }

  /** For `LINE_DATA_API_ORIGIN`: the same server. */
  get dataOrigin(): string {
    return this.listeningAt;
  }

  /** Every request to the API, in order of arrival; none are kept during a load run. */
  get requests(): readonly ApiRequest[] {
    return this.server.requests;
  }

  /** Requests refused for breaking one of LINE's rules. */
  get violations(): readonly Violation[] {
    return this.api.book.violations;
  }

  /** Paths by which somebody tried to learn who a person is. Must stay empty. */
  get profileCalls(): readonly string[] {
    return this.api.book.profileCalls;
  }

  /** Replies refused for their token, with the true reason, which LINE does not tell. */
  get refusedReplies(): readonly RefusedReply[] {
    return this.api.book.refusedReplies;
  }

  /** Retry keys that came back with another body. */
  get retryKeyMismatches(): readonly string[] {
    return this.api.book.retryKeyMismatches;
  }

  /** How every webhook request ended, oldest first. */
  get acks(): readonly Ack[] {
    return this.sender.acks;
  }

  get lateAcks(): readonly Ack[] {
    return this.acks.filter(({ late }) => late);
  }

  /** Every event that happened, oldest first, load runs apart. */
  get events(): readonly LineEvent[] {
    return this.post.events;
  }

  /** What each person was shown by the bot, by user id. */
  get delivered(): ReadonlyMap<string, readonly ScreenEntry[]> {
    return new Map([...this.phones].map(([userId, phone]) => [userId, phone.botMessages]));
  }

  /** The phone of this person: the same one each time. Without an id, somebody new. */
  phone(userId: string = lineIds.user()): Phone {
    const known = this.phones.get(userId);
    if (known) return known;
    const made = new Phone(userId, this.exchange);
    this.phones.set(userId, made);
    this.chats.set(userId, made);
    return made;
  }

  /** A new group with so many people in it; the bot is not in it until `join()`. */
  group(members = 3): GroupChat {
    return this.newGroup(lineIds.group(), 'group', members);
  }

  /** A new room of several people. */
  room(members = 3): GroupChat {
    return this.newGroup(lineIds.room(), 'room', members);
  }

  /** Where webhooks go from now on; undefined for nowhere. Throws when that is not on loopback. */
  async setWebhookUrl(url: string | undefined): Promise<void> {
    if (url !== undefined && !isLoopback(url)) throw new Error('The double talks to loopback only');
    await this.sender.setUrl(url);
  }

  /** Adds faults behind those that still wait. */
  addFaults(...faults: readonly Fault[]): void {
    this.faults.add(...faults);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  /** How many faults have not struck yet. */
  get faultsWaiting(): number {
    return this.faults.waiting;
  }

  /** Lets every request that a `hang` fault holds go on. */
  releaseHangs(): void {
    this.server.releaseHangs();
  }

  /** An event made by hand, with what LINE would add: ids, time, mode, and a live reply token where one belongs. */
  event(draft: EventDraft): LineEvent {
    return this.post.make(draft);
  }

  /** Posts these events in one webhook, as they are. The same event twice is a duplicate from the network. */
  deliver(events: readonly LineEvent[], how?: PostOptions): Promise<Delivery> {
    return this.sender.post(events, how);
  }

  /** Posts any bytes: huge, broken, slow, unsigned. */
  deliverBytes(bytes: Buffer, how: PostOptions = {}): Promise<Delivery> {
    return this.sender.postBytes(bytes, how);
  }

  /** The exact bytes of a webhook with these events. */
  webhookBytes(events: readonly LineEvent[]): Buffer {
    return this.sender.bodyOf(events);
  }

  /** The verify ping: signed, without events. */
  verify(): Promise<Delivery> {
    return this.sender.post([]);
  }

  /**
   * Runs `act`, in which people do things without being awaited, and posts all their events in one webhook. The
   * acts' own promises end with that delivery.
   */
  inOneWebhook(act: () => void): Promise<Delivery> {
    return this.post.together(act);
  }

  /**
   * Delivers an event again: same id and token, `isRedelivery` true; the token lives one minute more unless it was
   * used or its event is over 20 minutes old. Rejects when there was no such event.
   */
  async redeliver(eventId: string): Promise<Delivery> {
    const event = this.post.find(eventId);
    if (!event) throw new Error('No such event to deliver again');
    return this.post.redeliver([event]);
  }

  /** Delivers every event again, one webhook each, oldest first. */
  async redeliverAll(): Promise<readonly Delivery[]> {
    const deliveries: Delivery[] = [];
    for (const event of this.events) deliveries.push(await this.post.redeliver([event]));
    return deliveries;
  }

  /** Closed-loop people inside this process: each writes, waits for the answer, writes again. */
  async runLoad(load: LoadOptions): Promise<LoadFigures> {
    if (load.webhookUrl !== undefined) await this.setWebhookUrl(load.webhookUrl);
    const refusedBefore = this.refusedReplies.length;
    this.api.light = true;
    try {
      const figures = await runLoad({ sender: this.sender, post: this.post, chats: this.chats }, load);
      return { ...figures, refusedReplies: this.refusedReplies.length - refusedBefore };
    } finally {
      this.api.light = false;
    }
  }

  private newGroup(id: string, kind: 'group' | 'room', members: number): GroupChat {
    const made = new GroupChat(id, kind, members, this.exchange);
    this.chats.set(id, made);
    return made;
  }

  private issueReadToken(userId: string, messageId: string): string | undefined {
    if (this.bot.chatMode === 'bot') return undefined;
    const token = lineIds.markAsReadToken();
    this.readTokens.set(token, { userId, messageId });
    return token;
  }

  private markRead(token: string): boolean {
    const mark = this.readTokens.get(token);
    if (mark) this.phones.get(mark.userId)?.markRead(mark.messageId);
    return mark !== undefined;
  }
}
