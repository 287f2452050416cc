import type { ListItem, LiveService, ServiceAnswer, ServiceMoment } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import type { Change } from '../mine';
import { longestTerms } from './longest-terms';
import { mayBeSaid } from './may-be-said';

/** The name under which flows hold the change that was chosen. */
const CHANGE = 'myChange';
/** What can be agreed to, and what may be passed on: a person is asked no more than that. */
const CONSENTS_AT_MOST = 3 + 5;
const LONGEST_LABEL = 'あ'.repeat(20);

/**
 * `my-changes`: what the person agrees to at present (`myConsents`, one a line, with its words), and what they can take
 * back or give: the list `changes`.
 */
export const myChanges: LiveService<TurnScope> = {
  outcomes: ['listed'],
  values: { myConsents: longestTerms.repeat(CONSENTS_AT_MOST) },
  lists: { changes: { most: CONSENTS_AT_MOST, values: { label: LONGEST_LABEL } } },
  live: 'reads',
  async perform({ language }, scope) {
    const { tx, person, now, room } = scope;
    if (!room) return { outcome: 'listed', values: { myConsents: '' } };
    const quiet = !(await mayBeSaid(scope));
    const held = await room.mine.look(tx, person, language, now, quiet);
    const words = room.mine.words[language];
    const agreed = held.consents.map((consent) => `・${consent.name}\n${consent.words}`.trimEnd());
    const items: ListItem[] = [];
    for (const id of held.changes) {
      const change = await room.mine.changeWords(tx, person, id, language, quiet);
      if (change) items.push({ id, values: { label: change.label } });
    }
    return {
      outcome: 'listed',
      values: { myConsents: agreed.length === 0 ? words.look.none : agreed.join('\n\n') },
      lists: { changes: items },
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
  async perform(at, scope) {
    const { tx, person, room } = scope;
    const quiet = !(await mayBeSaid(scope));
    const words = await room?.mine.changeWords(tx, person, chosenIn(at), at.language, quiet);
    return words
      ? { outcome: 'known', values: { changeEffect: words.effect } }
      : { outcome: 'gone', values: { changeEffect: '' } };
  },
};

/** `my-change`: makes the chosen change: `done` with `changeDone`, or `gone`. */
export const myChange: LiveService<TurnScope> = {
  outcomes: ['done', 'gone'],
  values: { changeDone: longestTerms },
  live: 'acts',
  async perform(at, scope): Promise<ServiceAnswer> {
    const { tx, person, now, room } = scope;
    const change = chosenIn(at);
    const quiet = !(await mayBeSaid(scope));
    const words = await room?.mine.changeWords(tx, person, change, at.language, quiet);
    if (!room || !words) return { outcome: 'gone', values: { changeDone: '' } };
    await room.mine.change(tx, person, change as Change, at.language, now);
    return { outcome: 'done', values: { changeDone: words.done } };
  },
};

/** The change that was chosen, by the id its button carries; it may be none any more. */
function chosenIn({ state }: ServiceMoment): string {
  return String(state.held?.[CHANGE]?.value ?? '');
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
