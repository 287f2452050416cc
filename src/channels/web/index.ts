export * from './web-channel';
export type { WebChannelSurroundings, WebSetting } from './web-channel-parts';
export * from './web-read-channel';
