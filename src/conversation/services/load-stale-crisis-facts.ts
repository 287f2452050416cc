import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { crisisSchema } from './crisis-catalogue';
import { freshDays, staleFacts } from './stale-facts';

/**
 * The facts of `crisis.yaml` below a flows folder that nobody has looked at for half a year, as one plain sentence: a
 * number of last spring may ring at nobody's desk. Nothing when all are fresh, and nothing for a file that cannot be
 * used: `loadServices` says what is wrong with it.
 *
 * @param now milliseconds since the epoch
 */
export function loadStaleCrisisFacts(flowsDir: string, now: number): readonly string[] {
  let file: unknown;
  try {
    file = parse(readFileSync(join(flowsDir, 'catalogue', 'crisis.yaml'), 'utf8'));
  } catch {
    return [];
  }
  const read = crisisSchema.safeParse(file);
  if (!read.success) return [];
  const stale = staleFacts({ crisis: read.data }, now).map(
    ({ place, verifiedAt }) => `${place} (${verifiedAt})`,
  );
  return stale.length === 0
    ? []
    : [
        `flows/catalogue/crisis.yaml: nobody has verified these for more than ${freshDays} days: ${stale.join(', ')}. Call or write to each, and put the day into \`verifiedAt\``,
      ];
}
