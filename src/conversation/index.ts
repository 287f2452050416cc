export type { TurnScope } from './answer-live-services';
export * from './conversations';
export type { Meaning } from './meaning';
export * from './mine';
export type { Room } from './room';
export * from './said-contents';
export type { TalkDesk } from './talk-desk';
