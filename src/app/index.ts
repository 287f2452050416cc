export * from './check-line';
export * from './config';
export * from './content';
export * from './migrate-store';
export * from './serve';
export * from './start-madobe';
