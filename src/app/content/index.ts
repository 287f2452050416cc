export * from './load-content';
export * from './load-meaning';
export * from './load-other-facts';
