import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import { type ErrorCode, errorTable, MadobeError } from '../errors';
import { describeFault, type Log } from '../log';

export interface HttpAppParts {
  /** Channels' routes. */
  readonly routers: readonly Router[];
  /** Whether events can be taken and kept right now. */
  readonly isReady: () => Promise<boolean>;
  readonly log: Log;
}

/**
 * The HTTP surface: health, the channels' routes, and one place where errors become answers. An error's answer is its
 * code from the table and nothing else.
 */
export function createHttpApp(parts: HttpAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const isReady = await parts.isReady();
    response.status(isReady ? 200 : errorTable.store_unavailable.status);
    response.json(isReady ? { status: 'ok' } : { error: 'store_unavailable' satisfies ErrorCode });
  });
  for (const router of parts.routers) app.use(router);
  app.use((request: Request) => {
    throw new MadobeError(isKnownPath(parts.routers, request.path) ? 'method_not_allowed' : 'not_found');
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
    if (status >= 500) parts.log.error('http.fault', { ...describeFault(fault), error: code });
    else parts.log.info('http.refused', { error: code, method: request.method });
    // What is left of a refused body is not waited for.
    if (code === 'body_too_large') response.set('connection', 'close');
    response.status(status).json({ error: code });
  });
  return app;
}

function isKnownPath(routers: readonly Router[], path: string): boolean {
  return (
    path === '/healthz' ||
    path === '/readyz' ||
    routers.some(({ stack }) => stack.some((layer) => layer.route?.path === path))
  );
}

/** Which row of the table a fault is, or null when the request itself broke off. */
function codeOf(fault: unknown): ErrorCode | null {
  if (fault instanceof MadobeError) return fault.code;
  const { type, status } = (fault ?? {}) as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return 'body_too_large';
  if (type === 'request.aborted') return null;
  if (typeof status === 'number' && status >= 400 && status < 500) return 'body_malformed';
  return 'internal';
}
