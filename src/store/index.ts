export * from './data-directory-lock';
export * from './dialect';
export type * from './entities';
export * from './master-key';
export { createDataSource, migrateStore, openStore, type StoreLocation, storeExists } from './open-store';
export * from './store';
export * from './vault';
