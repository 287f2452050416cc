import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { MadobeError } from '../errors';

/** What changes nothing and shows nothing to whoever may not read the answer. */
const readingMethods = new Set(['GET', 'HEAD']);

/**
 * Lets through only what our own page asks, so that no other site can act with somebody’s cookie: what changes
 * something needs the header `x-madobe`, which no form and no simple cross-site request can carry, and the browser's
 * own word (`Sec-Fetch-Site`, or `Origin` in older ones) that it comes from here. Without either word it is refused.
 */
export function onlyOwnRequests(baseUrl: string | null): RequestHandler {
  const ownHost = baseUrl === null ? null : new URL(baseUrl).host;
  return (request: Request, _response: Response, next: NextFunction) => {
    const isOwn = readingMethods.has(request.method)
      ? mayRead(request)
      : request.get('x-madobe') !== undefined && comesFromHere(request, ownHost);
    next(isOwn ? undefined : new MadobeError('cross_site_refused'));
  };
}

function mayRead(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  return site === undefined || site === 'same-origin' || site === 'none';
}

function comesFromHere(request: Request, ownHost: string | null): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('origin');
  if (origin === undefined || !URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host !== '' && (host === ownHost || host === request.get('host'));
}
