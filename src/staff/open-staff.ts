import { Paces, SealedPhrases } from '../access';
import type { Clock } from '../clock';
import type { Store, Vault } from '../store';
import { KnownBrowsers } from './known-browsers';
import { SecondFactors } from './second-factors';
import { SignIn } from './sign-in';
import { StaffAccounts } from './staff-accounts';
import type { StaffAudit } from './staff-audit';
import { StaffLinks } from './staff-links';
import { StaffPasswords } from './staff-passwords';
import { StaffSessions } from './staff-sessions';

/** Everything about accounts of the staff. */
export interface Staff {
  readonly accounts: StaffAccounts;
  readonly sessions: StaffSessions;
  readonly factors: SecondFactors;
  readonly links: StaffLinks;
  readonly signIn: SignIn;
  readonly passwords: StaffPasswords;
  /** Deletes what is over and worth nothing: each night. */
  forgetOver(): Promise<void>;
}

/**
 * Puts the room together.
 *
 * @param parts.issuer the name under which authenticator apps show it, such as the organisation's
 */
export function openStaff(parts: {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly audit: StaffAudit;
  readonly issuer: string;
}): Staff {
  const { store, vault, clock } = parts;
  const sessions = new StaffSessions(vault);
  const factors = new SecondFactors(vault, parts.issuer);
  const links = new StaffLinks(vault);
  const accounts = new StaffAccounts({ ...parts, sessions, factors, links });
  const paces = new Paces('staff_pace');
  const phrases = new SealedPhrases(vault, 'staff.secret');
  const browsers = new KnownBrowsers(vault);
  const signIn = new SignIn({ ...parts, accounts, sessions, factors, browsers, phrases, paces });
  const passwords = new StaffPasswords({ store, clock, accounts, links, signIn, phrases });
  return {
    accounts,
    sessions,
    factors,
    links,
    signIn,
    passwords,
    forgetOver: () =>
      store.write(async (tx) => {
        const now = clock.now();
        await sessions.forgetOver(tx, now);
        await factors.forgetOver(tx, now);
        await links.forgetOver(tx, now);
        await paces.forgetOver(tx, now);
      }),
  };
}
