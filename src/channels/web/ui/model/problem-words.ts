import type { ProblemCode } from './api-client';

/** The groups of `problems` in `web.yaml`: each has kind words and a way on. */
export type ProblemWords =
  | 'unreachable'
  | 'busy'
  | 'too-long'
  | 'session'
  | 'cookies'
  | 'resume'
  | 'link'
  | 'missing'
  | 'reload'
  | 'trouble';

/** Codes that a person can do something particular about. All others are trouble on our side. */
const particular: Readonly<Partial<Record<ProblemCode, ProblemWords>>> = {
  unreachable: 'unreachable',
  body_too_large: 'too-long',
  message_too_long: 'too-long',
  rate_limited: 'busy',
  session_missing: 'session',
  cookies_blocked: 'cookies',
  resume_refused: 'resume',
  link_used_up: 'link',
  not_found: 'missing',
  // What only a page of another version, or at another address, sends.
  cross_site_refused: 'reload',
  request_invalid: 'reload',
  body_malformed: 'reload',
  method_not_allowed: 'reload',
  upload_refused: 'reload',
};

/** Which words a refused request is answered with. Every code has some. */
export function problemWords(code: ProblemCode): ProblemWords {
  return particular[code] ?? 'trouble';
}
