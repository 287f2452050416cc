import { givenMasterKeys, KeptMasterKeys, type MasterKeys, type StoreLocation, Vault } from '../store';
import type { Config } from './config';

/** Connections of one process to PostgreSQL: more than the turns it has in hand, so that acceptance never waits for them. */
const POSTGRES_CONNECTIONS = 16;

/** The vault under the configured master keys, or under those kept in the data directory. */
export function openVault(config: Config): Vault {
  return new Vault(masterKeys(config));
}

function masterKeys({ masterKey, previousMasterKey, dataDirectory }: Config): MasterKeys {
  if (masterKey === null) return new KeptMasterKeys(dataDirectory);
  return givenMasterKeys(masterKey.export(), previousMasterKey?.export() ?? null);
}

/** Where the configured store is. */
export function storeLocation(config: Config): StoreLocation {
  return config.databaseUrl === null
    ? { dialect: 'sqlite', dataDir: config.dataDirectory }
    : { dialect: 'postgres', url: config.databaseUrl, poolSize: POSTGRES_CONNECTIONS };
}
