import { hash, verify } from '@node-rs/argon2';
import type { Vault } from '../store';

/**
 * What somebody knows by heart, kept as an argon2id hash that is sealed with the system's key: a stolen database alone
 * gives nothing to try phrases on.
 *
 * Hashing takes tens of milliseconds of a processor, so it belongs into no transaction.
 */
export class SealedPhrases {
  /** Held against phrases where none is kept, so that it takes as long. */
  private readonly nobodys: Promise<string>;

  /** @param purpose what is sealed, such as `resume_code.secret` */
  constructor(
    private readonly vault: Vault,
    private readonly purpose: string,
  ) {
    this.nobodys = hash('nobody');
  }

  /** What is kept of a phrase. */
  async seal(phrase: string): Promise<Buffer> {
    return this.vault.system.seal(this.purpose, await hash(phrase));
  }

  /** Whether a phrase is the kept one. Takes as long where none is kept, and then says no. */
  async fits(kept: Uint8Array | null, phrase: string): Promise<boolean> {
    const known = kept === null ? await this.nobodys : this.vault.system.open(this.purpose, kept);
    const fits = await verify(known, phrase);
    return fits && kept !== null;
  }
}
