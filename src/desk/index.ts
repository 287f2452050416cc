export { statisticsIds } from './api';
export type { NotBuiltWords } from './desk-page';
export type { BookingNotices, Colleague, DeskParts } from './desk-parts';
export type { DeskAccess, DeskRoute } from './desk-route';
export { type Desk, type DeskSetting, openDesk } from './open-desk';
export { type PaperWords, paperWords } from './record-paper';
export { SettingsInForce } from './settings-in-force';
