import type { LiveService, ServiceAnswer, ServiceMoment } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { type Change, changes } from '../mine/mine-words';
import { longestTerms } from './longest-terms';

/** The name under which flows hold the change that was chosen. */
const CHANGE = 'myChange';
const LONGEST_LABEL = 'あ'.repeat(20);

/**
 * `my-changes`: what the person agrees to at present (`myConsents`, one a line, with its words), and what they can take
 * back or give: the list `changes`.
 */
export const myChanges: LiveService<TurnScope> = {
  outcomes: ['listed'],
  values: { myConsents: longestTerms.repeat(4) },
  lists: { changes: { most: changes.length, values: { label: LONGEST_LABEL } } },
  live: 'reads',
  async perform({ language }, { tx, person, now, room }) {
    if (!room) return { outcome: 'listed', values: { myConsents: '' } };
    const held = await room.mine.look(tx, person, language, now);
    const words = room.mine.words[language];
    const agreed = held.consents.map((consent) => `・${consent.name}\n${consent.words}`);
    return {
      outcome: 'listed',
      values: { myConsents: agreed.length === 0 ? words.look.none : agreed.join('\n\n') },
      lists: {
        changes: held.changes.map((id) => ({ id, values: { label: words.changes[id].label } })),
      },
    };
  },
};

/**
 * `my-change-effect`: what the chosen change (held as `myChange`) does, before it is done: `known` with `changeEffect`, or
 * `gone` when it is none any more.
 */
export const myChangeEffect: LiveService<TurnScope> = {
  outcomes: ['known', 'gone'],
  values: { changeEffect: longestTerms },
  live: 'reads',
  async perform(at, { room }) {
    const change = chosenIn(at);
    if (!room || change === null) return { outcome: 'gone', values: { changeEffect: '' } };
    return {
      outcome: 'known',
      values: { changeEffect: room.mine.words[at.language].changes[change].effect },
    };
  },
};

/** `my-change`: makes the chosen change: `done` with `changeDone`, or `gone`. */
export const myChange: LiveService<TurnScope> = {
  outcomes: ['done', 'gone'],
  values: { changeDone: longestTerms },
  live: 'acts',
  async perform(at, { tx, person, now, room }): Promise<ServiceAnswer> {
    const change = chosenIn(at);
    if (!room || change === null) return { outcome: 'gone', values: { changeDone: '' } };
    await room.mine.change(tx, person, change, at.language, now);
    return { outcome: 'done', values: { changeDone: room.mine.words[at.language].changes[change].done } };
  },
};

function chosenIn({ state }: ServiceMoment): Change | null {
  const chosen = state.held?.[CHANGE]?.value;
  return changes.find((change) => change === chosen) ?? null;
}

/** `letters-erase`: erases the person's letters, drafts and answers, and takes back that they are kept: `erased`. */
export const lettersErase: LiveService<TurnScope> = {
  outcomes: ['erased'],
  values: {},
  live: 'acts',
  async perform({ language }, { tx, person, now, room }) {
    await room?.mine.change(tx, person, 'letters-off', language, now);
    return { outcome: 'erased', values: {} };
  },
};
