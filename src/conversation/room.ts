import type { Letters, Registrations, TalkRule } from '../handoff';
import type { ErasureReceipts, RequestCodes, RoomLinks } from '../people';
import type { Referrals } from '../records';
import type { MyInformation } from './mine';

/** The private room on the web, as turns reach it. */
export interface Room {
  readonly links: RoomLinks;
  readonly letters: Letters;
  readonly registrations: Registrations;
  /** Whether something of a record may be passed on. */
  readonly referrals: Referrals;
  /** What people see of what is kept about them, and agree to. */
  readonly mine: MyInformation;
  readonly requestCodes: RequestCodes;
  readonly receipts: ErasureReceipts;
  /** The organisation's rule: under `private` nothing of a letter or an answer is said in LINE. */
  readonly rule: TalkRule;
  /** Where people reach this server, without a slash at the end; null when nobody has said. */
  readonly baseUrl: string | null;
}
