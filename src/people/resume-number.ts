import { newCheckedNumber, readCheckedNumber } from './checked-number';

/** Digits of a number, the last of which checks the others. */
const DIGITS = 8;

/** A new random resume number (利用者番号), such as `4071-9356`: seven digits of chance and one that checks them. */
export function newResumeNumber(): string {
  return newCheckedNumber(DIGITS);
}

/**
 * The digits of a number as somebody typed it (full width, with or without the hyphen or spaces), or null when it
 * cannot be one: a digit is missing, wrong, or two neighbours stand the wrong way round.
 */
export function readResumeNumber(typed: string): string | null {
  return readCheckedNumber(typed, DIGITS);
}
