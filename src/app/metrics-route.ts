import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { MadobeError } from '../errors';
import type { PrometheusMeter, Standing } from '../metrics';

/** `GET /metrics`, for who brings the token. Compared in constant time; without it nothing is looked up. */
export function metricsRoute(parts: {
  /** Never empty: without a token there is no such address. */
  readonly token: string;
  readonly meter: PrometheusMeter;
  readonly standing: () => Promise<Standing>;
}): Router {
  if (parts.token === '') throw new Error('/metrics needs a token.');
  const wanted = digest(`Bearer ${parts.token}`);
  const router = Router();
  router.get('/metrics', async (request: Request, response: Response) => {
    const given = digest(request.get('authorization') ?? '');
    if (!timingSafeEqual(given, wanted)) {
      response.set('www-authenticate', 'Bearer');
      throw new MadobeError('metrics_token_refused');
    }
    const { contentType, text } = await parts.meter.scrape(await parts.standing());
    response.set('content-type', contentType).send(text);
  });
  return router;
}

/** Of equal length whatever it is made of, so that it can be compared. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
