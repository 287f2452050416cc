import { randomInt } from 'node:crypto';

/** Crockford's base 32: no letter that looks like a digit, and no U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODES = 10;
const GROUPS = 6;
const GROUP = 4;

/** Ten new codes of 120 bits each, such as `7K3M-Q0ZX-…`: written down once, good for one use each. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: CODES }, () =>
    Array.from({ length: GROUPS }, () =>
      Array.from({ length: GROUP }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
    ).join('-'),
  );
}

/** A recovery code as it is kept, however it was typed, or null when it is none. */
export function readRecoveryCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-−–—ー]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return code.length === GROUPS * GROUP && [...code].every((sign) => alphabet.includes(sign)) ? code : null;
}
