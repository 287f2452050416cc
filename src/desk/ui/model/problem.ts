import type { ApiError } from '../../api';

/** A code of the server's error table, or `unreachable` when the server could not be asked. */
export type ProblemCode = ApiError['error'] | 'unreachable';

/** A request that was not fulfilled. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ProblemCode,
    /** HTTP status, 0 when there was no answer. */
    readonly status: number,
    /** Which part of the body was malformed, when the server named one. */
    readonly field: string | null,
  ) {
    super(code);
  }

  /** Whether the same request may be taken later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** What was asked for is not there, or not there any more. */
  get isGone(): boolean {
    return this.status === 404 || this.status === 410;
  }
}

/** The problem that something thrown stands for. Whatever is not one is trouble that nobody foresaw. */
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem('internal', 500, null);
}
