import { keepMasterKey, type StoreLocation, Vault } from '../store';
import type { Config } from './config';

/** Connections of one process to PostgreSQL: more than the turns it has in hand, so that acceptance never waits for them. */
const POSTGRES_CONNECTIONS = 16;

/** The vault under the configured master key, or under the one kept in the data directory. */
export function openVault(config: Config): Vault {
  return new Vault(config.masterKey?.export() ?? keepMasterKey(config.dataDirectory));
}

/** Where the configured store is. */
export function storeLocation(config: Config): StoreLocation {
  return config.databaseUrl === null
    ? { dialect: 'sqlite', dataDir: config.dataDirectory }
    : { dialect: 'postgres', url: config.databaseUrl, poolSize: POSTGRES_CONNECTIONS };
}
