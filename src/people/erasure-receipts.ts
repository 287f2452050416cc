import { calendarDay } from '../calendar';
import type { Tx } from '../store';
import { newCheckedNumber, readCheckedNumber } from './checked-number';

const DIGITS = 12;

/** What somebody who was erased can write down: that it was done, and when. */
export interface Receipt {
  /** Random, such as `4071-9356-1120`. */
  readonly number: string;
  /** `YYYY-MM-DD` in the organisation's zone. */
  readonly on: string;
}

/**
 * Receipts of erasures. They hang on nobody: the number is chance, the day is all there is beside it, and only whoever
 * was shown the number knows that it is theirs.
 */
export class ErasureReceipts {
  /** @param timeZone IANA zone of the day on a receipt */
  constructor(private readonly timeZone: string) {}

  /** Makes a receipt, in the transaction that erases. */
  async make(tx: Tx, now: number): Promise<Receipt> {
    const number = newCheckedNumber(DIGITS);
    const on = calendarDay(now, this.timeZone);
    await tx.run(
      'INSERT INTO erasure_receipt (number, erased_on) VALUES ($1, $2)',
      readCheckedNumber(number, DIGITS) ?? number,
      on,
    );
    return { number, on };
  }

  /** The day that stands on the receipt of this number, as somebody typed it, or null when there is none (any more). */
  async find(tx: Tx, typed: string): Promise<string | null> {
    const number = readCheckedNumber(typed, DIGITS);
    if (number === null) return null;
    const [row] = await tx.all<{ on: string }>(
      'SELECT erased_on AS "on" FROM erasure_receipt WHERE number = $1',
      number,
    );
    return row?.on ?? null;
  }
}
