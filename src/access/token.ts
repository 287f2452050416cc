import { randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/**
 * A new secret that lives in a cookie or a link: 256 random bits, 43 characters that stand in an address as they are.
 * What is kept of it is its keyed hash (`Vault.indexOf`), by which it is found again.
 */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}
