import { randomUUID } from 'node:crypto';
import { type CalendarWords, describeDay } from '../../calendar';
import type { Language, LiveService } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { longestDay } from './letter-due';
import { mayBeSaid } from './may-be-said';

/** The name under which flows hold the line of a letter that was just written. */
const LINE_OF_LETTER = 'letterLine';
/** So much of a letter is shown when its writer looks at it. UTF-16 units. */
const SHOWN_MAX = 1_500;

/**
 * `letter-add`: what was just written (held as `letterLine`) becomes a line of the letter. It stays unsent. That it is
 * kept was agreed to by writing it, after the words of `letter-way` were said; this is recorded with it.
 *
 * - `added`
 * - `full`: the letter would become longer than a letter may be; the line is not in it.
 * - `nothing`: nothing was written, or it was taken back.
 * - `room`: letters are not written here, but in the room.
 */
export const letterAdd: LiveService<TurnScope> = {
  outcomes: ['added', 'full', 'nothing', 'room'],
  values: {},
  live: 'acts',
  async perform({ state, language }, scope) {
    const { tx, person, now, room } = scope;
    const line = state.held?.[LINE_OF_LETTER];
    if (!room || !(await mayBeSaid(scope))) return { outcome: 'room', values: {} };
    if (line === undefined) return { outcome: 'nothing', values: {} };
    const part = { text: String(line.value), source: line.source };
    await room.mine.agree(tx, person, 'letters', language, now);
    return { outcome: await room.letters.drafts.add(tx, person, part, now), values: {} };
  },
};

/** `letter-draft`: the letter so far: `begun` with `letterSoFar` (its end, when it is long), `empty`, or `room` as above. */
export const letterDraft: LiveService<TurnScope> = {
  outcomes: ['begun', 'empty', 'room'],
  values: { letterSoFar: 'あ'.repeat(SHOWN_MAX) },
  live: 'reads',
  async perform(_, scope) {
    const { tx, person, room } = scope;
    if (!(await mayBeSaid(scope))) return { outcome: 'room', values: { letterSoFar: '' } };
    const body = (await room?.letters.drafts.of(tx, person))?.body ?? '';
    return body.trim() === ''
      ? { outcome: 'empty', values: { letterSoFar: '' } }
      : { outcome: 'begun', values: { letterSoFar: endOf(body) } };
  },
};

/**
 * `letter-send`: sends the letter: `sent` with `letterDue`, the day by which it is answered, or `empty`. The answer is
 * wanted where the draft says, or else where the person has registered.
 */
export function letterSend(words: Readonly<Record<Language, CalendarWords>>): LiveService<TurnScope> {
  return {
    outcomes: ['sent', 'empty'],
    values: { letterDue: longestDay(words) },
    live: 'acts',
    async perform({ language }, { tx, person, now, channel, room }) {
      const answerIn = (await room?.registrations.of(tx, person))?.answerIn ?? 'room';
      const as = { id: randomUUID(), channel, answerIn };
      const letter = await room?.letters.sendDraft(tx, person, as, now);
      return letter
        ? { outcome: 'sent', values: { letterDue: describeDay(letter.dueOn, words[language]) } }
        : { outcome: 'empty', values: { letterDue: '' } };
    },
  };
}

/** `letter-drop`: throws the letter away: `dropped`, also when there was none. */
export const letterDrop: LiveService<TurnScope> = {
  outcomes: ['dropped'],
  values: {},
  live: 'acts',
  async perform(_, { tx, person, room }) {
    await room?.letters.drafts.remove(tx, person.id);
    return { outcome: 'dropped', values: {} };
  },
};

/** The end of a text, cut at a whole character. */
function endOf(text: string): string {
  if (text.length <= SHOWN_MAX) return text;
  return `…${[...text.slice(1 - SHOWN_MAX)].slice(1).join('')}`;
}
