import { TOTP, URI } from 'otpauth';
import { AuditLog } from '../../src/people';
import {
  type Brought,
  openStaff,
  type Role,
  type SignedIn,
  type Staff,
  type StaffVisit,
} from '../../src/staff';
import type { Dialect } from '../../src/store';
import { StoreRig } from '../support/store-rig';
import { waitFor } from '../support/wait-for';

/** A password that nobody guesses first. */
export const GOOD = 'ひだまりの縁側で麦茶をのむ';
export const OTHER = 'kitanomachi no yuki-doke';
export const WRONG = 'まちがった合いことばです';
export const nothing: Brought = { session: null, known: null };

/** An account as tests use it. */
export interface Made {
  readonly id: string;
  readonly login: string;
}

/** Accounts on a store of their own. Every test begins without any, at the same time: just before a month turns. */
export class StaffRig extends StoreRig {
  static use(dialect: Dialect): StaffRig {
    const rig = new StaffRig('2026-11-30T23:50:00+09:00');
    rig.openFor(dialect, ['staff', 'staff_link', 'staff_pace', 'audit']);
    return rig;
  }

  private room: Staff | null = null;

  get staff(): Staff {
    this.room ??= openStaff({
      store: this.store,
      vault: this.vault,
      clock: this.clock,
      audit: new AuditLog(),
      issuer: '窓辺の会',
    });
    return this.room;
  }

  /** An account with a password. */
  async account(login = 'hanako', role: Role = 'counsellor', password = GOOD): Promise<Made> {
    const { id, token } = await this.store.write((tx) =>
      this.staff.accounts.add(tx, 'cli', { login, name: `${login}さん`, role }, this.now),
    );
    expect(await this.staff.passwords.setByLink(token, password)).toBe(true);
    return { id, login };
  }

  /** Does something that may wait, letting time pass while it does; how long it had to wait, too. */
  async passing<Result>(
    work: Promise<Result>,
  ): Promise<{ readonly result: Result; readonly waited: number }> {
    const began = this.now;
    let isOver = false;
    const watched = work.finally(() => {
      isOver = true;
    });
    watched.catch(() => undefined);
    await waitFor('what was begun to end', () => {
      if (!isOver && this.clock.pending > 0) this.clock.advance(500);
      return isOver;
    });
    return { result: await watched, waited: this.now - began };
  }

  async tryPassword(login: string, password: string, brought: Brought = nothing) {
    return this.passing(this.staff.signIn.withPassword({ login, password }, brought));
  }

  /** Signs in by the right password; fails where it is refused. */
  async signIn(login: string, password = GOOD, brought: Brought = nothing): Promise<SignedIn> {
    const { result } = await this.tryPassword(login, password, brought);
    if (!result) throw new Error('The sign-in was refused.');
    return result;
  }

  async visit(token: string): Promise<StaffVisit | null> {
    return this.store.write((tx) => this.staff.sessions.find(tx, token, this.now));
  }

  async visitOf(token: string): Promise<StaffVisit> {
    const visit = await this.visit(token);
    if (!visit) throw new Error('There is no such session.');
    return visit;
  }

  /** Sets a second factor up, in a session that may; what the app and a sheet of paper then have. */
  async enrol(signedIn: SignedIn) {
    const visit = await this.visitOf(signedIn.token);
    const factor = await this.staff.signIn.enrol(visit);
    const app = new AuthenticatorApp(factor.uri);
    const confirmed = await this.staff.signIn.confirm(visit, app.code(this.now), {
      session: signedIn.token,
      known: null,
    });
    if (!confirmed) throw new Error('The first code was refused.');
    return { app, recoveryCodes: factor.recoveryCodes, signedIn: confirmed };
  }

  /** Tries a code in a session that is at the second factor. */
  async tryCode(token: string, code: string, known: string | null = null) {
    const visit = await this.visitOf(token);
    return this.passing(this.staff.signIn.withCode(visit, code, { session: token, known }));
  }

  /** What was noted, oldest first. */
  async noted(): Promise<readonly { readonly actor: string; readonly action: string }[]> {
    return this.store.read((tx) => tx.all('SELECT actor, action FROM audit ORDER BY id'));
  }
}

/** What an authenticator app does. */
export class AuthenticatorApp {
  private readonly totp: TOTP;

  constructor(readonly uri: string) {
    const read = URI.parse(uri);
    if (!(read instanceof TOTP)) throw new Error('An app could not read this address.');
    this.totp = read;
  }

  get issuer(): string {
    return this.totp.issuer;
  }

  get label(): string {
    return this.totp.label;
  }

  /** @param at milliseconds since the epoch */
  code(at: number): string {
    return this.totp.generate({ timestamp: at });
  }
}
