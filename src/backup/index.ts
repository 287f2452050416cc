export * from './back-up';
export * from './restore';
export * from './store-place';
