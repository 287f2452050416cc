import { createHash } from 'node:crypto';
import type { SealingKey, Tx } from '../store';

/**
 * What people are asked to agree to before it is kept: letters (お手紙) with their answers and drafts, what they register
 * about themselves, and that they are told when something is there. Talking needs no consent, and looking around none.
 */
export const consentKinds = ['letters', 'registered', 'notices'] as const;
export type ConsentKind = (typeof consentKinds)[number];

/** The words that stood before the person when they agreed. */
export interface AgreedWords {
  readonly language: string;
  readonly words: string;
}

/** A consent that was given. */
export interface Consent extends AgreedWords {
  readonly kind: ConsentKind;
  /** Names those very words: a hash of them. */
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly givenAt: number;
  /** When it was taken back, or newer words were agreed to. Milliseconds since the epoch; null while it stands. */
  readonly withdrawnAt: number | null;
}

/** A person with the key that opens what is theirs. */
interface KeyedPerson {
  readonly id: string;
  readonly key: SealingKey;
}

const PURPOSE = 'consent.content';
const VERSION_LENGTH = 12;

/**
 * What people agreed to, with the words and the time. Every method works inside the caller's transaction; whoever
 * writes holds the person's lock, and records a consent in the transaction that keeps the first of what it is for.
 */
export class Consents {
  /**
   * Records that a person agreed to these words. Having agreed to the same before, nothing changes; other words than
   * before take the place of the older ones.
   */
  async give(
    tx: Tx,
    person: KeyedPerson,
    kind: ConsentKind,
    agreed: AgreedWords,
    now: number,
  ): Promise<void> {
    const version = versionOf(agreed.words);
    const [standing] = await tx.all<{ version: string }>(
      'SELECT version FROM consent WHERE person_id = $1 AND kind = $2 AND withdrawn_at IS NULL',
      person.id,
      kind,
    );
    if (standing?.version === version) return;
    if (standing) await this.withdraw(tx, person.id, kind, now);
    await tx.run(
      'INSERT INTO consent (person_id, kind, version, content, given_at) VALUES ($1, $2, $3, $4, $5)',
      person.id,
      kind,
      version,
      person.key.seal(PURPOSE, JSON.stringify({ language: agreed.language, words: agreed.words })),
      now,
    );
  }

  /** Takes a consent back. False when none stood. What was kept under it is for the caller to erase. */
  async withdraw(tx: Tx, personId: string, kind: ConsentKind, now: number): Promise<boolean> {
    const withdrawn = await tx.run(
      'UPDATE consent SET withdrawn_at = $3 WHERE person_id = $1 AND kind = $2 AND withdrawn_at IS NULL',
      personId,
      kind,
      now,
    );
    return withdrawn > 0;
  }

  /** Whether a person agrees to something at present. */
  async stands(tx: Tx, personId: string, kind: ConsentKind): Promise<boolean> {
    const rows = await tx.all(
      'SELECT 1 FROM consent WHERE person_id = $1 AND kind = $2 AND withdrawn_at IS NULL',
      personId,
      kind,
    );
    return rows.length > 0;
  }

  /** All that a person ever agreed to, oldest first. */
  async list(tx: Tx, person: KeyedPerson): Promise<readonly Consent[]> {
    const rows = await tx.all<{
      kind: ConsentKind;
      version: string;
      content: Uint8Array;
      givenAt: number;
      withdrawnAt: number | null;
    }>(
      `SELECT kind, version, content, given_at AS "givenAt", withdrawn_at AS "withdrawnAt" FROM consent
        WHERE person_id = $1 ORDER BY id`,
      person.id,
    );
    return rows.map(({ content, ...row }) => ({
      ...row,
      ...(JSON.parse(person.key.open(PURPOSE, content)) as AgreedWords),
    }));
  }
}

function versionOf(words: string): string {
  return createHash('sha256').update(words).digest('hex').slice(0, VERSION_LENGTH);
}
