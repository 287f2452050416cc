import { readFileSync } from 'node:fs';
import { z } from 'zod';

const entrySchema = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  /** Only for building and testing. */
  dev: z.boolean().default(false),
  devOptional: z.boolean().default(false),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });

/** A package as package-lock.json pins it. */
export interface LockedPackage extends z.output<typeof entrySchema> {
  readonly name: string;
  /** Where it is installed, from the root. */
  readonly place: string;
  /** The server runs on it. */
  readonly isProduction: boolean;
}

/** Every package that may be installed, Madobe itself left out. */
export function readLockFile(): readonly LockedPackage[] {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  return Object.entries(packages)
    .filter(([place]) => place !== '')
    .map(([place, entry]) => ({
      ...entry,
      place,
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      isProduction: !entry.dev && !entry.devOptional,
    }));
}
