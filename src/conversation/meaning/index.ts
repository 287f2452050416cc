export type { Meaning } from './meaning';
export * from './screen-event';
export * from './understand-once';
