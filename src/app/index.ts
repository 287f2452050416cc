export * from './check-line';
export * from './config';
export * from './load-content';
export * from './migrate-store';
export * from './start-madobe';
