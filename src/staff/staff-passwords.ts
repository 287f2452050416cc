import type { SealedPhrases } from '../access';
import type { Clock } from '../clock';
import { MadobeError } from '../errors';
import type { Store } from '../store';
import { isGuessable, readPassword } from './password-rules';
import type { SignIn } from './sign-in';
import type { NewStaff, StaffAccounts } from './staff-accounts';
import type { StaffLinks } from './staff-links';
import type { StaffVisit } from './staff-sessions';

/**
 * Passwords are set here and nowhere else: by who makes the first account, by a one-time link, by their owner. Opens its
 * own transactions, since none may wait for a hash. All methods throw `desk_password_weak` for what is guessed first.
 */
export class StaffPasswords {
  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly clock: Clock;
      readonly accounts: StaffAccounts;
      readonly links: StaffLinks;
      readonly signIn: SignIn;
      readonly phrases: SealedPhrases;
    },
  ) {}

  /**
   * Makes the first account, an administrator's. False when the link is worth nothing (any more), or there is an account.
   * Of many at once, one makes it.
   */
  async setUp(
    token: string,
    staff: Omit<NewStaff, 'role'> & { readonly password: string },
  ): Promise<boolean> {
    const { store, clock, accounts, links } = this.parts;
    if (!(await store.read((tx) => links.opensSetUp(tx, token, clock.now())))) return false;
    const secret = await this.sealed(staff.password, staff.login);
    return store.write(async (tx) => {
      if (!(await links.opensSetUp(tx, token, clock.now()))) return false;
      return accounts.addFirst(tx, staff, secret, clock.now());
    });
  }

  /** Sets the password of whoever a link is for; their sessions end. False when the link is worth nothing (any more). */
  async setByLink(token: string, password: string): Promise<boolean> {
    const { store, clock, accounts, links } = this.parts;
    const account = await store.read(async (tx) => {
      const staffId = await links.peek(tx, token, clock.now());
      return staffId === null ? null : accounts.find(tx, staffId);
    });
    if (!account?.active) return false;
    const secret = await this.sealed(password, account.login);
    return store.write(async (tx) => {
      const staffId = await links.redeem(tx, token, clock.now());
      if (staffId === null) return false;
      await accounts.setSecret(tx, staffId, secret, clock.now());
      return true;
    });
  }

  /** Changes the password of who is signed in; their other sessions end. False when the current one is wrong. */
  async change(visit: StaffVisit, current: string, next: string): Promise<boolean> {
    const { store, clock, accounts, signIn } = this.parts;
    if (!(await signIn.isPassword(visit, current))) return false;
    const account = await store.read((tx) => accounts.find(tx, visit.staff.id));
    if (!account) return false;
    const secret = await this.sealed(next, account.login);
    await store.write((tx) => accounts.setSecret(tx, account.id, secret, clock.now(), visit.sessionId));
    return true;
  }

  private sealed(password: string, login: string): Promise<Buffer> {
    if (isGuessable(password, login)) throw new MadobeError('desk_password_weak');
    return this.parts.phrases.seal(readPassword(password));
  }
}
