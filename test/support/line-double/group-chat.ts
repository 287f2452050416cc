import type { Chat, ShownMessage } from './chat';
import type { JsonObject } from './json';
import { lineIds } from './line-ids';
import type { Exchange, Sent } from './phone';
import { botEntries, type ScreenEntry } from './screen';

/** A group (`C…`) or a room of several people (`R…`) with the bot in it. */
export class GroupChat implements Chat {
  private entries: readonly ScreenEntry[] = [];
  private present = false;

  /** @param members people in it, without the bot: a push is counted for each */
  constructor(
    readonly id: string,
    private readonly kind: 'group' | 'room',
    readonly members: number,
    private readonly exchange: Exchange,
  ) {}

  /** What the bot said here, oldest first. */
  get botMessages(): readonly ScreenEntry[] {
    return this.entries;
  }

  get seesReplies(): boolean {
    return this.present;
  }

  get seesPushes(): boolean {
    return this.present;
  }

  /** Someone invites the bot. */
  join(): Promise<Sent> {
    this.present = true;
    return this.act({}, 'join');
  }

  /** Someone removes the bot. */
  leave(): Promise<Sent> {
    this.present = false;
    return this.act({}, 'leave');
  }

  /** Someone writes. Without a user id, it is somebody who has not agreed to give theirs. */
  text(text: string, userId?: string): Promise<Sent> {
    const message = { id: lineIds.message(), type: 'text', text, quoteToken: lineIds.quoteToken() };
    return this.act({ message }, 'message', userId, message.id);
  }

  show(messages: readonly ShownMessage[], answers: string | null): void {
    this.entries = [...this.entries, ...botEntries(messages, answers, this.exchange.clock.now())];
  }

  private async act(
    fields: JsonObject,
    type: string,
    userId?: string,
    messageId: string | null = null,
  ): Promise<Sent> {
    const source = {
      type: this.kind,
      [`${this.kind}Id`]: this.id,
      ...(userId === undefined ? {} : { userId }),
    };
    const { event, delivered } = this.exchange.send({ ...fields, type, source });
    return { ...(await delivered), eventId: event.webhookEventId, messageId };
  }
}
