import type { JsonObject } from './json';
import type { Problem } from './problems';

/** What the API answers, before any fault touches it. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or raw bytes. */
  readonly body: JsonObject | Buffer;
}

/** LINE's usual words for a refusal. They are not stable: a client must branch on the status. */
const usualWords: Readonly<Record<number, string>> = {
  400: 'The request body has an error',
  401: 'Authentication failed. Confirm that the access token in the authorization header is valid.',
  403: 'Access to this API is not available for your account',
  404: 'Not found',
  409: 'The retry key is already accepted',
  410: 'The message was unsent',
  413: 'Request exceeds the max size of 2MB. Make the request smaller than 2MB and try again.',
  415: 'Unsupported media type',
  429: 'The API rate limit has been exceeded. Try again later.',
  500: 'Internal server error',
};

/** The words of a 429 that will not pass before the month does. */
export const quotaExhausted = 'You have reached your monthly limit.';

export function ok(body: JsonObject = {}, status = 200): Answer {
  return { status, body };
}

export function refusal(status: number, message?: string, details: readonly Problem[] = []): Answer {
  const words = message ?? usualWords[status] ?? 'Error';
  const list = details.map((problem) => ({ message: problem.message, property: problem.property }));
  return { status, body: { message: words, ...(list.length > 0 ? { details: list } : {}) } };
}
