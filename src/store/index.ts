export * from './copy-sqlite';
export * from './data-directory-lock';
export * from './dialect';
export type * from './entities';
export { KeptMasterKeys, MASTER_KEY_FILE } from './kept-master-keys';
export type { LiveListener, LiveTopic, StopListening } from './live-events';
export { givenMasterKeys, type MasterKeyPair, type MasterKeys } from './master-keys';
export {
  createDataSource,
  migrateStore,
  openStore,
  type StoreLocation,
  storeExists,
  storeIsEmpty,
} from './open-store';
export * from './person-keys';
export * from './rotate-keys';
export { SealingKey } from './sealing-key';
export * from './sqlite-files';
export * from './store';
export * from './vault';
