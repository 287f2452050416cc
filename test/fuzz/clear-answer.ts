import { errorTable } from '../../src/errors';
import { MARK } from './hostile';
import type { RawAnswer } from './raw-connection';

/** What an answer does not have to be told about its own words: the person's own conversation and letters. */
export interface Expected {
  /** The answer, when it is no refusal, may hold what the same person sent. */
  readonly mayHoldOwnWords?: boolean;
}

const statuses = new Map<string, number>(
  Object.entries(errorTable).map(([code, { status }]) => [code, status]),
);
/** Answers that are no refusal, by status. */
const good = new Set([200, 201, 202, 204, 304]);
/** What a stack, a database or a path on the machine looks like. */
const inside = /\n\s+at |node_modules|\/(?:src|dist)\/[a-z]|SQLITE|SyntaxError|TypeError|ZodError|Error:/;

/**
 * Why an answer is not a clear one, or null when it is: a status, a code of the table that goes with it and nothing
 * else, the headers that every answer has, nothing of what was sent, nothing of the inside.
 */
export function unclear(answer: RawAnswer, { mayHoldOwnWords = false }: Expected = {}): string | null {
  const { status, headers, body, text } = answer;
  if (status === null) return 'no status';
  const isGood = good.has(status);
  if (text.includes(MARK) && !(isGood && mayHoldOwnWords)) return `${status} says what was sent`;
  if (inside.test(text)) return `${status} shows the inside`;
  if (status >= 500) return `${status} is a fault of ours: ${body.slice(0, 60)}`;
  const missing = missingHeader(headers);
  if (missing) return `${status} lacks ${missing}`;
  if (isGood) return null;
  // What people may come upon is said in a page: nothing is here, or the link is used up.
  const isKindPage = (status === 404 || status === 403) && /^text\/html/.test(headers['content-type'] ?? '');
  if (isKindPage || isHead(answer)) return null;
  return isRefusal(status, body) ? null : `${status} is no refusal of the table: ${body.slice(0, 60)}`;
}

function missingHeader(headers: RawAnswer['headers']): string | null {
  const policy = headers['content-security-policy'] ?? '';
  if (!/default-src 'none'/.test(policy) || !/frame-ancestors/.test(policy)) return 'a policy of content';
  if (headers['x-content-type-options'] !== 'nosniff') return 'x-content-type-options';
  if (headers['referrer-policy'] !== 'no-referrer') return 'referrer-policy';
  if (!/^max-age=31536000/.test(headers['strict-transport-security'] ?? ''))
    return 'strict-transport-security';
  if (!/^[0-9a-f-]{36}$/.test(headers['x-request-id'] ?? '')) return 'x-request-id';
  if (headers['access-control-allow-origin'] !== undefined) return 'silence about other origins';
  if (headers['x-powered-by'] !== undefined || headers.server !== undefined) return 'silence about its make';
  return null;
}

/** Answers to HEAD have no body, and say how long it would be. */
function isHead({ body, headers }: RawAnswer): boolean {
  return body === '' && Number(headers['content-length']) > 0;
}

function isRefusal(status: number, body: string): boolean {
  const code = /^\{"error":"([a-z_]+)"\}$/.exec(body)?.[1];
  return code !== undefined && statuses.get(code) === status;
}
