export * from './erase-conversation';
export { exportPage, inHtml } from './export-page';
export { type Change, changes, type MineWordBook, type MineWords } from './mine-words';
export * from './my-information';
export type { PersonExport } from './person-export';
export { registeredLines } from './registered-lines';
export { rememberedIn } from './remembered';
