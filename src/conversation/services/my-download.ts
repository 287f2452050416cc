import type { LiveService } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { LONGEST_LINK } from './room-link';

/**
 * `my-download`: a one-time link to the file of everything that is kept about the person.
 *
 * - `given`: `downloadLink`, for fifteen minutes and one opening.
 * - `here`: they are on the web page, where the file is beside わたしの情報.
 * - `unavailable`: nobody has said where this server is reached.
 */
export const myDownload: LiveService<TurnScope> = {
  outcomes: ['given', 'here', 'unavailable'],
  values: { downloadLink: LONGEST_LINK },
  live: 'acts',
  async perform(_, { tx, person, now, channel, room }) {
    if (channel === 'web') return { outcome: 'here', values: { downloadLink: '' } };
    const baseUrl = room?.baseUrl ?? null;
    if (!room || baseUrl === null) return { outcome: 'unavailable', values: { downloadLink: '' } };
    const token = await room.links.make(tx, person.id, 'download', now);
    return { outcome: 'given', values: { downloadLink: `${baseUrl}/download/${token}` } };
  },
};
