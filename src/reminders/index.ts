export type { DueKind, Rank } from './due-kinds';
export { nextAllowed, type QuietHours } from './quiet-hours';
export { type ReminderWords, readReminderWords } from './reminder-words';
export * from './reminders';
