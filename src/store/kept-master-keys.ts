import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { MasterKey } from './master-key';
import type { MasterKeyPair, MasterKeys } from './master-keys';

/** In the data directory. */
export const MASTER_KEY_FILE = 'master.key';

/**
 * The master keys kept in the data directory: one, made on the first start, and while a rotation is under way the one
 * before it on a second line.
 *
 * The file is readable by its owner alone. It changes in one step and is on the disk before anything relies on it, so
 * whoever reads it, at any moment and after any crash, finds keys that open everything. Whoever has it and the database
 * can read everything; whoever loses it can read nothing.
 */
export class KeptMasterKeys implements MasterKeys {
  private readonly path: string;

  /** @param dataDir may not exist yet */
  constructor(private readonly dataDir: string) {
    this.path = join(dataDir, MASTER_KEY_FILE);
  }

  /** The keys in the file. The first time of all makes one; two processes doing so at once agree on it. */
  read(): MasterKeyPair {
    return this.stored() ?? this.begin();
  }

  keep(pair: MasterKeyPair): void {
    renameSync(this.draft(pair), this.path);
    this.syncDirectory();
  }

  private begin(): MasterKeyPair {
    mkdirSync(this.dataDir, { recursive: true, mode: 0o700 });
    const draft = this.draft({ current: MasterKey.random(), previous: null });
    try {
      // Written whole under another name and then linked, which only the first can do.
      linkSync(draft, this.path);
    } catch (problem) {
      if (codeOf(problem) !== 'EEXIST') throw problem;
    } finally {
      unlinkSync(draft);
    }
    this.syncDirectory();
    const pair = this.stored();
    if (!pair) throw new Error(`The master key file ${this.path} cannot be read.`);
    return pair;
  }

  private stored(): MasterKeyPair | null {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (problem) {
      if (codeOf(problem) === 'ENOENT') return null;
      throw problem;
    }
    const [current, previous, ...more] = text
      .trim()
      .split(/\s+/)
      .map((line) => Buffer.from(line, 'base64'));
    if (current?.length !== 32 || (previous && previous.length !== 32) || more.length > 0) {
      throw new Error(`The master key file ${this.path} does not hold a 32-byte key in base64.`);
    }
    return { current: new MasterKey(current), previous: previous ? new MasterKey(previous) : null };
  }

  private draft({ current, previous }: MasterKeyPair): string {
    const path = `${this.path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    const file = openSync(path, 'wx', 0o600);
    try {
      for (const key of previous ? [current, previous] : [current]) {
        writeSync(file, `${key.bytes.toString('base64')}\n`);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return path;
  }

  /** The new name itself is on the disk only then. */
  private syncDirectory(): void {
    const directory = openSync(this.dataDir, 'r');
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  }
}

function codeOf(problem: unknown): string | undefined {
  return (problem as NodeJS.ErrnoException).code;
}
