import type { LiveService } from '../../flow';
import type { TurnScope } from '../answer-live-services';

const LONGEST_NUMBER = '0000-0000-0000';

/**
 * `request-number`: a number (お申し出番号) by which the organisation finds the person when they ask it to export or erase
 * what is theirs: `made` with `requestNumber` and `requestDays`, or `unavailable`. The one before is worth nothing then.
 */
export const requestNumber: LiveService<TurnScope> = {
  outcomes: ['made', 'unavailable'],
  values: { requestNumber: LONGEST_NUMBER, requestDays: '00' },
  live: 'acts',
  async perform(_, { tx, person, now, room }) {
    if (!room) return { outcome: 'unavailable', values: { requestNumber: '', requestDays: '' } };
    const number = await room.requestCodes.make(tx, person.id, now);
    return {
      outcome: 'made',
      values: { requestNumber: number, requestDays: String(room.requestCodes.days) },
    };
  },
};

/**
 * `erasure-receipt`: a receipt that hangs on nobody, to be shown by the step that erases everything right after: `made`
 * with `receiptNumber` and `receiptDay`, or `unavailable`. Pages of theirs that are open show it as they end.
 */
export const erasureReceipt: LiveService<TurnScope> = {
  outcomes: ['made', 'unavailable'],
  values: { receiptNumber: LONGEST_NUMBER, receiptDay: '2026-11-21' },
  live: 'acts',
  async perform(_, { tx, person, now, room }) {
    if (!room) return { outcome: 'unavailable', values: { receiptNumber: '', receiptDay: '' } };
    const { number, on } = await room.receipts.make(tx, now);
    // Told before the erasure tells that it is over, so that the number is on the page when it ends.
    tx.notify('ended', `${person.id}/${number}/${on}`);
    return { outcome: 'made', values: { receiptNumber: number, receiptDay: on } };
  },
};
