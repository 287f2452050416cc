import { type CalendarWords, describeHours, type OpeningHours } from '../../calendar';
import type { Language, LiveService } from '../../flow';
import { queueLooks, waitingBands } from '../../handoff';
import type { TurnScope } from '../answer-live-services';
import { recentRisk } from '../recent-risk';
import { talkSummary } from '../talk-summary';
import { longestOf } from './longest-of';
import { longestTerms } from './longest-terms';

/** A week that takes the most words: no two days alike, each with a break. */
const wordiestWeek: OpeningHours = {
  timeZone: 'Asia/Tokyo',
  weekly: Object.fromEntries(
    (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const).map((day, index) => [
      day,
      [
        { from: `0${index}:45`, to: '11:45' },
        { from: '12:45', to: '23:45' },
      ],
    ]),
  ),
  closedOnPublicHolidays: true,
  yearEnd: { from: '12-29', to: '01-03' },
  closedDays: [],
  openDays: [],
};

/**
 * The services of talks with counsellors, by the name that flows call them. They look and write in the turn; where there
 * is no desk, they say that nobody is there.
 */
export function talkServices(
  words: Readonly<Record<Language, CalendarWords>>,
): Readonly<Record<string, LiveService<TurnScope>>> {
  return {
    'talk-look': talkLook,
    'talk-hours': hoursOf(words),
    'talk-wait': talkWait,
    'talk-ask': talkAsk,
    'talk-leave': talkLeave,
  };
}

/**
 * `talk-look`: what somebody who asks for a human can be told.
 *
 * - `unstaffed`: this organisation has nobody at the desk; no talk is offered.
 * - `open`: they may join. `full`: too many wait. `closed`: nobody takes anybody now.
 * - `waiting`: they wait already. `with`: a counsellor has the talk.
 *
 * Always: `noticeTerms`, what somebody agrees to who is told when a counsellor has written.
 */
const talkLook: LiveService<TurnScope> = {
  outcomes: queueLooks,
  values: { noticeTerms: longestTerms },
  live: 'reads',
  async perform({ language }, { tx, person, now, talks, room }) {
    const outcome = talks ? await talks.queue.look(tx, person.id, now) : 'unstaffed';
    return { outcome, values: { noticeTerms: room?.mine.words[language].consents.notices ?? '' } };
  },
};

/** `talk-hours`: `talkHours` is the ordinary week in which counsellors talk here; empty where there is no desk. */
function hoursOf(words: Readonly<Record<Language, CalendarWords>>): LiveService<TurnScope> {
  return {
    outcomes: ['told'],
    values: {
      talkHours: longestOf(Object.values(words).map((each) => describeHours(wordiestWeek, each))),
    },
    live: 'reads',
    async perform({ language }, { talks }) {
      const hours = talks?.queue.rule.hours;
      return { outcome: 'told', values: { talkHours: hours ? describeHours(hours, words[language]) : '' } };
    },
  };
}

/** `talk-wait`: how long the wait looks, from where they stand: `soon`, `later-today`, `hard-today` or `closed`. */
const talkWait: LiveService<TurnScope> = {
  outcomes: waitingBands,
  values: {},
  live: 'reads',
  async perform(_, { tx, person, now, talks }) {
    return { outcome: talks ? await talks.queue.band(tx, person.id, now) : 'closed', values: {} };
  },
};

/**
 * `talk-ask`: joins the queue, with one line for staff of what they told, and how pressing it is.
 *
 * - `waiting`: they wait now, or did already. `with`: a counsellor has the talk.
 * - `full`, `closed`: since they looked, nobody can join any more.
 */
const talkAsk: LiveService<TurnScope> = {
  outcomes: ['waiting', 'with', 'full', 'closed'],
  values: {},
  live: 'acts',
  async perform({ language, state }, { tx, person, now, channel, talks, flows, screen }) {
    const look = talks ? await talks.queue.look(tx, person.id, now) : 'unstaffed';
    if (!talks || look === 'unstaffed' || look === 'closed') return { outcome: 'closed', values: {} };
    if (look !== 'open') return { outcome: look, values: {} };
    const summary = talkSummary(state, flows);
    const risk = await recentRisk(tx, person, { screen }, now);
    await talks.talks.ask(tx, person, { channel, language, summary, risk }, now);
    return { outcome: 'waiting', values: {} };
  },
};

/** `talk-leave`: goes, out of the queue (`waiting`) or out of the talk (`with`); `none` when there was neither. */
const talkLeave: LiveService<TurnScope> = {
  outcomes: ['waiting', 'with', 'none'],
  values: {},
  live: 'acts',
  async perform(_, { tx, person, now, talks }) {
    return { outcome: (await talks?.talks.leave(tx, person.id, now)) ?? 'none', values: {} };
  },
};
