import type { LiveService, ServiceAnswer, ServiceMoment } from '../../flow';
import type { Referral, Referrals } from '../../records';
import type { TurnScope } from '../answer-live-services';
import { referralAnswers } from '../mine/referral-choices';
import { mayBeSaid } from './may-be-said';

/** The name under which flows hold the answer that was tapped. */
const ANSWER = 'referralAnswer';
const LONGEST_LABEL = 'あ'.repeat(20);
/** The question with the longest that a counsellor may write into it. */
const LONGEST_WORDS = 'あ'.repeat(1_200);
const LONGEST_NAME = 'あ'.repeat(80);
/** A button's id: the answer, and to which question. */
const answerPattern = /^(yes|no|off)-([0-9a-f]{16})$/;

const answers = (labels: number) => ({ most: labels, values: { label: LONGEST_LABEL } });

/** The services of passing something on to another organisation, by the name that flows call them. */
export const referralServices: Readonly<Record<string, LiveService<TurnScope>>> = {
  /**
   * `referral-look`: whether something is asked of the person, or a consent stands.
   *
   * - `asked`: `referralWords`, the question; the list `referralAnswers`
   * - `room`: one of the two, and nothing of it may be said here
   * - `given`: the last consent that stands, told by `referralWords` and `referralTo`; the list `referralUndo`
   * - `none`
   */
  'referral-look': {
    outcomes: ['asked', 'given', 'room', 'none'],
    values: { referralWords: LONGEST_WORDS, referralTo: LONGEST_NAME },
    lists: { referralAnswers: answers(2), referralUndo: answers(1) },
    live: 'reads',
    async perform({ language }, scope): Promise<ServiceAnswer> {
      const { tx, person, room } = scope;
      const none = { outcome: 'none', values: { referralWords: '', referralTo: '' } };
      if (!room) return none;
      const all = await room.referrals.list(tx, person);
      const open = all.find(({ state }) => state === 'asked') ?? all.find(({ state }) => state === 'given');
      if (!open) return none;
      if (!(await mayBeSaid(scope))) return { ...none, outcome: 'room' };
      const words = room.mine.words[language].referral;
      const values = { referralWords: open.words, referralTo: open.to };
      return open.state === 'asked'
        ? { outcome: 'asked', values, lists: { referralAnswers: referralAnswers(open.id, words) } }
        : {
            outcome: 'given',
            values,
            lists: { referralUndo: [{ id: `off-${open.id}`, values: { label: words.undo } }] },
          };
    },
  },

  /**
   * `referral-answer`: the answer under `referralAnswer`, to the very question its button belonged to: `given`,
   * `declined`, `withdrawn`, `withdrawn-late` where it had been passed on before, or `over` when nothing is asked by it any
   * more. `referralTo` is the organisation, in words that may be said here.
   */
  'referral-answer': {
    outcomes: ['given', 'declined', 'withdrawn', 'withdrawn-late', 'over'],
    values: { referralTo: LONGEST_NAME },
    live: 'acts',
    async perform(at, scope): Promise<ServiceAnswer> {
      const { tx, person, now, room } = scope;
      const answer = chosenIn(at);
      const settled = room && answer ? await settle(room.referrals, answer) : null;
      if (!room || !settled) return { outcome: 'over', values: { referralTo: '' } };
      const { elsewhere } = room.mine.words[at.language].referral;
      const referralTo = (await mayBeSaid(scope)) ? settled.to : elsewhere;
      return { outcome: outcomeOf(settled), values: { referralTo } };

      function settle(referrals: Referrals, { id, isYes }: Answer): Promise<Referral | null> {
        return isYes ? referrals.agree(tx, person, id, now) : referrals.refuse(tx, person, id, now);
      }
    },
  },
};

interface Answer {
  readonly id: string;
  readonly isYes: boolean;
}

function outcomeOf({ state, doneAt }: Referral): string {
  return state === 'withdrawn' && doneAt !== null ? 'withdrawn-late' : state;
}

function chosenIn({ state }: ServiceMoment): Answer | null {
  const [, answer, id] = answerPattern.exec(String(state.held?.[ANSWER]?.value ?? '')) ?? [];
  return id === undefined ? null : { id, isYes: answer === 'yes' };
}
