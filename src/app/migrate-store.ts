import { migrateStore } from '../store';
import type { Config } from './config';
import { storeLocation } from './open-vault';

/** Brings the configured database to now without starting the server. Returns the names of the migrations run. */
export function migrateConfiguredStore(config: Config): Promise<readonly string[]> {
  return migrateStore(storeLocation(config));
}
