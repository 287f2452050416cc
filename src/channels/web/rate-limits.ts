import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Clock } from '../../clock';
import { byAddress, limitBy } from '../../http';
import type { SessionCookie } from './session-cookie';

const MINUTE_MS = 60_000;

/**
 * How often anybody may ask. Wide enough for a person in a hurry and for many people behind one address (a mobile
 * network, a school), narrow enough that nobody else suffers. Counted in this process's memory, and forgotten with it.
 */
const allowed = {
  /** Everything, from one address. */
  anything: { limit: 900, windowMs: MINUTE_MS },
  /** New conversations from one address. */
  session: { limit: 60, windowMs: 10 * MINUTE_MS },
  /** Tries at resume codes and one-time links from one address. The codes themselves slow down, too. */
  way: { limit: 30, windowMs: 15 * MINUTE_MS },
  /** Messages of one session. */
  message: { limit: 40, windowMs: MINUTE_MS },
  /** Letters, and new resume codes, of one session. */
  letter: { limit: 20, windowMs: 60 * MINUTE_MS },
  /** Live connections that one session opens. */
  stream: { limit: 60, windowMs: MINUTE_MS },
} as const;

export type Limits = Readonly<Record<keyof typeof allowed, RequestHandler>>;

/** Handlers that refuse with `rate_limited` and `Retry-After`. */
export function rateLimits(cookie: SessionCookie, clock: Clock): Limits {
  const limiter = (name: keyof typeof allowed, keyOf: (request: Request) => string) =>
    limitBy(allowed[name], keyOf, clock);
  const bySession = (request: Request) => {
    const [token] = cookie.read(request);
    return token === undefined ? byAddress(request) : createHash('sha256').update(token).digest('base64url');
  };
  return {
    anything: limiter('anything', byAddress),
    session: limiter('session', byAddress),
    way: limiter('way', byAddress),
    message: limiter('message', bySession),
    letter: limiter('letter', bySession),
    stream: limiter('stream', bySession),
  };
}
