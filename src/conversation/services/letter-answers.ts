import { type CalendarWords, describeDay } from '../../calendar';
import type { Language, LiveService } from '../../flow';
import type { LetterSummary } from '../../handoff';
import type { TurnScope } from '../answer-live-services';
import { longestDay } from './letter-due';
import { mayBeSaid } from './may-be-said';

/** A longer answer is read in the room: it would not fit into a message. UTF-16 units. */
const ANSWER_MAX = 3_000;

/**
 * `letter-status`: how the person's letters stand.
 *
 * - `none`: none was sent, or all that was answered has been read.
 * - `waiting`: one waits; it is answered by `letterDue`.
 * - `answered`: an answer is there that has not been opened.
 */
export function letterStatus(words: Readonly<Record<Language, CalendarWords>>): LiveService<TurnScope> {
  return {
    outcomes: ['none', 'waiting', 'answered'],
    values: { letterDue: longestDay(words) },
    live: 'reads',
    async perform({ language }, { tx, person, room }) {
      const letters = (await room?.letters.list(tx, person)) ?? [];
      if (letters.some(isUnread)) return { outcome: 'answered', values: { letterDue: '' } };
      const waiting = letters.filter(({ answeredAt }) => answeredAt === null);
      const due = waiting.map(({ dueOn }) => dueOn).sort()[0];
      return due === undefined
        ? { outcome: 'none', values: { letterDue: '' } }
        : { outcome: 'waiting', values: { letterDue: describeDay(due, words[language]) } };
    },
  };
}

/**
 * `letter-read`: the answer that waits longest to be opened, or else the latest one.
 *
 * - `read`: `letterAnswer`; it counts as opened from then on.
 * - `room`: it is to be read in the room: the organisation or the person keeps it out of LINE, or it is too long.
 * - `none`: there is no answer.
 */
export const letterRead: LiveService<TurnScope> = {
  outcomes: ['read', 'room', 'none'],
  values: { letterAnswer: 'あ'.repeat(ANSWER_MAX) },
  live: 'acts',
  async perform(_, scope) {
    const { tx, person, now, channel, room } = scope;
    const answered = ((await room?.letters.list(tx, person)) ?? []).filter(
      ({ answeredAt }) => answeredAt !== null,
    );
    const summary = answered.findLast(isUnread) ?? answered[0];
    const letter = summary && (await room?.letters.find(tx, person, summary.id));
    if (!room || !letter?.answer) return { outcome: 'none', values: { letterAnswer: '' } };
    const wantedHere = channel === 'web' || letter.answerIn === 'line';
    if (!wantedHere || !(await mayBeSaid(scope)) || letter.answer.body.length > ANSWER_MAX) {
      return { outcome: 'room', values: { letterAnswer: '' } };
    }
    await room.letters.read(tx, person, letter.id, now);
    return { outcome: 'read', values: { letterAnswer: letter.answer.body } };
  },
};

function isUnread({ answeredAt, readAt }: LetterSummary): boolean {
  return answeredAt !== null && readAt === null;
}
