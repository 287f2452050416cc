import { randomUUID } from 'node:crypto';

/** A year, in seconds. Other hosts below this one are the organisation's own affair, so they are not named. */
const STRICT_TRANSPORT = 'max-age=31536000';

/**
 * What every answer carries that does not say otherwise, an error and the health of the process no less than a page:
 * nothing may be loaded, framed, guessed at or kept. And a fresh id, by which the log's line for it is found; nobody
 * else's id is taken over, since it would bring strangers' text into the log.
 *
 * @param isSecure people reach the server by https
 */
export function answerHeaders(isSecure: boolean): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-request-id': randomUUID(),
    ...(isSecure ? { 'strict-transport-security': STRICT_TRANSPORT } : {}),
  };
}
