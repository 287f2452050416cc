import type { Clock } from '../../clock';
import { systemClock } from '../../clock';
import { checkConfiguredLine } from '../check-line';
import type { Config } from '../config';
import { examineContent } from './examine-content';
import { examineFolder } from './examine-folder';
import { examineSettings } from './examine-settings';
import { examineStore } from './examine-store';
import { type DoctorFinding, well } from './finding';

export type { DoctorFinding } from './finding';

/**
 * Looks at everything that an operator can put right: program, settings, conversations, data folder, database and keys,
 * clock, LINE, what is stuck. Runs beside a running server; changes nothing but that it brings the database to this
 * version, as every command does that opens it.
 */
export async function examine(config: Config, clock: Clock = systemClock): Promise<readonly DoctorFinding[]> {
  const store = await examineStore(config, clock);
  const opens = store.every(({ subject, ok }) => ok || subject === 'clock');
  // What waits for LINE stands in the database.
  const line = opens ? await checkConfiguredLine(config) : [];
  return [
    ...examineSettings(config),
    ...examineContent(config, clock.now()),
    ...examineFolder(config.dataDirectory),
    ...store,
    ...(line ?? [
      well('token', 'LINE is off; LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN turn it on.'),
    ]),
  ];
}
