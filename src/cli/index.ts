export * from './run-cli';
export * from './terminal';
