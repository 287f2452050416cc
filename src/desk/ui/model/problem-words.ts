import type { Words } from '../words/ja';
import { asProblem, type ProblemCode } from './problem';

/** Codes that somebody at the desk can do something particular about. */
const particular = [
  'unreachable',
  'desk_signed_out',
  'desk_not_allowed',
  'desk_sign_in_refused',
  'desk_code_refused',
  'desk_password_weak',
  'desk_login_taken',
  'desk_last_administrator',
  'desk_link_used_up',
  'desk_sign_in_again',
  'desk_referral_answered',
  'desk_referral_asked',
  'desk_referral_many',
  'desk_referral_not_given',
  'desk_referral_unasked',
  'desk_booking_over',
  'desk_booking_no_times',
  'rate_limited',
] as const satisfies readonly ProblemCode[];

/** What somebody at the desk is told of a request that was not fulfilled, whatever it was. */
export function problemWords(words: Words, thrown: unknown): string {
  const { code, status, field } = asProblem(thrown);
  const known = particular.find((each) => each === code);
  if (known !== undefined) return words.problems[known];
  if (code === 'desk_malformed') return words.problems.desk_malformed(field);
  if (status === 409) return words.problems.conflict;
  if (status === 404 || status === 410) return words.problems.missing;
  return words.problems.internal;
}
