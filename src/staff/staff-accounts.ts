import { randomUUID } from 'node:crypto';
import { MadobeError } from '../errors';
import type { Tx, Vault } from '../store';
import { readLogin } from './login';
import { needsSecondFactor, type Role } from './roles';
import type { SecondFactors } from './second-factors';
import type { StaffAudit } from './staff-audit';
import type { NewStaffLink, StaffLinks } from './staff-links';
import type { StaffMember, StaffSessions } from './staff-sessions';

/** An account as those who look after accounts see it. */
export interface StaffAccount extends StaffMember {
  readonly login: string;
  /** False: may not sign in, and is signed out everywhere. */
  readonly active: boolean;
  readonly hasSecondFactor: boolean;
  /** They have set a password. */
  readonly hasPassword: boolean;
  /** To the minute. Milliseconds since the epoch; null before the first time. */
  readonly lastSeen: number | null;
}

/** Somebody to be given an account. */
export interface NewStaff {
  /** As {@link readLogin} gives it. */
  readonly login: string;
  readonly name: string;
  readonly role: Role;
}

/** What may be changed of an account. */
export interface StaffChange {
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
}

/** What a sign-in needs to know of an account. */
export interface StaffSecret {
  readonly id: string;
  readonly login: string;
  readonly role: Role;
  readonly active: boolean;
  /** Sealed; null until a password was set. */
  readonly secret: Uint8Array | null;
}

interface Row {
  readonly id: string;
  readonly login: Uint8Array;
  readonly name: Uint8Array;
  readonly role: Role;
  readonly state: 'active' | 'disabled';
  readonly secret: Uint8Array | null;
  readonly seenAt: number | null;
  readonly factors: number;
}

const selectRows = `SELECT staff.id, login, name, role, staff.state, staff.secret, seen_at AS "seenAt",
    (SELECT CAST(COUNT(*) AS integer) FROM staff_factor
      WHERE staff_factor.staff_id = staff.id AND staff_factor.state = 'standing') AS factors
  FROM staff`;

/**
 * Accounts of the staff. Names and sign-in names are sealed with the system's key, and a sign-in name is found by its
 * keyed hash. Accounts are never deleted: what somebody did keeps their name. Every method works inside the caller's
 * transaction, and whatever changes an account is noted in it.
 */
export class StaffAccounts {
  constructor(
    private readonly parts: {
      readonly vault: Vault;
      readonly sessions: StaffSessions;
      readonly factors: SecondFactors;
      readonly links: StaffLinks;
      readonly audit: StaffAudit;
    },
  ) {}

  /** Whether there is no account at all. */
  async isEmpty(tx: Tx): Promise<boolean> {
    return (await tx.all('SELECT 1 FROM staff LIMIT 1')).length === 0;
  }

  /** All accounts, active ones first, by name. */
  async list(tx: Tx): Promise<readonly StaffAccount[]> {
    const accounts = (await tx.all<Row>(selectRows)).map((row) => this.accountOf(row));
    return accounts.sort(
      (a, b) =>
        Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, 'ja') || (a.id < b.id ? -1 : 1),
    );
  }

  /** An account by its id, or null. */
  async find(tx: Tx, id: string): Promise<StaffAccount | null> {
    const [row] = await tx.all<Row>(`${selectRows} WHERE staff.id = $1`, id);
    return row ? this.accountOf(row) : null;
  }

  /** An account by its sign-in name, or null. */
  async withLogin(tx: Tx, login: string): Promise<StaffAccount | null> {
    const [row] = await tx.all<Row>(`${selectRows} WHERE login_index = $1`, this.indexOf(login));
    return row ? this.accountOf(row) : null;
  }

  /** What a sign-in under this name needs, or null when nobody has it. */
  async secretOf(tx: Tx, login: string): Promise<StaffSecret | null> {
    const [row] = await tx.all<Row>(`${selectRows} WHERE login_index = $1`, this.indexOf(login));
    return row ? this.secretOfRow(row) : null;
  }

  /** What checking the password of an account needs, or null when there is none. On PostgreSQL it is held. */
  async holdSecret(tx: Tx, id: string): Promise<StaffSecret | null> {
    const [row] = await tx.all<Row>(`${selectRows} WHERE staff.id = $1${held(tx)}`, id);
    return row ? this.secretOfRow(row) : null;
  }

  /** The names of these people, by id; whoever there is none of is left out. */
  async namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const wanted = [...new Set(ids)];
    const rows = await tx.all<{ id: string; name: Uint8Array }>(
      `SELECT id, name FROM staff WHERE id IN (${wanted.map((_, index) => `$${index + 1}`).join(', ')})`,
      ...wanted,
    );
    return new Map(rows.map(({ id, name }) => [id, this.parts.vault.system.open('staff.name', name)]));
  }

  /**
   * Makes an account without a password, and the link to set one. Throws `desk_login_taken`.
   *
   * @param actor who does it, for the audit
   */
  async add(
    tx: Tx,
    actor: string,
    staff: NewStaff,
    now: number,
  ): Promise<NewStaffLink & { readonly id: string }> {
    const id = await this.insert(tx, staff, null, now);
    await this.parts.audit.note(tx, actor, 'staff.add', id, now);
    return { id, ...(await this.parts.links.make(tx, id, now)) };
  }

  /** Makes the first account, whose password is set already. False when somebody was quicker. */
  async addFirst(tx: Tx, staff: Omit<NewStaff, 'role'>, secret: Buffer, now: number): Promise<boolean> {
    // Two first accounts at once: the second waits here, and then is no first.
    await tx.all(`SELECT 1 FROM installation WHERE id = 1${held(tx)}`);
    if (!(await this.isEmpty(tx))) return false;
    const id = await this.insert(tx, { ...staff, role: 'administrator' }, secret, now);
    await this.parts.links.endSetUp(tx);
    await this.parts.audit.note(tx, id, 'staff.set-up', id, now);
    return true;
  }

  /**
   * Changes an account. Whoever is disabled is signed out everywhere at once, and their link is worth nothing; so is
   * whoever now needs a second factor and has none. Null when there is no such account; throws
   * `desk_last_administrator`.
   */
  async change(
    tx: Tx,
    actor: string,
    id: string,
    change: StaffChange,
    now: number,
  ): Promise<StaffAccount | null> {
    const { sessions, links, audit, vault } = this.parts;
    // All administrators are held, so that two of them cannot make each other the last.
    const administrators = await tx.all<{ id: string }>(
      `SELECT id FROM staff WHERE role = 'administrator' AND state = 'active' ORDER BY id${held(tx)}`,
    );
    const before = await this.find(tx, id);
    if (!before) return null;
    const staysAdministrator = change.active && change.role === 'administrator';
    if (!staysAdministrator && administrators.every((each) => each.id === id) && administrators.length > 0) {
      throw new MadobeError('desk_last_administrator');
    }
    await tx.run(
      'UPDATE staff SET name = $2, role = $3, state = $4 WHERE id = $1',
      id,
      vault.system.seal('staff.name', change.name),
      change.role,
      change.active ? 'active' : 'disabled',
    );
    if (!change.active) await links.voidOf(tx, id);
    const mustSignInAgain = needsSecondFactor(change.role) && !before.hasSecondFactor;
    if (!change.active || mustSignInAgain) await sessions.endAllOf(tx, id);
    else tx.notify('staff', id);
    if (change.active !== before.active) {
      await audit.note(tx, actor, change.active ? 'staff.enable' : 'staff.disable', id, now);
    }
    if (change.name !== before.name || change.role !== before.role) {
      await audit.note(tx, actor, 'staff.change', id, now);
    }
    return { ...before, ...change };
  }

  /** Makes a link by which somebody sets their password anew. What they have goes on until then. */
  async link(tx: Tx, actor: string, id: string, now: number): Promise<NewStaffLink> {
    await this.parts.audit.note(tx, actor, 'staff.link', id, now);
    return this.parts.links.make(tx, id, now);
  }

  /** Takes away the second factor of whoever lost it, and signs them out: it is set up anew at the next sign-in. */
  async removeSecondFactor(tx: Tx, actor: string, id: string, now: number): Promise<void> {
    const { factors, sessions, audit } = this.parts;
    await factors.remove(tx, id);
    await sessions.endAllOf(tx, id);
    await audit.note(tx, actor, 'staff.factor-removed', id, now);
  }

  /** Keeps a new password, and ends all sessions but one. */
  async setSecret(tx: Tx, id: string, secret: Buffer, now: number, exceptSessionId?: string): Promise<void> {
    await tx.run('UPDATE staff SET secret = $2 WHERE id = $1', id, secret);
    await this.parts.sessions.endAllOf(tx, id, exceptSessionId);
    await this.parts.audit.note(tx, id, 'staff.password', id, now);
  }

  private async insert(
    tx: Tx,
    { login, name, role }: NewStaff,
    secret: Buffer | null,
    now: number,
  ): Promise<string> {
    const { system } = this.parts.vault;
    const id = randomUUID();
    const made = await tx.run(
      `INSERT INTO staff (id, login_index, login, name, role, state, secret, created_at)
       VALUES ($1, $2, $3, $4, $5, 'active', $6, $7) ON CONFLICT (login_index) DO NOTHING`,
      id,
      this.indexOf(login),
      system.seal('staff.login', login),
      system.seal('staff.name', name),
      role,
      secret,
      now,
    );
    if (made === 0) throw new MadobeError('desk_login_taken');
    return id;
  }

  private accountOf(row: Row): StaffAccount {
    const { system } = this.parts.vault;
    return {
      id: row.id,
      login: system.open('staff.login', row.login),
      name: system.open('staff.name', row.name),
      role: row.role,
      active: row.state === 'active',
      hasSecondFactor: row.factors > 0,
      hasPassword: row.secret !== null,
      lastSeen: row.seenAt,
    };
  }

  private secretOfRow({ id, login, role, state, secret }: Row): StaffSecret {
    return {
      id,
      login: this.parts.vault.system.open('staff.login', login),
      role,
      active: state === 'active',
      secret,
    };
  }

  private indexOf(login: string): string {
    return this.parts.vault.indexOf('staff-login', readLogin(login) ?? '');
  }
}

/** On SQLite one transaction writes at a time; on PostgreSQL a row is held by name. */
function held(tx: Tx): string {
  return tx.dialect === 'postgres' ? ' FOR UPDATE' : '';
}
