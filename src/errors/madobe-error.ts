import { type ErrorCode, type ErrorRow, errorTable } from './error-table';

/**
 * The one error class that crosses rooms. Its message is the table's staff text: it never quotes what a person
 * wrote, an id or a token, so it may be logged.
 */
export class MadobeError extends Error {
  override readonly name = 'MadobeError';

  constructor(
    readonly code: ErrorCode,
    options?: { cause?: unknown },
  ) {
    super(errorTable[code].staff, options);
  }

  get row(): ErrorRow {
    return errorTable[this.code];
  }
}
