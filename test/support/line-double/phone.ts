import type { Clock } from '../../../src/clock';
import type { Chat, ShownMessage } from './chat';
import { type JsonObject, textOf } from './json';
import type { EventDraft, LineEvent } from './line-event';
import { lineIds } from './line-ids';
import type { MediaStore } from './media-store';
import {
  botEntries,
  buttonsOf,
  quickRepliesOf,
  readableText,
  type ScreenEntry,
  type Tappable,
} from './screen';
import type { Delivery } from './webhook-sender';

/** What the phone needs of LINE. */
export interface Exchange {
  readonly clock: Clock;
  readonly media: MediaStore;
  /** Makes the event at once; `delivered` ends with the first attempt to deliver it. */
  send(draft: EventDraft): { readonly event: LineEvent; readonly delivered: Promise<Delivery> };
  /** A token with which the server can mark a message as read; undefined where it needs none. */
  markAsReadToken(userId: string, messageId: string): string | undefined;
}

/** Something the person did, and how its webhook fared. */
export interface Sent extends Delivery {
  readonly eventId: string;
  /** Null for acts that are no message. */
  readonly messageId: string | null;
}

/** What a tap did: it reached the server, or it opened a link or a number on the phone. */
export interface Tapped {
  readonly sent: Sent | null;
  readonly uri: string | null;
}

/** For how long after a message someone who is no friend can still be pushed to (LINE.md, section 2). */
const strangerMs = 7 * 24 * 60 * 60_000;

/**
 * A person's phone, played honestly: it can do nothing that a thumb could not. Acts change the screen at once and
 * resolve when the webhook's first attempt has ended; the answer may come before or after that.
 */
export class Phone implements Chat {
  readonly members = 1;
  private entries: readonly ScreenEntry[] = [];
  private friend = false;
  private blocked = false;
  private lastMessageAt: number | null = null;
  /** The message whose quick replies were tapped away. */
  private tappedAway: string | null = null;
  private lastAct: { readonly eventId: string; readonly shownBefore: number } | null = null;
  private loadingEnd: number | null = null;
  private readUpTo: string | null = null;
  private readonly watchers = new Set<() => void>();

  constructor(
    readonly userId: string,
    private readonly exchange: Exchange,
  ) {}

  /** For events made by hand. */
  get source(): JsonObject {
    return { type: 'user', userId: this.userId };
  }

  /** Everything shown, oldest first. */
  get screen(): readonly ScreenEntry[] {
    return this.entries;
  }

  get newest(): ScreenEntry | undefined {
    return this.entries.at(-1);
  }

  /** What the bot has said, oldest first. */
  get botMessages(): readonly ScreenEntry[] {
    return this.entries.filter((entry) => entry.from === 'bot');
  }

  /** Labels that can be tapped now: only those of the newest message, and none after a tap. */
  get quickReplies(): readonly string[] {
    return this.tappableNow().map(({ label }) => label);
  }

  /** Labels of the buttons inside messages, anywhere in the chat. */
  get buttons(): readonly string[] {
    return this.entries.flatMap((entry) => buttonsOf(entry.message)).map(({ label }) => label);
  }

  /** Whether the dots are moving. */
  get loading(): boolean {
    return this.loadingEnd !== null && this.exchange.clock.now() < this.loadingEnd;
  }

  /** The person's newest message that shows 既読; null when none does. */
  get lastRead(): string | null {
    return this.readUpTo;
  }

  get seesReplies(): boolean {
    return !this.blocked;
  }

  get seesPushes(): boolean {
    if (this.blocked) return false;
    const wroteLately =
      this.lastMessageAt !== null && this.exchange.clock.now() - this.lastMessageAt <= strangerMs;
    return this.friend || wroteLately;
  }

  /** Adds the account as a friend, or unblocks it. */
  follow(): Promise<Sent> {
    const isUnblocked = this.blocked;
    this.friend = true;
    this.blocked = false;
    return this.act({ type: 'follow', follow: { isUnblocked } });
  }

  /** Blocks the account. */
  unfollow(): Promise<Sent> {
    this.friend = false;
    this.blocked = true;
    return this.act({ type: 'unfollow' });
  }

  text(text: string): Promise<Sent> {
    return this.say({ type: 'text', text, quoteToken: lineIds.quoteToken() });
  }

  sticker(): Promise<Sent> {
    return this.say({
      type: 'sticker',
      packageId: '11537',
      stickerId: '52002734',
      stickerResourceType: 'ANIMATION',
      keywords: ['thank you'],
      quoteToken: lineIds.quoteToken(),
    });
  }

  image(): Promise<Sent> {
    return this.say({ type: 'image', contentProvider: { type: 'line' }, quoteToken: lineIds.quoteToken() });
  }

  video(): Promise<Sent> {
    return this.say({
      type: 'video',
      duration: 4_000,
      contentProvider: { type: 'line' },
      quoteToken: lineIds.quoteToken(),
    });
  }

  audio(): Promise<Sent> {
    return this.say({ type: 'audio', duration: 3_000, contentProvider: { type: 'line' } });
  }

  file(): Promise<Sent> {
    return this.say({ type: 'file', fileName: 'memo.txt', fileSize: 42 });
  }

  location(): Promise<Sent> {
    return this.say({ type: 'location', address: '東京都', latitude: 35.68, longitude: 139.76 });
  }

  /**
   * Taps a quick reply of the newest message. Rejects when it is not there to be tapped.
   *
   * @param pick what is chosen in a date picker
   */
  async tap(label: string, pick?: string): Promise<Tapped> {
    const found = this.tappableNow().find((candidate) => candidate.label === label);
    if (!found) throw new Error(`No quick reply “${label}” to tap; there are: ${listed(this.quickReplies)}`);
    this.tappedAway = this.newest?.id ?? null;
    return this.perform(found.action, pick);
  }

  /** Taps a button inside a message, the newest that has this label. Rejects when no message has. */
  async tapButton(label: string, pick?: string): Promise<Tapped> {
    const found = this.entries
      .flatMap((entry) => buttonsOf(entry.message))
      .findLast((candidate) => candidate.label === label);
    if (!found) throw new Error(`No button “${label}” to tap; there are: ${listed(this.buttons)}`);
    return this.perform(found.action, pick);
  }

  /** Takes back one of the person's own messages. Rejects when there is none with this id. */
  async unsend(messageId: string): Promise<Sent> {
    const own = this.entries.find(
      (entry) => entry.from === 'person' && entry.id === messageId && !entry.unsent,
    );
    if (!own) throw new Error('Only an own message that still stands can be unsent');
    this.entries = this.entries.map((entry) =>
      entry === own ? { ...own, text: '', message: { type: textOf(own.message.type) }, unsent: true } : entry,
    );
    this.exchange.media.unsend(messageId);
    return this.act({ type: 'unsend', unsend: { messageId } });
  }

  /**
   * The bot's answer to the last act: the messages of the call that used its reply token, or whatever was pushed
   * since. Rejects when none came within `limitMs` of real time.
   */
  async waitForAnswer(limitMs = 10_000): Promise<readonly ScreenEntry[]> {
    await this.until('an answer', () => this.answer().length > 0, limitMs);
    return this.answer();
  }

  /** Resolves with all the bot's messages as soon as there are `count` in the whole chat. */
  async waitForMessages(count: number, limitMs = 10_000): Promise<readonly ScreenEntry[]> {
    await this.until(`${count} messages`, () => this.botMessages.length >= count, limitMs);
    return this.botMessages;
  }

  show(messages: readonly ShownMessage[], answers: string | null): void {
    this.entries = [...this.entries, ...botEntries(messages, answers, this.exchange.clock.now())];
    this.loadingEnd = null;
    for (const look of [...this.watchers]) look();
  }

  /** The loading animation was asked for. */
  showLoading(ms: number): void {
    this.loadingEnd = this.exchange.clock.now() + ms;
  }

  /** Everything up to this message of the person shows 既読. */
  markRead(messageId: string): void {
    this.readUpTo = messageId;
  }

  private tappableNow(): readonly Tappable[] {
    const newest = this.newest;
    if (newest?.from !== 'bot' || newest.id === this.tappedAway) return [];
    return quickRepliesOf(newest.message);
  }

  private answer(): readonly ScreenEntry[] {
    const act = this.lastAct;
    if (!act) return [];
    return this.entries
      .slice(act.shownBefore)
      .filter((entry) => entry.from === 'bot' && (entry.answers === null || entry.answers === act.eventId));
  }

  private async perform(action: JsonObject, pick: string | undefined): Promise<Tapped> {
    switch (action.type) {
      case 'uri':
        return { sent: null, uri: textOf(action.uri) ?? null };
      case 'message':
        return { sent: await this.text(textOf(action.text) ?? ''), uri: null };
      case 'postback':
        return { sent: await this.postback(action, {}), uri: null };
      case 'datetimepicker':
        if (pick === undefined) throw new Error('A date picker needs something picked');
        return {
          sent: await this.postback(action, { params: { [textOf(action.mode) ?? 'date']: pick } }),
          uri: null,
        };
      default:
        throw new Error(`This phone cannot perform the action type ${textOf(action.type)}`);
    }
  }

  /** `displayText` appears as if the person had written it, but no message event goes out for it. */
  private postback(action: JsonObject, extra: JsonObject): Promise<Sent> {
    const displayText = textOf(action.displayText) ?? textOf(action.text);
    if (displayText !== undefined) this.addOwn(lineIds.message(), { type: 'text', text: displayText });
    return this.act({ type: 'postback', postback: { data: textOf(action.data) ?? '', ...extra } });
  }

  private async say(content: JsonObject): Promise<Sent> {
    if (this.blocked) throw new Error('One cannot write to an account that one has blocked');
    const id = lineIds.message();
    this.addOwn(id, content);
    this.lastMessageAt = this.exchange.clock.now();
    const kind = textOf(content.type);
    if (kind === 'image' || kind === 'audio' || kind === 'video' || kind === 'file') {
      this.exchange.media.add(id, kind);
    }
    const markAsReadToken = this.exchange.markAsReadToken(this.userId, id);
    const mark = markAsReadToken === undefined ? {} : { markAsReadToken };
    return this.act({ type: 'message', message: { id, ...content, ...mark } }, id);
  }

  private addOwn(id: string, message: JsonObject): void {
    this.entries = [
      ...this.entries,
      {
        id,
        from: 'person',
        at: this.exchange.clock.now(),
        text: readableText(message),
        message,
        answers: null,
        unsent: false,
      },
    ];
  }

  private async act(draft: EventDraft, messageId: string | null = null): Promise<Sent> {
    const { event, delivered } = this.exchange.send({ source: this.source, ...draft });
    this.lastAct = { eventId: event.webhookEventId, shownBefore: this.entries.length };
    return { ...(await delivered), eventId: event.webhookEventId, messageId };
  }

  private until(what: string, condition: () => boolean, limitMs: number): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!condition()) return;
        this.watchers.delete(look);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.watchers.delete(look);
        reject(new Error(`Waited ${limitMs} ms in vain for ${what} on a phone`));
      }, limitMs);
      this.watchers.add(look);
    });
  }
}

function listed(labels: readonly string[]): string {
  return labels.length === 0 ? 'none' : labels.join(', ');
}
