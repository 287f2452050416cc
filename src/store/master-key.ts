import { hkdfSync, randomBytes } from 'node:crypto';
import type { KeyGeneration } from './entities/key-generation';
import { SealingKey } from './sealing-key';

const KEY_BYTES = 32;

/** The keys an installation has besides its people's. They stay the same for as long as the database lives. */
export interface SystemKeys {
  /** Seals what belongs to nobody. 32 bytes. */
  readonly system: Buffer;
  /** Keys the hashes by which people are found. 32 bytes. */
  readonly index: Buffer;
}

/** {@link SystemKeys} as they are kept. */
export type WrappedSystemKeys = Pick<KeyGeneration, 'systemKey' | 'indexKey'>;

/** A master key. It wraps other keys and does nothing else, so that it can be changed without touching what they seal. */
export class MasterKey {
  private readonly wrapping: SealingKey;

  /** @param bytes 32 bytes */
  constructor(readonly bytes: Buffer) {
    if (bytes.length !== KEY_BYTES) throw new Error('The master key must be 32 bytes.');
    this.wrapping = new SealingKey(this.derive('wrap'), 'wrap');
  }

  /** A new one, by chance. */
  static random(): MasterKey {
    return new MasterKey(randomBytes(KEY_BYTES));
  }

  equals(other: MasterKey): boolean {
    return this.bytes.equals(other.bytes);
  }

  /** Wraps a person's data key. */
  wrap(personId: string, dataKey: Buffer): Buffer {
    return this.wrapping.sealBytes(`person ${personId}`, dataKey);
  }

  /** What {@link wrap} wrapped for the same person. Throws when another master key wrapped it. */
  unwrap(personId: string, wrapped: Uint8Array): Buffer {
    return this.wrapping.openBytes(`person ${personId}`, wrapped);
  }

  wrapSystemKeys({ system, index }: SystemKeys): WrappedSystemKeys {
    return {
      systemKey: this.wrapping.sealBytes('system', system),
      indexKey: this.wrapping.sealBytes('index', index),
    };
  }

  /** Null when another master key wrapped them, or none has yet. */
  unwrapSystemKeys({ systemKey, indexKey }: WrappedSystemKeys): SystemKeys | null {
    if (systemKey === null || indexKey === null) return null;
    try {
      return {
        system: this.wrapping.openBytes('system', systemKey),
        index: this.wrapping.openBytes('index', indexKey),
      };
    } catch {
      return null;
    }
  }

  /** What stood for {@link SystemKeys} until 2026-11-21: derived from the master key, and so tied to it. */
  derivedSystemKeys(): SystemKeys {
    return { system: this.derive('system'), index: this.derive('index') };
  }

  private derive(use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.bytes, Buffer.alloc(0), `madobe/1/${use}`, KEY_BYTES));
  }
}

/** New {@link SystemKeys}, by chance. */
export function randomSystemKeys(): SystemKeys {
  return { system: randomBytes(KEY_BYTES), index: randomBytes(KEY_BYTES) };
}
