import type { ErrorCode } from '../../errors';

/** What every refused request is answered with, beside its status. `field`: which part of a body was malformed. */
export interface ApiError {
  readonly error: ErrorCode;
  readonly field?: string;
}
