import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contentFingerprint } from './content-fingerprint';
import type { ContentLocation } from './load-content';

/**
 * Where the build notes what it has checked. Only beside code that was built: a note made by older code says nothing of
 * what newer code would find.
 */
const note = path.resolve(__dirname, '..', '..', 'prepared', 'checked.json');

/** What the build writes when it found nothing wrong in these files. */
export function checkedNote(location: ContentLocation): string {
  return JSON.stringify({ fingerprint: contentFingerprint(location) });
}

/** Whether this very code has checked these very files, and found nothing wrong. */
export function wasChecked(location: ContentLocation): boolean {
  try {
    const { fingerprint } = JSON.parse(readFileSync(note, 'utf8')) as { readonly fingerprint?: unknown };
    return fingerprint === contentFingerprint(location);
  } catch {
    // Not built, or the folders cannot be read: the full check says what is wrong.
    return false;
  }
}
