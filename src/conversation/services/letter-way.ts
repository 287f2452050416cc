import { type CalendarWords, describeDay } from '../../calendar';
import type { Language, LiveService } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { longestDay } from './letter-due';
import { longestTerms } from './longest-terms';
import { mayBeSaid } from './may-be-said';

/**
 * `letter-way`: where the person can write a letter.
 *
 * In every outcome `letterTerms` and `noticeTerms` are what somebody agrees to who goes on: that letters are kept, and
 * that they are told of the answer.
 *
 * - `chat`: right here, in several messages; `letterDue` is the day by which one sent now is answered.
 * - `room`: in their room on the web alone, because nothing of it is to stay on LINE.
 * - `unavailable`: nowhere: it would have to be the room, and nobody has said where it is reached.
 */
export function letterWay(words: Readonly<Record<Language, CalendarWords>>): LiveService<TurnScope> {
  return {
    outcomes: ['chat', 'room', 'unavailable'],
    values: { letterDue: longestDay(words), letterTerms: longestTerms, noticeTerms: longestTerms },
    live: 'reads',
    async perform({ language }, scope) {
      const { now, room } = scope;
      if (!room)
        return { outcome: 'unavailable', values: { letterDue: '', letterTerms: '', noticeTerms: '' } };
      const { consents } = room.mine.words[language];
      const values = {
        letterDue: describeDay(room.letters.dueOn(now), words[language]),
        letterTerms: consents.letters,
        noticeTerms: consents.notices,
      };
      if (await mayBeSaid(scope)) return { outcome: 'chat', values };
      return { outcome: room.baseUrl === null ? 'unavailable' : 'room', values };
    },
  };
}
