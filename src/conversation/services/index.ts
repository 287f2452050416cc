export { readMineWords } from '../mine/mine-words';
export type { Catalogue } from './catalogue';
export * from './create-services';
export * from './load-facts';
export * from './load-services';
export * from './load-stale-crisis-facts';
export * from './load-voice-number';
export * from './stale-facts';
export { upcomingEvents } from './upcoming-events';
