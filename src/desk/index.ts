export type { NotBuiltWords } from './desk-page';
export type { Colleague, DeskParts } from './desk-parts';
export type { DeskAccess, DeskRoute } from './desk-route';
export { type Desk, type DeskSetting, openDesk } from './open-desk';
