import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../yaml';
import { type CrisisCatalogue, crisisSchema } from './crisis-catalogue';

/**
 * `crisis.yaml` below a flows folder, or null when it cannot be used: `loadServices` says what is wrong with it.
 */
export function readCrisisCatalogue(flowsDir: string): CrisisCatalogue | null {
  let file: unknown;
  try {
    file = parseYaml(readFileSync(join(flowsDir, 'catalogue', 'crisis.yaml'), 'utf8'));
  } catch {
    return null;
  }
  return crisisSchema.safeParse(file).data ?? null;
}
