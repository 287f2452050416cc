import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Clock } from '../clock';
import { MadobeError } from '../errors';
import { BoundedCounts } from './bounded-counts';

/** How often something may be asked for within a window of time. */
export interface Allowance {
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * A handler that refuses with `rate_limited` and `Retry-After` what is asked more often. Counted in this process's
 * memory, for each key on its own, and forgotten with it.
 */
export function limitBy(
  allowed: Allowance,
  keyOf: (request: Request) => string,
  clock: Clock,
): RequestHandler {
  return rateLimit({
    ...allowed,
    keyGenerator: keyOf,
    store: new BoundedCounts(clock),
    standardHeaders: false,
    legacyHeaders: false,
    // It would print what it finds wrong, addresses among it.
    validate: false,
    handler: (_request, response, next) => {
      response.set('retry-after', String(Math.ceil(allowed.windowMs / 2_000)));
      next(new MadobeError('rate_limited'));
    },
  });
}

/** One household has one IPv4 address or one IPv6 network. Who forwards no address shares one count with all such. */
export function byAddress(request: Request): string {
  const address = request.ip ?? '';
  return isIP(address) === 0 ? '' : ipKeyGenerator(address);
}
