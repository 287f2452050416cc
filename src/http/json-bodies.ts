import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { z } from 'zod';
import { MadobeError } from '../errors';

/** Reads JSON and nothing else: whatever else is sent, or more than so many bytes, is refused unread. */
export function jsonBodies(atMostBytes: number): readonly RequestHandler[] {
  return [
    (request: Request, _response: Response, next: NextFunction) => {
      // What reads bodies would let all of a large one come before it is refused.
      if (Number(request.get('content-length') ?? 0) > atMostBytes) throw new MadobeError('body_too_large');
      const hasBody =
        request.headers['transfer-encoding'] !== undefined || (request.get('content-length') ?? '0') !== '0';
      next(hasBody && !request.is('application/json') ? new MadobeError('upload_refused') : undefined);
    },
    express.json({ limit: atMostBytes, inflate: false }),
  ];
}

/** What a failure to read a body means here; everything else passes. */
export const nameBodyFault: ErrorRequestHandler = (fault: unknown, _request, _response, next) => {
  const { type, status } = (fault ?? {}) as { type?: unknown; status?: unknown };
  const isNamed = fault instanceof MadobeError || type === 'entity.too.large' || type === 'request.aborted';
  if (!isNamed && status === 415) next(new MadobeError('upload_refused'));
  else if (!isNamed && status === 400) next(new MadobeError('request_invalid'));
  else next(fault);
};

/** A number in a request's query; null when it is not there. Throws `request_invalid` when it is no such number. */
export function numberOf(value: unknown): number | null {
  if (value === undefined) return null;
  const { data } = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).safeParse(value);
  if (typeof value !== 'string' || value === '' || data === undefined)
    throw new MadobeError('request_invalid');
  return data;
}
