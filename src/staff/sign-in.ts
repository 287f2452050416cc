import { doublingPace, everybodysPace, type Paces, type SealedPhrases, TryLine } from '../access';
import type { Clock } from '../clock';
import { MadobeError } from '../errors';
import type { Store, Tx, Vault } from '../store';
import type { KnownBrowsers } from './known-browsers';
import { readLogin } from './login';
import { readPassword } from './password-rules';
import { needsSecondFactor } from './roles';
import type { NewSecondFactor, SecondFactors } from './second-factors';
import type { StaffAccounts } from './staff-accounts';
import { NOBODY, type StaffAudit } from './staff-audit';
import type { SignInStage, StaffSessions, StaffVisit } from './staff-sessions';

/** Tries at one account from wherever: never so far apart that a right one is refused for long. */
const passwordPace = doublingPace(15);
/** Codes have six digits: whoever has the password gets through some three hundred of a million in a day. */
const codePace = doublingPace(300);
const EVERYBODY = 'all';
/** What protects an account is changed only so soon after its owner proved who they are. */
const FRESH_MS = 10 * 60_000;

/** What a browser brings along. */
export interface Brought {
  /** The token of the session it has, if any: ended where a new one begins. */
  readonly session: string | null;
  /** The token of {@link KnownBrowsers}, if any. */
  readonly known: string | null;
}

/** A step of a sign-in that succeeded. */
export interface SignedIn {
  /** The session's new token. */
  readonly token: string;
  readonly stage: SignInStage;
  /** To be kept by the browser, once it is signed in. */
  readonly known: string | null;
}

/**
 * The way in for staff: a password, then a second factor where there is one or has to be. Opens its own transactions,
 * since none may wait for a try or a hash.
 *
 * A refusal says nothing of what was wrong and comes after the same work: for a name that nobody has, a wrong password, a
 * disabled account, and one whose password was never set. Tries are counted before they are made and wait for each other;
 * what would wait over 15 s is refused untried. Nobody is ever barred: a browser that was in before has its own line.
 */
export class SignIn {
  private readonly line: TryLine;

  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly vault: Vault;
      readonly clock: Clock;
      readonly accounts: StaffAccounts;
      readonly sessions: StaffSessions;
      readonly factors: SecondFactors;
      readonly browsers: KnownBrowsers;
      readonly phrases: SealedPhrases;
      readonly paces: Paces;
      readonly audit: StaffAudit;
    },
  ) {
    this.line = new TryLine(parts);
  }

  /** Tries a password. Null: refused. */
  async withPassword(
    given: { readonly login: string; readonly password: string },
    brought: Brought,
  ): Promise<SignedIn | null> {
    const { store, accounts, phrases, paces, audit, clock } = this.parts;
    const login = readLogin(given.login) ?? '';
    const before = await store.read((tx) => accounts.secretOf(tx, login));
    const isKnown = before !== null && this.parts.browsers.knows(before.id, brought.known);
    const subject = isKnown ? this.lineOf('browser', brought.known ?? '') : this.lineOf('login', login);
    const mayTry = await this.line.stand(...(isKnown ? [] : [{ subject: EVERYBODY, pace: everybodysPace }]), {
      subject,
      pace: passwordPace,
    });
    const kept = await store.read((tx) => accounts.secretOf(tx, login));
    const fits = await phrases.fits(
      mayTry && kept?.active ? kept.secret : null,
      readPassword(given.password),
    );
    return store.write(async (tx) => {
      const now = clock.now();
      // It may have been changed or disabled while the password was tried.
      const account = kept && (await accounts.holdSecret(tx, kept.id));
      if (!fits || !account?.active || !isSame(account.secret, kept?.secret ?? null)) {
        await audit.note(tx, NOBODY, 'staff.sign-in-refused', kept?.id ?? null, now);
        return null;
      }
      await paces.forgive(tx, subject);
      const stage = (await this.parts.factors.has(tx, account.id))
        ? 'code'
        : needsSecondFactor(account.role)
          ? 'enrol'
          : 'full';
      return this.open(tx, account.id, stage, brought, now);
    });
  }

  /** Tries a code of the app, or a recovery code, in a session at the stage `code`. Null: refused. */
  async withCode(visit: StaffVisit, code: string, brought: Brought): Promise<SignedIn | null> {
    const { store, factors, paces, audit, clock } = this.parts;
    this.demand(visit, 'code');
    const subject = this.codeLineOf(visit.staff.id, brought);
    const mayTry = await this.line.stand({ subject, pace: codePace });
    return store.write(async (tx) => {
      const now = clock.now();
      await this.demandStill(tx, visit, brought, now);
      const proof = mayTry ? await factors.accept(tx, visit.staff.id, code, now) : null;
      if (proof === null) {
        await audit.note(tx, NOBODY, 'staff.code-refused', visit.staff.id, now);
        return null;
      }
      await paces.forgive(tx, subject);
      if (proof === 'recovery-code') {
        await audit.note(tx, visit.staff.id, 'staff.recovery-code', visit.staff.id, now);
      }
      return this.open(tx, visit.staff.id, 'full', brought, now);
    });
  }

  /**
   * Makes a second factor, to be confirmed. In a session at the stage `enrol`, or in one that is signed in for less than
   * ten minutes; throws `desk_sign_in_again` in an older one.
   */
  async enrol(visit: StaffVisit): Promise<NewSecondFactor> {
    const { store, accounts, factors, clock } = this.parts;
    this.demand(visit, 'enrol', 'full');
    this.demandFresh(visit);
    return store.write(async (tx) => {
      const account = await accounts.find(tx, visit.staff.id);
      if (!account) throw new MadobeError('desk_signed_out');
      return factors.ask(tx, account.id, account.login, clock.now());
    });
  }

  /** Confirms the factor with its first code; all other sessions end. Null: refused. */
  async confirm(visit: StaffVisit, code: string, brought: Brought): Promise<SignedIn | null> {
    const { store, factors, sessions, paces, audit, clock } = this.parts;
    this.demand(visit, 'enrol', 'full');
    this.demandFresh(visit);
    const subject = this.codeLineOf(visit.staff.id, brought);
    const mayTry = await this.line.stand({ subject, pace: codePace });
    return store.write(async (tx) => {
      const now = clock.now();
      await this.demandStill(tx, visit, brought, now);
      if (!mayTry || !(await factors.confirm(tx, visit.staff.id, code, now))) return null;
      await paces.forgive(tx, subject);
      await sessions.endAllOf(tx, visit.staff.id);
      await audit.note(tx, visit.staff.id, 'staff.factor', visit.staff.id, now);
      return this.open(tx, visit.staff.id, 'full', brought, now);
    });
  }

  /** Whether this is the password of who is signed in. Tries wait as at the sign-in. */
  async isPassword(visit: StaffVisit, password: string): Promise<boolean> {
    const { store, accounts, phrases, paces } = this.parts;
    const subject = this.lineOf('password', visit.staff.id);
    const mayTry = await this.line.stand({ subject, pace: passwordPace });
    const kept = await store.write((tx) => accounts.holdSecret(tx, visit.staff.id));
    const fits = await phrases.fits(mayTry ? (kept?.secret ?? null) : null, readPassword(password));
    if (fits) await store.write((tx) => paces.forgive(tx, subject));
    return fits;
  }

  private async open(
    tx: Tx,
    staffId: string,
    stage: SignInStage,
    brought: Brought,
    now: number,
  ): Promise<SignedIn> {
    const { sessions, browsers, audit } = this.parts;
    if (brought.session !== null) await sessions.end(tx, brought.session);
    const token = await sessions.open(tx, staffId, stage, now);
    if (stage !== 'full') return { token, stage, known: null };
    await tx.run('UPDATE staff SET seen_at = $2 WHERE id = $1', staffId, now);
    await audit.note(tx, staffId, 'staff.sign-in', staffId, now);
    return { token, stage, known: browsers.make(staffId) };
  }

  private demand(visit: StaffVisit, ...stages: readonly SignInStage[]): void {
    if (!stages.includes(visit.stage)) throw new MadobeError('desk_not_allowed');
  }

  private demandFresh({ stage, openedAt }: StaffVisit): void {
    const isStale = stage === 'full' && this.parts.clock.now() - openedAt >= FRESH_MS;
    if (isStale) throw new MadobeError('desk_sign_in_again');
  }

  /** The session may have been used or ended while its try waited. */
  private async demandStill(tx: Tx, visit: StaffVisit, brought: Brought, now: number): Promise<void> {
    const still = brought.session && (await this.parts.sessions.find(tx, brought.session, now));
    if (!still || still.sessionId !== visit.sessionId) throw new MadobeError('desk_signed_out');
  }

  private codeLineOf(staffId: string, { known }: Brought): string {
    return this.parts.browsers.knows(staffId, known)
      ? this.lineOf('code-browser', known)
      : this.lineOf('code', staffId);
  }

  private lineOf(kind: string, what: string): string {
    return this.parts.vault.indexOf('staff-pace', `${kind}\n${what}`);
  }
}

function isSame(one: Uint8Array | null, other: Uint8Array | null): boolean {
  return one !== null && other !== null && Buffer.from(one).equals(other);
}
