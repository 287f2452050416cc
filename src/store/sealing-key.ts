import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

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
