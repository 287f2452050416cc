import { z } from 'zod';
import { type Role, roles } from '../../staff';
import { limits } from '../limits';

export type { Role };

/** Somebody of the staff, as colleagues see them. */
export interface StaffName {
  readonly id: string;
  readonly name: string;
}

/** `GET setup`: whether the first account may be made, because there is none yet. */
export interface Setup {
  readonly open: boolean;
}

const login = z.string().trim().min(1).max(limits.login);
const staffName = z.string().trim().min(1).max(limits.staffName);
const newPassword = z.string().min(12).max(limits.password);

/** `POST setup`. 204; then the account signs in. */
export const setUpSchema = z.strictObject({
  token: z.string().min(1).max(limits.token),
  login,
  name: staffName,
  password: newPassword,
});
export type SetUp = z.input<typeof setUpSchema>;

/** `POST sign-in`. */
export const signInSchema = z.strictObject({
  login,
  password: z.string().min(1).max(limits.password),
});
export type SignIn = z.input<typeof signInSchema>;

/** What `POST sign-in` and `POST sign-in/code` lead to: signed in, the second factor, or its first setting up. */
export interface SignInNext {
  readonly next: 'done' | 'code' | 'enrol';
}

/**
 * `POST sign-in/password`: sets a password by the one-time link of a {@link StaffLink}, which leads to
 * `/desk/password/<token>`. 204; all sessions end, then they sign in. The link of the first account leads to
 * `/desk/set-up/<token>`.
 */
export const setPasswordSchema = z.strictObject({
  token: z.string().min(1).max(limits.token),
  password: newPassword,
});
export type SetPassword = z.input<typeof setPasswordSchema>;

/** `POST sign-in/code` and `POST sign-in/enrol/confirm`. */
export const codeSchema = z.strictObject({ code: z.string().trim().min(1).max(limits.code) });
export type Code = z.input<typeof codeSchema>;

/** `POST sign-in/enrol`: shown once. */
export interface Enrolment {
  readonly uri: string;
  /** An SVG, to be shown as a picture. */
  readonly qrSvg: string;
  readonly recoveryCodes: readonly string[];
}

/** `GET me`. */
export interface Me {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** A second factor is set up. */
  readonly hasSecondFactor: boolean;
}

/** `GET sessions`: one's own. */
export interface StaffSessions {
  readonly sessions: readonly StaffSession[];
}
export interface StaffSession {
  readonly id: string;
  readonly since: number;
  readonly lastUsed: number;
  /** This very browser. */
  readonly isThis: boolean;
}

/** `POST password`. 204; all other sessions end. 403 `desk_sign_in_refused` when the current one is wrong. */
export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(limits.password),
  next: newPassword,
});
export type ChangePassword = z.input<typeof changePasswordSchema>;

/** `GET staff`. */
export interface StaffList {
  readonly staff: readonly StaffAccount[];
}
export interface StaffAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** False: may not sign in, and is signed out everywhere. */
  readonly active: boolean;
  readonly hasSecondFactor: boolean;
  readonly lastSeen: number | null;
}

/** `POST staff`: 201 {@link StaffLink}. */
export const addStaffSchema = z.strictObject({ login, name: staffName, role: z.enum(roles) });
export type AddStaff = z.input<typeof addStaffSchema>;

/** `PUT staff/:id`. */
export const changeStaffSchema = z.strictObject({
  name: staffName,
  role: z.enum(roles),
  active: z.boolean(),
});
export type ChangeStaff = z.input<typeof changeStaffSchema>;

/** `POST staff/:id/sign-out`, and `DELETE staff/:id/second-factor` for whoever lost theirs: no body. 204. */

/** `POST staff` and `POST staff/:id/link`: a one-time link by which a password is set; shown once. */
export interface StaffLink {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: number;
}
