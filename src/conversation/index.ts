export type { TurnScope } from './answer-live-services';
export * from './conversations';
export type { Meaning } from './meaning';
export * from './mine';
export type { Room } from './room';
