import type { Clock } from '../clock';
import { MadobeError } from '../errors';
import type { KeyGeneration } from './entities/key-generation';
import { addGeneration, holdGenerations, readGenerations } from './key-generations';
import { type MasterKey, randomSystemKeys, type SystemKeys } from './master-key';
import { SealingKey } from './sealing-key';
import type { Store, Tx } from './store';
import type { Vault } from './vault';

const KEY_CHECK = 'madobe';
const PURPOSE = 'installation.key_check';

/**
 * Opens a vault with the keys of a store, which a new store is given here. Does so only when the master keys in hand open
 * all of them, and when database and keys belong together; otherwise nothing has been changed.
 *
 * The keys are written before what ties the database to them, each in its own transaction, since on SQLite they are two
 * files: a crash in between leaves keys that nothing uses yet, and the next start goes on from there.
 *
 * @throws `key_mismatch` for another master key, `keys_of_another_database` for keys that are not there or not its own
 */
export async function unlockVault(store: Store, vault: Vault, clock: Clock): Promise<void> {
  await store.write(async (tx) => {
    const check = await readKeyCheck(tx);
    const generations = await holdGenerations(tx, 'all');
    const keysAreMissing = check !== null && generations.length === 0;
    const databaseIsMissing = check === null && (await hasPersonKeys(tx));
    if (keysAreMissing || databaseIsMissing) throw new MadobeError('keys_of_another_database');
    if (generations.length === 0) await begin(tx, vault);
    else if (generations[0]?.systemKey === null) await takeOver(tx, vault, generations[0], check);
    vault.learn(await readGenerations(tx));
  });
  await store.write(async (tx) => {
    await tx.run(
      'INSERT INTO installation (id, key_check, created_at) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING',
      vault.system.seal(PURPOSE, KEY_CHECK),
      clock.now(),
    );
    const check = await readKeyCheck(tx);
    if (check === null || !opens(vault.system, check)) throw new MadobeError('keys_of_another_database');
  });
}

async function begin(tx: Tx, vault: Vault): Promise<void> {
  const { current } = vault.masterKeys.read();
  await addGeneration(tx, 1, current.wrapSystemKeys(randomSystemKeys()));
}

/** A database from before 2026-11-21: what was derived from the master key is kept, so that people are found as before. */
async function takeOver(
  tx: Tx,
  vault: Vault,
  { generation }: KeyGeneration,
  check: Uint8Array | null,
): Promise<void> {
  const { current, previous } = vault.masterKeys.read();
  const master = [current, previous].find((each) => each && check && opens(sealing(each), check));
  if (!master) throw new MadobeError('key_mismatch');
  const { systemKey, indexKey } = master.wrapSystemKeys(master.derivedSystemKeys());
  await tx.run(
    'UPDATE key_generation SET system_key = $2, index_key = $3 WHERE generation = $1',
    generation,
    systemKey,
    indexKey,
  );
}

function sealing(master: MasterKey): SealingKey {
  const { system }: SystemKeys = master.derivedSystemKeys();
  return new SealingKey(system, 'system');
}

function opens(key: SealingKey, check: Uint8Array): boolean {
  try {
    return key.open(PURPOSE, check) === KEY_CHECK;
  } catch {
    return false;
  }
}

async function readKeyCheck(tx: Tx): Promise<Uint8Array | null> {
  const [row] = await tx.all<{ keyCheck: Uint8Array }>(
    'SELECT key_check AS "keyCheck" FROM installation WHERE id = 1',
  );
  return row?.keyCheck ?? null;
}

async function hasPersonKeys(tx: Tx): Promise<boolean> {
  return (await tx.all('SELECT 1 FROM person_key LIMIT 1')).length > 0;
}
