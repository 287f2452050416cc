import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ContentLocation } from './load-content';

/** One file that authors write: its folder below the flows or the locales, its name, its text. */
export interface WrittenFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The YAML files that a server reads at its start, sorted by name: all but stories, and the examples that models learn
 * from. Throws when a folder cannot be read.
 */
export function writtenFiles({ flowsDirectory, localesDirectory }: Directories): readonly WrittenFile[] {
  return [...filesBelow(flowsDirectory, 'flows'), ...filesBelow(localesDirectory, 'locales')];
}

/** The same for the same files with the same texts in the same zone; else another. */
export function contentFingerprint(location: ContentLocation): string {
  const hash = createHash('sha256').update(`${location.timeZone}\0`);
  for (const { name, text } of writtenFiles(location)) hash.update(`${name}\0${text}\0`);
  return hash.digest('base64url');
}

type Directories = Pick<ContentLocation, 'flowsDirectory' | 'localesDirectory'>;

/** What no start needs. */
const notAtStart = ['stories', 'examples', 'schema'];

function filesBelow(directory: string, shown: string): readonly WrittenFile[] {
  const entries = readdirSync(directory, { withFileTypes: true });
  return entries
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry): readonly WrittenFile[] => {
      const at = path.join(directory, entry.name);
      const name = `${shown}/${entry.name}`;
      if (entry.isDirectory()) return notAtStart.includes(entry.name) ? [] : filesBelow(at, name);
      return entry.name.endsWith('.yaml') ? [{ name, text: readFileSync(at, 'utf8') }] : [];
    });
}
