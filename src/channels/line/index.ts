export * from './check-line';
export { LineClient, type LineClientOptions } from './line-client';
export * from './line-sender';
export * from './line-webhook';
