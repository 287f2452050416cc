import type { ErrorCode } from '../../errors';

/** `GET line/quota`: the month's messages on LINE. Replies are not counted; what is sent unasked is. */
export interface LineQuota {
  /**
   * `fine`: it lasts as far as can be seen · `tight`: at this pace, or for what is kept back for answers, it may not last ·
   * `over`: nothing more can be sent unasked this month · `unknown`: LINE does not say now · `off`: LINE is not connected.
   */
  readonly state: 'fine' | 'tight' | 'over' | 'unknown' | 'off';
  /** Messages that the month allows; null when nothing limits them, or nobody can tell. */
  readonly limit: number | null;
  /** Messages used this month; null when nobody can tell. */
  readonly used: number | null;
  /** How many will be used by the month's end at this pace; null when nobody can tell. */
  readonly forecast: number | null;
  /** Days until the count begins anew, today among them. */
  readonly daysLeft: number;
  /** Messages that wait for the month to turn. */
  readonly held: number;
}

/** `GET dead-letters`: what could not be answered or delivered, newest first; at most 200. Nothing of what was said. */
export interface DeadLetters {
  readonly letters: readonly DeadLetter[];
  readonly inAll: number;
}
export interface DeadLetter {
  readonly id: string;
  /** `turn`: something a person wrote was not answered. `message`: something was not delivered. */
  readonly kind: 'turn' | 'message';
  /** Such as `line`. */
  readonly channel: string;
  readonly since: number;
  readonly attempts: number;
  /** What was wrong; null when nobody noted it. */
  readonly error: ErrorCode | null;
  /** The talk of that person, where they have had one; only for those who talk with people. */
  readonly talkId: string | null;
  /** False: whoever it was for is erased, or there is no way to them any more; it can only be dropped. */
  readonly canResend: boolean;
}

/*
 * `POST dead-letters/:id/resend`: it is tried again from the start. `POST dead-letters/:id/drop`: it is let go of for
 * good. Both: an empty body, 204; 404 `not_found` when it is not there any more; resend is 409 `desk_cannot_resend` where
 * it cannot be.
 */
