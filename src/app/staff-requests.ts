import { type Clock, systemClock } from '../clock';
import { AuditLog } from '../people';
import { type NewStaff, openStaff, type Staff, type StaffAccount } from '../staff';
import { openStore, type Store, storeExists } from '../store';
import type { Config } from './config';
import { openVault, storeLocation } from './open-vault';

/** A one-time link to set a password. */
export interface PasswordLink {
  readonly link: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Somebody at the server's command line, as the audit names them: at most 64 characters. */
type Actor = string;

/**
 * Makes an account and the link to set its password, in a database that is made now if there was none.
 *
 * @throws `desk_login_taken`
 */
export function addStaffOnRequest(
  config: Config,
  staff: NewStaff,
  actor: Actor,
  clock: Clock = systemClock,
): Promise<PasswordLink> {
  return within(config, clock, ({ store, accounts }) =>
    store.write(async (tx) => linkOf(config, await accounts.add(tx, actor, staff, clock.now()))),
  );
}

/** All accounts. */
export async function listStaffOnRequest(
  config: Config,
  clock: Clock = systemClock,
): Promise<readonly StaffAccount[]> {
  if (!storeExists(storeLocation(config))) return [];
  return within(config, clock, ({ store, accounts }) => store.read((tx) => accounts.list(tx)));
}

/**
 * Disables an account: its sessions end at once. False when there is none.
 *
 * @throws `desk_last_administrator`
 */
export function disableStaffOnRequest(
  config: Config,
  login: string,
  actor: Actor,
  clock: Clock = systemClock,
): Promise<boolean> {
  return withAccount(config, clock, login, false, async ({ store, accounts }, { id, name, role }) => {
    await store.write((tx) => accounts.change(tx, actor, id, { name, role, active: false }, clock.now()));
    return true;
  });
}

/**
 * Makes a link by which somebody sets their password anew; a disabled account may be used again then. Null when there is
 * none.
 *
 * @param options.newSecondFactor takes their second factor away, too
 */
export function linkStaffOnRequest(
  config: Config,
  login: string,
  actor: Actor,
  options: { readonly newSecondFactor: boolean },
  clock: Clock = systemClock,
): Promise<PasswordLink | null> {
  return withAccount(config, clock, login, null, ({ store, accounts }, { id, name, role, active }) =>
    store.write(async (tx) => {
      const now = clock.now();
      if (!active) await accounts.change(tx, actor, id, { name, role, active: true }, now);
      if (options.newSecondFactor) await accounts.removeSecondFactor(tx, actor, id, now);
      return linkOf(config, await accounts.link(tx, actor, id, now));
    }),
  );
}

interface Parts {
  readonly store: Store;
  readonly accounts: Staff['accounts'];
}

async function withAccount<Result>(
  config: Config,
  clock: Clock,
  login: string,
  none: Result,
  work: (parts: Parts, account: StaffAccount) => Promise<Result>,
): Promise<Result> {
  if (!storeExists(storeLocation(config))) return none;
  return within(config, clock, async (parts) => {
    const account = await parts.store.read((tx) => parts.accounts.withLogin(tx, login));
    return account ? work(parts, account) : none;
  });
}

/** Opens the configured store, beside a server that may be running, for one piece of work. */
async function within<Result>(
  config: Config,
  clock: Clock,
  work: (parts: Parts) => Promise<Result>,
): Promise<Result> {
  const vault = openVault(config);
  const store = await openStore(storeLocation(config), vault, clock);
  try {
    const { accounts } = openStaff({ store, vault, clock, audit: new AuditLog(), issuer: '' });
    return await work({ store, accounts });
  } finally {
    await store.close();
  }
}

function linkOf(
  config: Config,
  { token, expiresAt }: { readonly token: string; readonly expiresAt: number },
): PasswordLink {
  const origin = config.baseUrl ?? `http://localhost:${config.port}`;
  return { link: `${origin}/desk/password/${token}`, expiresAt };
}
