import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import { type ErrorCode, errorTable, MadobeError } from '../errors';
import { describeFault, type Log } from '../log';
import { answerHeaders } from './answer-headers';

/**
 * Bytes of the largest body that any route takes, which is LINE's. More is refused by its announced length alone, since
 * what reads bodies would first let all of it come.
 */
const BODY_AT_MOST = 2 * 1_024 * 1_024;

/** What is answered by anybody. All else (TRACE, PATCH, what extensions invent) is 405 at every address. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

export interface HttpAppParts {
  /** Channels' routes. */
  readonly routers: readonly Router[];
  /** Reverse proxies whose word is taken for where a request came from; none when left out. */
  readonly trustedProxies?: readonly string[];
  /** People reach the server by https; not so when left out. */
  readonly isSecure?: boolean;
  /** Whether events can be taken and kept right now. */
  readonly isReady: () => Promise<boolean>;
  readonly log: Log;
}

/**
 * The HTTP surface: health, the channels' routes, and one place where errors become answers. An error's answer is its
 * code from the table and nothing else. Every answer carries {@link answerHeaders}, unless a route says otherwise.
 */
export function createHttpApp(parts: HttpAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', [...(parts.trustedProxies ?? [])]);
  app.use((request: Request, response: Response, next: NextFunction) => {
    response.set(answerHeaders(parts.isSecure ?? false));
    if (!methods.includes(request.method)) {
      response.set('allow', methods.join(', '));
      throw new MadobeError('method_not_allowed');
    }
    // HTTP/1.1 says to whom it speaks; who does not is no browser and not LINE.
    if (request.httpVersion === '1.1' && !request.headers.host) throw new MadobeError('http_malformed');
    if (Number(request.headers['content-length'] ?? 0) > BODY_AT_MOST)
      throw new MadobeError('body_too_large');
    next();
  });
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const isReady = await parts.isReady();
    response.status(isReady ? 200 : errorTable.store_unavailable.status);
    response.json(isReady ? { status: 'ok' } : { error: 'store_unavailable' satisfies ErrorCode });
  });
  for (const router of parts.routers) app.use(router);
  app.use((request: Request, response: Response) => {
    const allowed = methodsAt(parts.routers, request.path);
    if (allowed.length === 0) throw new MadobeError('not_found');
    response.set('allow', allowed.join(', '));
    throw new MadobeError('method_not_allowed');
  });
  app.use((fault: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(fault);
    const code = codeOf(fault);
    if (code === null) {
      // The other side hung up in the middle of its request: there is nobody to answer.
      response.destroy();
      return;
    }
    const { status } = errorTable[code];
    const line = { error: code, method: request.method, request: String(response.get('x-request-id')) };
    if (status >= 500) parts.log.error('http.fault', { ...describeFault(fault), ...line });
    else parts.log.info('http.refused', line);
    // What is left of a refused body is not waited for.
    if (code === 'body_too_large') response.set('connection', 'close');
    response.status(status).json({ error: code });
  });
  return app;
}

/** What the routes of an address take; nothing when there are none. */
function methodsAt(routers: readonly Router[], path: string): readonly string[] {
  if (path === '/healthz' || path === '/readyz') return ['GET', 'HEAD'];
  const routes = routers.flatMap(({ stack }) => stack.flatMap(({ route }) => route ?? []));
  const handlers = routes.filter((route) => route.path === path).flatMap(({ stack }) => stack);
  return [...new Set(handlers.map(({ method }) => method.toUpperCase()))];
}

/** Which row of the table a fault is, or null when the request itself broke off. */
function codeOf(fault: unknown): ErrorCode | null {
  if (fault instanceof MadobeError) return fault.code;
  const { type, status, code } = (fault ?? {}) as { type?: unknown; status?: unknown; code?: unknown };
  if (type === 'entity.too.large') return 'body_too_large';
  // Broken off while the body was read, or while a file was sent.
  if (type === 'request.aborted' || code === 'ECONNABORTED') return null;
  if (typeof status !== 'number' || status < 400 || status >= 500) return 'internal';
  // What reads bodies names its faults; an address that cannot be decoded has no name.
  return typeof type === 'string' ? 'body_malformed' : 'http_malformed';
}
