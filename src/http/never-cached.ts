import type { RequestHandler } from 'express';

/** What a person said stays in no cache, on no way. */
export const neverCached: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};
