import type { Happening, InboundEvent } from '../../delivery';
import { type FlowEvent, type Media, mediaKinds } from '../../flow';
import type { LineEvent } from './line-events';

/**
 * Puts a LINE event into Madobe's own terms, or null when it asks nothing of us: event types that do not concern us
 * or that LINE invents next. Decides nothing else. Of groups and rooms only the place is passed on; who spoke and
 * what they said stops here.
 */
export function translateEvent(event: LineEvent): InboundEvent | null {
  const happening = happeningOf(event);
  if (!happening) return null;
  const isPlace = happening.kind === 'in-place' || happening.kind === 'out-of-place';
  const address = isPlace ? null : (event.source?.userId ?? null);
  if (!isPlace && address === null) return null;
  return {
    channel: 'line',
    eventId: event.webhookEventId,
    address,
    happening,
    happenedAt: event.timestamp,
    replyToken: event.replyToken ?? null,
  };
}

function happeningOf(event: LineEvent): Happening | null {
  const place = event.source?.groupId ?? event.source?.roomId;
  if (place !== undefined) {
    return event.type === 'leave' ? { kind: 'out-of-place', place } : { kind: 'in-place', place };
  }
  if (event.source?.type !== 'user') return null;
  switch (event.type) {
    case 'unfollow':
      return { kind: 'left' };
    case 'unsend':
      return event.unsend ? { kind: 'unsent', messageId: event.unsend.messageId } : null;
    default: {
      // In standby another service holds the conversation, and LINE asks us to stay silent.
      const said = event.mode === 'standby' ? null : flowEventOf(event);
      const readToken = event.message?.markAsReadToken;
      return (
        said && {
          kind: 'said',
          event: said,
          messageId: event.message?.id ?? null,
          ...(readToken !== undefined && { readToken }),
        }
      );
    }
  }
}

function flowEventOf(event: LineEvent): FlowEvent | null {
  switch (event.type) {
    case 'follow':
      return { kind: 'followed' };
    case 'postback':
      return event.postback ? { kind: 'chosen', data: event.postback.data } : null;
    case 'message':
      if (!event.message) return null;
      return event.message.type === 'text' && event.message.text !== undefined
        ? { kind: 'text', text: event.message.text }
        : { kind: 'media', media: mediaOf(event.message.type) };
    default:
      return null;
  }
}

function mediaOf(type: string): Media {
  return mediaKinds.find((kind) => kind === type) ?? 'other';
}
