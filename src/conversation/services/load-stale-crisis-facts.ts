import { readCrisisCatalogue } from './read-crisis-catalogue';
import { freshDays, staleFacts } from './stale-facts';

/**
 * The facts of `crisis.yaml` below a flows folder that nobody has looked at for half a year, as one plain sentence: a
 * number of last spring may ring at nobody's desk. Nothing when all are fresh, and nothing for a file that cannot be
 * used.
 *
 * @param now milliseconds since the epoch
 */
export function loadStaleCrisisFacts(flowsDir: string, now: number): readonly string[] {
  const crisis = readCrisisCatalogue(flowsDir);
  if (crisis === null) return [];
  const stale = staleFacts({ crisis }, now).map(({ place, verifiedAt }) => `${place} (${verifiedAt})`);
  return stale.length === 0
    ? []
    : [
        `flows/catalogue/crisis.yaml: nobody has verified these for more than ${freshDays} days: ${stale.join(', ')}. Call or write to each, and put the day into \`verifiedAt\``,
      ];
}
