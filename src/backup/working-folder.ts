import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Does something in an empty folder below the data directory, which is the one place where database and keys may lie
 * together, and removes it afterwards. What a killed run left there is removed by the next one.
 */
export async function inWorkingFolder<Result>(
  dataDirectory: string,
  name: 'backup' | 'restore',
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const folder = join(dataDirectory, `${name}-working`);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  remove();
  mkdirSync(folder, { mode: 0o700 });
  chmodSync(folder, 0o700);
  try {
    return await work(folder);
  } finally {
    remove();
  }
}
