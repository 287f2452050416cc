import {
  chmodSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Puts a copy of a file where it belongs, over what stood there before: whole and on the disk, or not at all. Readable by
 * its owner alone. A crash may leave `<name>.part`, which the next one writes over.
 */
export function putInPlace(from: string, to: string): void {
  const folder = dirname(to);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${basename(to)}.part`);
  rmSync(part, { force: true });
  copyFileSync(from, part);
  chmodSync(part, 0o600);
  syncToDisk(part, 'r+');
  renameSync(part, to);
  syncToDisk(folder, 'r');
}

function syncToDisk(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
