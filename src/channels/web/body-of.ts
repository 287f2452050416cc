import type { Request } from 'express';
import type { z } from 'zod';
import { MadobeError } from '../../errors';
import { limits } from './limits';

/** A letter of the longest kind, each UTF-16 unit written as a JSON escape of six bytes, and something beside it. */
export const BODY_MAX_BYTES = 6 * (limits.letterBody + limits.letterAbout) + 2_048;

/** A request's body as this schema gives it. Throws `message_too_long` or `request_invalid`; quotes nothing of it. */
export function bodyOf<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const { data, error } = schema.safeParse(request.body ?? {});
  if (!error) return data;
  const isTooLong = error.issues.every(({ code }) => code === 'too_big');
  throw new MadobeError(isTooLong ? 'message_too_long' : 'request_invalid');
}
