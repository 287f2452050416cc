import type { ReadChannel, Sender } from './sender';

/** The channels this process serves: those it sends to, and those whose people read for themselves. */
export class Channels {
  private readonly senders: ReadonlyMap<string, Sender>;
  private readonly readChannels: ReadonlyMap<string, ReadChannel>;
  /** Channels whose events are taken, as a list for SQL. */
  readonly servedSql: string;
  /** Channels that are sent to, as a list for SQL. */
  readonly sentSql: string;

  constructor(senders: readonly Sender[], readChannels: readonly ReadChannel[]) {
    this.senders = new Map(senders.map((sender) => [sender.channel, sender]));
    this.readChannels = new Map(readChannels.map((channel) => [channel.channel, channel]));
    this.sentSql = sqlList([...this.senders.keys()]);
    this.servedSql = sqlList([...this.senders.keys(), ...this.readChannels.keys()]);
  }

  /** Whether turns of a channel are taken. */
  serves(channel: string): boolean {
    return this.senders.has(channel) || this.readChannels.has(channel);
  }

  /** How to send on a channel; null where people read for themselves, and for a channel that is off. */
  senderOf(channel: string): Sender | null {
    return this.senders.get(channel) ?? null;
  }

  /** Shows somebody that something is being prepared, where they are. Best effort. */
  async showWaiting(channel: string, personId: string, address: string): Promise<void> {
    await this.senders.get(channel)?.showWaiting(address);
    await this.readChannels.get(channel)?.showWaiting(personId);
  }
}

/** Channels are named by code, so their names need no binding; a list that holds nothing matches nothing. */
function sqlList(channels: readonly string[]): string {
  for (const channel of channels) {
    if (!/^[a-z]{1,16}$/.test(channel))
      throw new Error('A channel is named by at most 16 letters from a to z.');
  }
  return `(${channels.length > 0 ? channels.map((channel) => `'${channel}'`).join(', ') : `''`})`;
}
