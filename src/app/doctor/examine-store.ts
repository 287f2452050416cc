import type { Clock } from '../../clock';
import { errorTable, MadobeError } from '../../errors';
import { openStore, type Store, storeExists } from '../../store';
import type { Config } from '../config';
import { openVault, storeLocation } from '../open-vault';
import { type DoctorFinding, toMend, well } from './finding';

/** Clocks of two machines differ by seconds; more than this is a clock that was set. Milliseconds. */
const CLOCK_SLIP = 60_000;

/** Whether the database opens with the keys in hand, and whether its times and this machine's agree. */
export async function examineStore(config: Config, clock: Clock): Promise<readonly DoctorFinding[]> {
  if (!storeExists(storeLocation(config)))
    return [well('database', 'There is no database yet; the first start makes it.')];
  try {
    const store = await openStore(storeLocation(config), openVault(config), clock);
    try {
      return [
        well('database', 'The database opens.'),
        well('keys', 'The master key opens the keys of the people in it.'),
        await examineClock(store, clock),
      ];
    } finally {
      await store.close();
    }
  } catch (fault) {
    if (!(fault instanceof MadobeError)) throw fault;
    const subject = keyFaults.includes(fault.code) ? 'keys' : 'database';
    return [toMend(subject, errorTable[fault.code].staff)];
  }
}

const keyFaults: readonly string[] = ['key_mismatch', 'keys_of_another_database'];

async function examineClock(store: Store, clock: Clock): Promise<DoctorFinding> {
  const [row] = await store.read((tx) =>
    tx.all<{ last: number | null }>('SELECT MAX(accepted_at) AS last FROM inbox_event'),
  );
  const ahead = Number(row?.last ?? 0) - clock.now();
  return ahead > CLOCK_SLIP
    ? toMend(
        'clock',
        `Something was accepted ${Math.round(ahead / 1000)} seconds from now, so this machine’s clock was set back, or another’s is fast. Let both keep time by NTP.`,
      )
    : well(
        'clock',
        `It is ${new Date(clock.now()).toISOString()} here, and nothing was accepted later than that.`,
      );
}
