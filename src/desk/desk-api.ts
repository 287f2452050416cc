import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { Clock } from '../clock';
import { type ErrorCode, MadobeError } from '../errors';
import {
  byAddress,
  jsonBodies,
  limitBy,
  nameBodyFault,
  neverCached,
  onlyBy,
  onlyOwnRequests,
  securityHeaders,
} from '../http';
import type { Log } from '../log';
import type { DeskRoute } from './desk-route';
import type { Guard } from './guard';
import { Malformed } from './malformed';

/** Bytes of the largest body: what the server takes at all. All snippets of an organisation come in one. */
const BODY_MAX_BYTES = 2 * 1_024 * 1_024;
/** Bytes of the largest body from whoever is not signed in. */
const STRANGERS_BODY_MAX_BYTES = 16 * 1_024;
/** Everything, from one address: many counsellors may sit behind one. */
const ANYTHING = { limit: 3_000, windowMs: 60_000 };

/**
 * The desk's API, to be mounted at `/api/desk`. Every route stands behind the guard that its roles ask for, and behind
 * what keeps other sites out; there is no other way to be one.
 */
export function deskApi(
  routes: readonly DeskRoute[],
  parts: {
    readonly guard: Guard;
    readonly baseUrl: string | null;
    readonly clock: Clock;
    readonly log: Log;
  },
): Router {
  const { guard, baseUrl, clock } = parts;
  const api = Router();
  const isSecure = baseUrl?.startsWith('https:') ?? false;
  api.use(...securityHeaders({ isSecure, framedBy: [], sharable: false }));
  api.use(neverCached);
  api.use(limitBy(ANYTHING, byAddress, clock));
  api.use(onlyOwnRequests(baseUrl));
  for (const { method, path, roles, before, handle } of routes) {
    const handlers: RequestHandler[] = [...guarding(guard, roles), ...before, ...bodiesFor(roles), handle];
    if (method === 'GET') api.get(path, ...handlers);
    else if (method === 'POST') api.post(path, ...handlers);
    else if (method === 'PUT') api.put(path, ...handlers);
    else api.delete(path, ...handlers);
  }
  for (const path of new Set(routes.map((each) => each.path))) {
    const methods = routes.filter((each) => each.path === path).map(({ method }) => method);
    api.all(path, onlyBy(...methods));
  }
  api.use(() => {
    throw new MadobeError('not_found');
  });
  api.use(nameBodyFault, answerMalformed(parts.log));
  return api;
}

function guarding(guard: Guard, roles: DeskRoute['roles']): readonly RequestHandler[] {
  if (roles === 'anyone') return [];
  return [roles === 'signing-in' ? guard.allowSigningIn() : guard.allow(...roles)];
}

function bodiesFor(roles: DeskRoute['roles']): readonly RequestHandler[] {
  return jsonBodies(typeof roles === 'string' ? STRANGERS_BODY_MAX_BYTES : BODY_MAX_BYTES);
}

/** Says which field it was; every other fault is answered where all of them are. */
function answerMalformed(log: Log): ErrorRequestHandler {
  return (fault: unknown, request, response, next) => {
    const isBody = fault instanceof MadobeError && fault.code === 'request_invalid';
    if (!(fault instanceof Malformed) && !isBody) return next(fault);
    const error: ErrorCode = 'desk_malformed';
    log.info('http.refused', {
      error,
      method: request.method,
      request: String(response.get('x-request-id')),
    });
    response.status(400).json({ error, field: fault instanceof Malformed ? fault.field : 'body' });
  };
}
