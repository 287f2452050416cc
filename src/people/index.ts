export * from './audit-log';
export * from './consents';
export * from './counted-contacts';
export * from './daily-counts';
export * from './erase-person';
export * from './erasure-receipts';
export * from './keys-apart';
export * from './person-directory';
export * from './reminder-wishes';
export { RequestCodes } from './request-codes';
export * from './resume-codes';
export { readResumeNumber } from './resume-number';
export type { WordList } from './resume-words';
export * from './retention';
export {
  ASKED_LINK_MS,
  type RoomEntry,
  RoomLinks,
  type RoomPurpose,
  roomPurposes,
} from './room-links';
export { waitingStep, waitingSteps } from './waiting-steps';
export {
  type OpenSession,
  SESSION_IDLE_MS,
  SESSION_LIFE_MS,
  type SessionRule,
  usualSessionRule,
  WebSessions,
} from './web-sessions';
