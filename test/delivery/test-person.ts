import { randomBytes, randomUUID } from 'node:crypto';
import type { InboundEvent } from '../../src/delivery';
import type { FlowEvent } from '../../src/flow';

let made = 0;
const next = () => {
  made += 1;
  return String(made).padStart(6, '0');
};

/** An invented person on a channel: makes the events that the channel would hand over. */
export class TestPerson {
  readonly address = `U${randomBytes(16).toString('hex')}`;

  /** @param now what time it is at their side */
  constructor(private readonly now: () => number) {}

  followed(change: Partial<InboundEvent> = {}): InboundEvent {
    return this.did({ kind: 'followed' }, null, change);
  }

  /** Wrote something; a new message id each time unless one is given. */
  said(text: string, change: Partial<InboundEvent> & { readonly messageId?: string } = {}): InboundEvent {
    const { messageId = `58${next()}`, ...rest } = change;
    return this.did({ kind: 'text', text }, messageId, rest);
  }

  /** Tapped a choice. */
  chose(data: string, change: Partial<InboundEvent> = {}): InboundEvent {
    return this.did({ kind: 'chosen', data }, null, change);
  }

  left(change: Partial<InboundEvent> = {}): InboundEvent {
    return { ...this.event({ kind: 'left' }), replyToken: null, ...change };
  }

  unsent(messageId: string, change: Partial<InboundEvent> = {}): InboundEvent {
    return { ...this.event({ kind: 'unsent', messageId }), replyToken: null, ...change };
  }

  private did(event: FlowEvent, messageId: string | null, change: Partial<InboundEvent>): InboundEvent {
    return { ...this.event({ kind: 'said', event, messageId }), ...change };
  }

  private event(happening: InboundEvent['happening']): InboundEvent {
    return {
      channel: 'line',
      eventId: `EVENT${next()}`,
      address: this.address,
      happening,
      happenedAt: this.now(),
      replyToken: `token-${randomUUID()}`,
    };
  }
}
