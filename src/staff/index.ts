export { knownBrowserPattern } from './known-browsers';
export { readLogin, readStaffName } from './login';
export { openStaff, type Staff } from './open-staff';
export * from './roles';
export type { NewSecondFactor } from './second-factors';
export type { Brought, SignedIn } from './sign-in';
export type { NewStaff, StaffAccount, StaffChange } from './staff-accounts';
export { NOBODY, type StaffAction, type StaffAudit } from './staff-audit';
export type { NewStaffLink } from './staff-links';
export {
  type OpenStaffSession,
  type SignInStage,
  type StaffMember,
  type StaffSessionRule,
  StaffSessions,
  type StaffVisit,
  usualStaffSessionRule,
} from './staff-sessions';
