import type { Booking } from '../booking';
import {
  attemptTurn,
  type ConversationState,
  type FlowEvent,
  type FlowSet,
  type ServiceAnswer,
  type Services,
  type TurnContext,
  type TurnResult,
} from '../flow';
import type { LockedPerson, ReminderWishes } from '../people';
import type { Tx } from '../store';
import type { Meaning } from './meaning';
import type { Room } from './room';
import type { TalkDesk } from './talk-desk';

/** What live services are performed in: the turn's own transaction, with the person it is taken for. */
export interface TurnScope {
  readonly tx: Tx;
  readonly person: LockedPerson;
  /** Milliseconds since the epoch: when the turn is taken. */
  readonly now: number;
  /** The channel the person came by. */
  readonly channel: string;
  /** Null where there is none: in the terminal. */
  readonly room: Room | null;
  /** The booking of talks with peers. Null where there is none: in the terminal. */
  readonly booking: Booking | null;
  /** What people want to be told of without asking again. */
  readonly wishes: ReminderWishes;
  /** Talks with counsellors. Null where there are none: in the terminal. */
  readonly talks: TalkDesk | null;
  /** What the flows are: for what is told to staff about what somebody said. */
  readonly flows: FlowSet;
  /** What a text says about danger. */
  readonly screen: Meaning['screen'];
}

/**
 * Takes a turn whose flows may call live services. The turn is attempted; where it needs a live answer, the service is
 * performed inside the turn's transaction and the turn attempted again from its beginning, with every answer so far.
 * Since `interpret` is pure, each attempt asks the same and then once more, so each call is performed once. A turn
 * without live services is one attempt.
 *
 * What a service throws is thrown on: nothing of the turn may then be kept.
 */
export async function answerLiveServices(
  flows: FlowSet,
  state: ConversationState | null,
  event: FlowEvent,
  context: Omit<TurnContext, 'answers' | 'services'> & { readonly services: Services<TurnScope> },
  scope: TurnScope,
): Promise<TurnResult> {
  const answers: ServiceAnswer[] = [];
  for (;;) {
    const attempt = attemptTurn(flows, state, event, { ...context, answers });
    if (attempt.kind === 'taken') return attempt.result;
    const { service: name, at } = attempt.call;
    const service = context.services[name];
    if (service?.live === undefined) throw new RangeError(`${name} is no live service`);
    answers.push(await service.perform(at, scope));
  }
}
