import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Clock } from '../../clock';
import { needsSecondFactor, type Role, type Staff } from '../../staff';
import type { Store } from '../../store';
import type { DemoCast } from './demo-cast';

/** An account of the demo, as it is told to whoever tries it. */
export interface DemoAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  /** For roles that need one: what an authenticator app takes, and codes that are good once each. */
  readonly secondFactor: { readonly secret: string; readonly recoveryCodes: readonly string[] } | null;
}

const ACTOR = 'demo';
/** Without letters and digits that are taken for each other. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Makes the accounts of the demo, each ready to sign in. */
export async function makeDemoStaff(
  { staff, store, clock }: { readonly staff: Staff; readonly store: Store; readonly clock: Clock },
  cast: DemoCast['staff'],
): Promise<readonly DemoAccount[]> {
  const made: DemoAccount[] = [];
  for (const [login, { name, role }] of Object.entries(cast)) {
    const { id, token } = await store.write((tx) =>
      staff.accounts.add(tx, ACTOR, { login, name, role }, clock.now()),
    );
    const password = newPassword();
    await staff.passwords.setByLink(token, password);
    const secondFactor = needsSecondFactor(role)
      ? await standingFactor({ staff, store, clock }, id, login)
      : null;
    made.push({ id, login, name, role, password, secondFactor });
  }
  return made;
}

/** A second factor that stands: its first code is given as an app would give it. */
async function standingFactor(
  { staff, store, clock }: { readonly staff: Staff; readonly store: Store; readonly clock: Clock },
  id: string,
  login: string,
): Promise<DemoAccount['secondFactor']> {
  return store.write(async (tx) => {
    const now = clock.now();
    const { uri, recoveryCodes } = await staff.factors.ask(tx, id, login, now);
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
    if (!(await staff.factors.confirm(tx, id, code, now)))
      throw new Error('The code of a new factor was refused.');
    return { secret, recoveryCodes };
  });
}

/** Four groups of four: nobody guesses it, and it can be typed. */
function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
