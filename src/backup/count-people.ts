import type { Clock } from '../clock';
import { openStore, type StoreLocation, type Vault } from '../store';

/** Opens a database as a server would, and counts the people in it. @throws what `openStore` throws */
export async function countPeople(location: StoreLocation, vault: Vault, clock: Clock): Promise<number> {
  const store = await openStore(location, vault, clock);
  try {
    const [row] = await store.read((tx) =>
      tx.all<{ people: number }>('SELECT count(*) AS people FROM person'),
    );
    return Number(row?.people ?? 0);
  } finally {
    await store.close();
  }
}
