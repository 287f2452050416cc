import { randomInt } from 'node:crypto';

/** Digits that are read aloud together. */
const GROUP = 4;

/**
 * A new random number that people write down or read aloud, such as `4071-9356`: all digits are chance but the last,
 * which checks the others.
 *
 * @param digits how many; a multiple of 4
 */
export function newCheckedNumber(digits: number): string {
  const chance = Array.from({ length: digits - 1 }, () => randomInt(10)).join('');
  return showCheckedNumber(`${chance}${checkDigit(chance)}`);
}

/** Bare digits with hyphens between, as they are shown. */
export function showCheckedNumber(bare: string): string {
  return (bare.match(new RegExp(`\\d{1,${GROUP}}`, 'g')) ?? []).join('-');
}

/**
 * The digits of a number as somebody typed it (full width, with or without hyphens or spaces), or null when it cannot
 * be one: a digit is missing, wrong, or two neighbours stand the wrong way round.
 */
export function readCheckedNumber(typed: string, digits: number): string | null {
  const bare = typed.normalize('NFKC').replace(/[\s\p{Pd}−ー]/gu, '');
  if (bare.length !== digits || !/^\d+$/.test(bare)) return null;
  return checkDigit(bare.slice(0, -1)) === Number(bare.at(-1)) ? bare : null;
}

/** ISO/IEC 7064, MOD 11,10: finds every wrong digit and nearly every pair of exchanged neighbours. */
function checkDigit(digits: string): number {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10;
}
