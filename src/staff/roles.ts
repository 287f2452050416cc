/** What somebody of the staff may do. Checked by the server for every route. */
export const roles = ['counsellor', 'supervisor', 'peer', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Roles that see everybody's work or look after accounts: their password alone never opens the desk. */
const guarded: readonly Role[] = ['supervisor', 'administrator'];

/** Whether somebody of this role cannot be without a second factor. All others are offered one. */
export function needsSecondFactor(role: Role): boolean {
  return guarded.includes(role);
}

/**
 * Whether somebody may make and change accounts of a role. Administrators may for all; supervisors for those they
 * supervise, so that nobody can raise themselves.
 */
export function mayManage(role: Role, managed: Role): boolean {
  return role === 'administrator' || (role === 'supervisor' && !guarded.includes(managed));
}
