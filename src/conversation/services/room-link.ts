import type { LiveService } from '../../flow';
import { roomUrl } from '../../handoff';
import type { RoomPurpose } from '../../people';
import type { TurnScope } from '../answer-live-services';

/** Longer than any address of a server with a token behind it. */
export const LONGEST_LINK = `https://${'x'.repeat(192)}`;

/**
 * `room-link` and `letter-room-link`: a one-time link into the person's room, which shows the conversation or the
 * letters first. The older link for the same is worth nothing from then on.
 *
 * - `given`: `roomLink`, for fifteen minutes and one opening.
 * - `here`: they are in the room already.
 * - `unavailable`: nobody has said where this server is reached.
 */
export function roomLink(purpose: RoomPurpose): LiveService<TurnScope> {
  return {
    outcomes: ['given', 'here', 'unavailable'],
    values: { roomLink: LONGEST_LINK },
    live: 'acts',
    async perform(_, { tx, person, now, channel, room }) {
      if (channel === 'web') return { outcome: 'here', values: { roomLink: '' } };
      const baseUrl = room?.baseUrl ?? null;
      if (!room || baseUrl === null) return { outcome: 'unavailable', values: { roomLink: '' } };
      const token = await room.links.make(tx, person.id, purpose, now);
      return { outcome: 'given', values: { roomLink: roomUrl(baseUrl, token) } };
    },
  };
}
