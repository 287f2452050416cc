import { z } from 'zod';

/** The version of the flow language that this Madobe speaks. Files of older versions are migrated when they are read. */
export const currentSpecVersion = 2;

/** `specVersion` as it stands in a file once it was migrated. */
export const specVersion = z
  .literal(
    currentSpecVersion,
    `must be ${currentSpecVersion}, the version of the flow language, or an older one`,
  )
  .describe('The version of the flow language.');

type Written = Readonly<Record<string, unknown>>;

/** One step per version: what a file of that version becomes in the next. */
const migrations: Readonly<Record<number, (written: Written) => Written>> = {
  // Version 2 has new words and has kept every old one, so nothing has to be rewritten.
  1: (written) => ({ ...written, specVersion: 2 }),
};

/**
 * What was written, as the current version of the language says it. Keys keep their place, so that problems are still
 * told at the line they were written. What is no file with a version is handed back as it is.
 */
export function migrateSpec(written: unknown): unknown {
  if (typeof written !== 'object' || written === null) return written;
  let migrated = written as Written;
  for (;;) {
    const { specVersion: version } = migrated;
    const migrate = typeof version === 'number' ? migrations[version] : undefined;
    if (migrate === undefined) return migrated;
    migrated = migrate(migrated);
  }
}
