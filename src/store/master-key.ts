import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const KEY_FILE = 'master.key';

/**
 * The master key kept in the data directory, made on the first start. Two processes starting at once agree on one:
 * the key is written whole under another name and then linked, which only the first can do.
 *
 * The file is readable by its owner alone. Whoever has it and the database can read everything; whoever loses it
 * can read nothing, so it belongs into the backup, apart from the database's.
 */
export function keepMasterKey(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, KEY_FILE);
  const draft = join(dataDir, `${KEY_FILE}.${process.pid}.${randomBytes(4).toString('hex')}`);
  const existing = readKey(path);
  if (existing) return existing;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${randomBytes(32).toString('base64')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem;
  } finally {
    unlinkSync(draft);
  }
  const kept = readKey(path);
  if (!kept) throw new Error(`The master key file ${path} cannot be read.`);
  return kept;
}

function readKey(path: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw problem;
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32)
    throw new Error(`The master key file ${path} does not hold a 32-byte key in base64.`);
  return key;
}
