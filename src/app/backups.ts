import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Backup,
  type BackupFiles,
  type BackupFolders,
  backUp,
  type Restored,
  restore,
  type StorePlace,
} from '../backup';
import { systemClock } from '../clock';
import { MadobeError } from '../errors';
import { MASTER_KEY_FILE, storeExists } from '../store';
import type { Config } from './config';
import { openVault, storeLocation } from './open-vault';

/** Backs up the configured database, beside servers that go on working. Null when there is none yet. */
export async function backUpConfigured(config: Config, folders: BackupFolders): Promise<Backup | null> {
  if (!storeExists(storeLocation(config))) return null;
  return backUp(placeOf(config), folders);
}

/** Puts a backup back as the configured database. @throws also `restore_master_key_missing` */
export async function restoreConfigured(config: Config, files: BackupFiles): Promise<Restored> {
  // Asked for its keys, the vault would make new ones, which open nothing.
  if (config.masterKey === null && !existsSync(join(config.dataDirectory, MASTER_KEY_FILE)))
    throw new MadobeError('restore_master_key_missing');
  return restore(placeOf(config), files);
}

function placeOf(config: Config): StorePlace {
  return {
    location: storeLocation(config),
    vault: openVault(config),
    clock: systemClock,
    dataDirectory: config.dataDirectory,
    environment: process.env,
  };
}
