export * from './error-table';
export * from './madobe-error';
