export * from './load-content';
