import { z } from 'zod';
import type { Clock } from '../clock';
import type { PersonDirectory } from '../people';
import type { Store, Tx, Vault } from '../store';
import type { DeliveryWords } from './delivery-words';
import type { InboundEvent, WaitingEvent } from './inbound-event';
import type { Claim, Outbox } from './outbox';

/** LINE promises a reply token one minute from the webhook. What the network and we need is taken off. */
export const REPLY_TOKEN_LIFE_MS = 50_000;

/** An event id as a channel may give it; longer or stranger ones are not events of theirs. */
const eventIdSchema = z.string().regex(/^[\x21-\x7e]{1,64}$/);

/** What an acceptance set in motion, known once it is committed. */
export interface Accepted {
  /** People who have a turn to take, once for each event that is new, with where they are on the channel. */
  readonly people: readonly {
    readonly id: string;
    readonly channel: string;
    readonly address: string;
    readonly asksAnswer: boolean;
  }[];
  /** What can be sent at once. */
  readonly claims: readonly Claim[];
}

/** Takes events in, each once. */
export class Inbox {
  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly vault: Vault;
      readonly people: PersonDirectory;
      readonly outbox: Outbox;
      readonly words: DeliveryWords;
      readonly clock: Clock;
      /** Turns are taken by other processes only, which are told. */
      readonly tellsWorkers: boolean;
    },
  ) {}

  /**
   * Commits events to the inbox. When the promise resolves they are on the disk and will be answered, whatever
   * happens to the process; those that were here before are left alone. When it rejects, none was taken and the
   * channel must not be told that they were.
   */
  accept(events: readonly InboundEvent[]): Promise<Accepted> {
    const now = this.parts.clock.now();
    return this.parts.store.write(async (tx) => {
      const people: Accepted['people'][number][] = [];
      const claims: Claim[] = [];
      for (const event of events) {
        const { happening } = event;
        if (happening.kind === 'in-place' || happening.kind === 'out-of-place') {
          claims.push(...(await this.acceptFromPlace(tx, event, now)));
        } else if (event.address !== null && eventIdSchema.safeParse(event.eventId).success) {
          const personId = await this.acceptFromPerson(tx, event, event.address, happening, now);
          if (personId !== null) {
            if (this.parts.tellsWorkers) tx.notify('arrived', personId);
            people.push({
              id: personId,
              channel: event.channel,
              address: event.address,
              asksAnswer: happening.kind === 'said',
            });
          }
        }
      }
      return { people, claims };
    });
  }

  /** Returns the person whose turn it is, or null when there is nothing to do. */
  private async acceptFromPerson(
    tx: Tx,
    event: InboundEvent,
    address: string,
    happening: WaitingEvent['happening'],
    now: number,
  ): Promise<string | null> {
    const { people } = this.parts;
    let person = await people.find(tx, event.channel, address);
    if (!person) {
      // Nobody is made known by leaving, or by taking back what never came. The mark alone is kept.
      if (happening.kind === 'unsent') await this.markUnsent(tx, event.channel, happening.messageId, now);
      if (happening.kind !== 'said' || (await this.isKnown(tx, event))) return null;
      person = await people.create(tx, event.channel, address, now);
    }
    const waiting: WaitingEvent = { happening, replyToken: event.replyToken };
    const inserted = await tx.run(
      `INSERT INTO inbox_event (channel, event_id, person_id, state, payload, happened_at, accepted_at, attempts, due_at)
       VALUES ($1, $2, $3, 'pending', $4, $5, $6, 0, $6) ON CONFLICT (channel, event_id) DO NOTHING`,
      event.channel,
      event.eventId,
      person.id,
      person.key.seal('inbox_event.payload', JSON.stringify(waiting)),
      event.happenedAt,
      now,
    );
    if (inserted === 0) return null;
    if (happening.kind === 'said' && !person.reachable) {
      await people.setReachable(tx, person.id, event.channel, true);
    }
    return person.id;
  }

  /** Asked before anybody is made: a late redelivery of an erased person's event must not make them anew. */
  private async isKnown(tx: Tx, event: InboundEvent): Promise<boolean> {
    const rows = await tx.all(
      'SELECT 1 FROM inbox_event WHERE channel = $1 AND event_id = $2',
      event.channel,
      event.eventId,
    );
    return rows.length > 0;
  }

  private async markUnsent(tx: Tx, channel: string, messageId: string, now: number): Promise<void> {
    await tx.run(
      'INSERT INTO unsent_message (channel_ref, unsent_at) VALUES ($1, $2) ON CONFLICT (channel_ref) DO NOTHING',
      channelRef(this.parts.vault, channel, messageId),
      now,
    );
  }

  /**
   * Groups and rooms: says once that Madobe talks only one to one, and keeps a keyed hash of the place so as not
   * to say it again. The event itself is never stored.
   */
  private async acceptFromPlace(tx: Tx, event: InboundEvent, now: number): Promise<Claim[]> {
    const { vault, outbox, words } = this.parts;
    const { happening } = event;
    if (happening.kind !== 'in-place' && happening.kind !== 'out-of-place') return [];
    const place = vault.indexOf(`place/${event.channel}`, happening.place);
    if (happening.kind === 'out-of-place') {
      await tx.run('DELETE FROM told_place WHERE place_index = $1', place);
      return [];
    }
    if (event.replyToken === null) return [];
    const isNew = await tx.run(
      'INSERT INTO told_place (place_index, told_at) VALUES ($1, $2) ON CONFLICT (place_index) DO NOTHING',
      place,
      now,
    );
    if (isNew === 0) return [];
    const language = words.defaultLanguage;
    return outbox.enqueue(
      tx,
      {
        person: null,
        channel: event.channel,
        said: {
          language,
          messages: [{ kind: 'text', text: words.say('one-to-one', language) }],
          choices: [],
        },
        turn: null,
        reply: { token: event.replyToken, until: now + REPLY_TOKEN_LIFE_MS },
        unprompted: false,
      },
      now,
    );
  }
}

/** The keyed hash under which a channel's message is found again when it is taken back. */
export function channelRef(vault: Vault, channel: string, messageId: string): string {
  return vault.indexOf(`message/${channel}`, messageId);
}
