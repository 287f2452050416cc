import type { RequestHandler } from 'express';
import { MadobeError } from '../errors';

/** Ends a request whose address is known and whose method is not: 405, with the methods that would have been right. */
export function onlyBy(...methods: readonly string[]): RequestHandler {
  const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  return (_request, response) => {
    response.set('allow', allowed);
    throw new MadobeError('method_not_allowed');
  };
}
