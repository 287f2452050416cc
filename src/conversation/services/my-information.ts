import { fillPattern } from '../../calendar';
import type { Language, LiveService } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import type { Held, MineWords } from '../mine';
import { localeOf } from '../mine/locale-of';
import { mayBeSaid } from './may-be-said';

/** What was told may be long; this is a look at it, and the file has all of it. */
const SHOWN_MAX = 80;
/** The whole look, in UTF-16 units. */
const LOOK_MAX = 1_500;

/**
 * `my-information`: what is kept about the person right now, in plain words, one thing a line.
 *
 * - `kept`: `myInformation`; `keptUntil`, the day on which all of it goes by itself if they do not come again.
 */
export const myInformation: LiveService<TurnScope> = {
  outcomes: ['kept'],
  values: { myInformation: 'あ'.repeat(LOOK_MAX), keptUntil: 'Wednesday, 30 September 2026' },
  live: 'reads',
  async perform({ language }, scope) {
    const { tx, person, now, room } = scope;
    if (!room) return { outcome: 'kept', values: { myInformation: '', keptUntil: '' } };
    const held = await room.mine.look(tx, person, language, now, !(await mayBeSaid(scope)));
    const look = linesOf(held, room.mine.words[language], language).join('\n');
    return {
      outcome: 'kept',
      values: { myInformation: shorten(look, LOOK_MAX), keptUntil: dayIn(held.until, language) },
    };
  },
};

function linesOf(held: Held, words: MineWords, language: Language): readonly string[] {
  const { look } = words;
  const lines = held.remembered.map(({ name, value }) =>
    fillPattern(look.fact, { name, value: shorten(value, SHOWN_MAX) }),
  );
  const items = held.registered.map(({ name }) => name).join(words.page.separator);
  if (held.messages > 0) lines.push(fillPattern(look.messages, { count: String(held.messages) }));
  if (held.letters.sent > 0) lines.push(fillPattern(look.letters, { count: String(held.letters.sent) }));
  if (held.letters.isDraftThere) lines.push(look.draft);
  if (items !== '') lines.push(fillPattern(look.registered, { items }));
  if (held.hasRecord) lines.push(look.record);
  if (held.isAsked) lines.push(look['referral-asked']);
  if (held.bookings > 0) lines.push(fillPattern(look.bookings, { count: String(held.bookings) }));
  if (held.sessions > 0) lines.push(fillPattern(look.sessions, { count: String(held.sessions) }));
  if (held.hasResumeCode) lines.push(look['resume-code']);
  for (const { name, givenAt } of held.consents) {
    const date = dayIn(new Date(givenAt).toISOString(), language);
    lines.push(fillPattern(look.consent, { name, date }));
  }
  lines.push(held.notices ? look['notices-on'] : look['notices-off']);
  return lines;
}

/** A day with its year. */
function dayIn(day: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );
}

/** Text cut at a whole character. */
function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${[...text.slice(0, most - 2)].slice(0, -1).join('')}…`;
}
