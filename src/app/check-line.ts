import { checkLine, LineClient, type LineFinding } from '../channels/line';
import { systemClock } from '../clock';
import { reportDelivery } from '../delivery';
import { errorTable } from '../errors';
import { silentLog } from '../log';
import { openStore, storeExists } from '../store';
import type { Config } from './config';
import { openVault, storeLocation } from './open-vault';

/** One thing that was looked at: at LINE, or in what waits here for LINE. */
export type ConnectionFinding =
  | LineFinding
  | (Omit<LineFinding, 'subject'> & { readonly subject: 'delivery' });

/**
 * Looks at the configured LINE channel, and at what did not reach it; null when none is configured. Runs beside a
 * running server without disturbing it.
 */
export async function checkConfiguredLine(config: Config): Promise<readonly ConnectionFinding[] | null> {
  if (!config.line) return null;
  const client = new LineClient({
    origin: config.line.apiOrigin,
    accessToken: config.line.channelAccessToken,
    log: silentLog,
  });
  try {
    return [...(await checkLine(client, config.baseUrl)), ...(await deliveryFindings(config))];
  } finally {
    await client.close();
  }
}

async function deliveryFindings(config: Config): Promise<readonly ConnectionFinding[]> {
  if (!storeExists(storeLocation(config))) return [];
  const store = await openStore(storeLocation(config), openVault(config), systemClock);
  try {
    const { failedTurns, waiting, held, dead } = await store.read(reportDelivery);
    const finding = (ok: boolean, message: string): ConnectionFinding => ({
      ok,
      subject: 'delivery',
      message,
    });
    const findings = [
      ...(held > 0
        ? [finding(false, `${held} waiting for next month. ${errorTable.line_quota_reached.staff}`)]
        : []),
      ...dead.map(({ problem, count }) => finding(false, `${count} not sent. ${errorTable[problem].staff}`)),
      ...(failedTurns > 0
        ? [finding(false, `${failedTurns} not answered. ${errorTable.turn_failed.staff}`)]
        : []),
    ];
    return findings.length > 0 ? findings : [finding(true, `Nothing is stuck; ${waiting} on the way.`)];
  } finally {
    await store.close();
  }
}
