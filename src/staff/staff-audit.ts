import type { Tx } from '../store';

/** Where it is noted who did what to which account, in the transaction that did it. */
export interface StaffAudit {
  /** @param actor an account's id, or who acts at the server itself @param about the id of the account it is about */
  note(tx: Tx, actor: string, action: StaffAction, about: string | null, now: number): Promise<void>;
}

/** The actor where nobody has proven who they are. */
export const NOBODY = 'unknown';

/** What is noted about accounts. At most 32 characters each. */
export type StaffAction =
  | 'staff.set-up'
  | 'staff.add'
  | 'staff.change'
  | 'staff.disable'
  | 'staff.enable'
  | 'staff.link'
  | 'staff.password'
  | 'staff.sign-in'
  | 'staff.sign-in-refused'
  | 'staff.code-refused'
  | 'staff.recovery-code'
  | 'staff.sign-out'
  | 'staff.session-end'
  | 'staff.sign-out-everywhere'
  | 'staff.factor'
  | 'staff.factor-removed';
