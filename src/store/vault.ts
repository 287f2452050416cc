import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  randomFillSync,
} from 'node:crypto';

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Random bytes for nonces, drawn many at a time: a draw costs as much as sealing a message. Each is used once. */
const nonces = Buffer.alloc(IV_BYTES * 512);
let noncesUsed = nonces.length;

function nextNonce(): Buffer {
  if (noncesUsed === nonces.length) {
    randomFillSync(nonces);
    noncesUsed = 0;
  }
  noncesUsed += IV_BYTES;
  // Copied, since the pool is filled anew under whoever would still hold a view of it.
  return Buffer.from(nonces.subarray(noncesUsed - IV_BYTES, noncesUsed));
}

/**
 * A key that seals and opens. AES-256-GCM with a random 96-bit nonce; the purpose is authenticated with the bytes, so
 * that what was sealed for one column or person cannot be passed off as another's.
 *
 * Sealed form: format (1 byte) · nonce (12) · tag (16) · ciphertext.
 */
export class SealingKey {
  /** @param key 32 bytes @param owner whose key it is; part of every purpose */
  constructor(
    private readonly key: Buffer,
    private readonly owner: string,
  ) {}

  /** Seals text for a purpose, such as `message`. */
  seal(purpose: string, text: string): Buffer {
    return this.sealBytes(purpose, Buffer.from(text, 'utf8'));
  }

  /** Opens what {@link seal} made for the same purpose. Throws when the key, the purpose or the bytes are not those. */
  open(purpose: string, sealed: Uint8Array): string {
    return this.openBytes(purpose, sealed).toString('utf8');
  }

  sealBytes(purpose: string, bytes: Uint8Array): Buffer {
    const iv = nextNonce();
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    cipher.setAAD(this.additional(purpose));
    const body = cipher.update(bytes);
    cipher.final();
    return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), body]);
  }

  openBytes(purpose: string, sealed: Uint8Array): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes[0] !== FORMAT || bytes.length < 1 + IV_BYTES + TAG_BYTES) {
      throw new Error('Sealed bytes are not in a known format.');
    }
    const iv = bytes.subarray(1, 1 + IV_BYTES);
    const tag = bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(this.additional(purpose));
    decipher.setAuthTag(tag);
    const body = decipher.update(bytes.subarray(1 + IV_BYTES + TAG_BYTES));
    decipher.final();
    return body;
  }

  private additional(purpose: string): Buffer {
    return Buffer.from(`${this.owner}\n${purpose}`, 'utf8');
  }
}

/**
 * Envelope encryption under one master key. Each person has a random data key, wrapped by a key derived from the
 * master; destroying the wrapped key makes all of theirs unreadable, in backups too. Lookups by a channel's ids go
 * through a keyed hash, so that the ids themselves stand nowhere.
 */
export class Vault {
  /** Seals what belongs to nobody, and nothing about a person. */
  readonly system: SealingKey;
  private readonly wrapping: SealingKey;
  private readonly indexKey: Buffer;

  /** @param masterKey 32 bytes */
  constructor(masterKey: Buffer) {
    if (masterKey.length !== KEY_BYTES) throw new Error('The master key must be 32 bytes.');
    const derive = (use: string) =>
      Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `madobe/1/${use}`, KEY_BYTES));
    this.system = new SealingKey(derive('system'), 'system');
    this.wrapping = new SealingKey(derive('wrap'), 'wrap');
    this.indexKey = derive('index');
  }

  /**
   * A keyed hash of an identifier: equal for equal input under this master key, 43 characters, meaningless without
   * the key. `kind` keeps identifiers of different kinds apart.
   */
  indexOf(kind: string, identifier: string): string {
    return createHmac('sha256', this.indexKey).update(`${kind}\n${identifier}`).digest('base64url');
  }

  /** A new data key for a person, with its wrapped form for the `person` row. */
  createPersonKey(personId: string): { key: SealingKey; wrapped: Buffer } {
    const dataKey = randomBytes(KEY_BYTES);
    return {
      key: new SealingKey(dataKey, personId),
      wrapped: this.wrapping.sealBytes(`person ${personId}`, dataKey),
    };
  }

  /** The data key of a person from its wrapped form. Throws when it was wrapped by another master key. */
  openPersonKey(personId: string, wrapped: Uint8Array): SealingKey {
    return new SealingKey(this.wrapping.openBytes(`person ${personId}`, wrapped), personId);
  }
}
