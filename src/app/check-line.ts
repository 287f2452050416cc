import { checkLine, LineClient, type LineFinding } from '../channels/line';
import { silentLog } from '../log';
import type { Config } from './config';

/** Looks at the configured LINE channel; null when none is configured. */
export async function checkConfiguredLine(config: Config): Promise<readonly LineFinding[] | null> {
  if (!config.line) return null;
  const client = new LineClient({
    origin: config.line.apiOrigin,
    accessToken: config.line.channelAccessToken,
    log: silentLog,
  });
  try {
    return await checkLine(client, config.baseUrl);
  } finally {
    await client.close();
  }
}
