export * from './erase-conversation';
export { exportPage, inHtml } from './export-page';
export { type Change, type ChangeWords, changes, type MineWordBook, type MineWords } from './mine-words';
export * from './my-information';
export type { PersonExport } from './person-export';
export { referralChoices } from './referral-choices';
export { namedItems, registeredLines } from './registered-lines';
export { rememberedIn } from './remembered';
