export * from './application-items';
export * from './cases';
export * from './catalogue';
export * from './directory';
export * from './events';
export type { Municipality } from './municipalities';
export * from './news';
export type { Peers } from './peer';
export * from './supports';
