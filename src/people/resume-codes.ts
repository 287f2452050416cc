import { doublingPace, everybodysPace, Paces, SealedPhrases, TryLine } from '../access';
import type { Clock } from '../clock';
import type { Store, Tx, Vault } from '../store';
import { newResumeNumber, readResumeNumber } from './resume-number';
import { newResumeWords, readResumeWords, type WordList } from './resume-words';

/** What is shown to the person, once. */
export interface NewResumeCode {
  /** 利用者番号, such as `4071-9356`. */
  readonly number: string;
  /** Easy words with spaces between. */
  readonly words: string;
}

/** What somebody typed to come back. */
export interface GivenResumeCode {
  readonly number: string;
  readonly words: string;
}

/** Two people with the same new number is rare; three times in a row does not happen. */
const NUMBER_TRIES = 5;
const EVERYBODY = 'all';
/** Tries at one number. */
const numberPace = doublingPace(60);

/**
 * Codes by which a person comes back on another device: a number and some easy words. Of the number a keyed hash is
 * kept, of the words an argon2id hash, sealed.
 *
 * Hashing takes tens of milliseconds of a processor, so, unlike its neighbours, this opens its own transactions and
 * hashes between them.
 */
export class ResumeCodes {
  private readonly paces = new Paces('resume_pace');
  private readonly line: TryLine;
  private readonly phrases: SealedPhrases;

  constructor(
    private readonly parts: { readonly store: Store; readonly vault: Vault; readonly clock: Clock },
  ) {
    this.line = new TryLine({ ...parts, paces: this.paces });
    this.phrases = new SealedPhrases(parts.vault, 'resume_code.secret');
  }

  /**
   * Makes a code for a person, out of a list of words in their language. The one they had before is worth nothing from
   * then on. Null when there is no such person (any more).
   */
  async make(personId: string, list: WordList): Promise<NewResumeCode | null> {
    const { store, clock } = this.parts;
    const words = newResumeWords(list);
    const secret = await this.phrases.seal(readResumeWords(words));
    for (let tried = 1; ; tried += 1) {
      const number = newResumeNumber();
      const index = this.indexOf(readResumeNumber(number) ?? number);
      const made = await store.write(async (tx) => {
        const person = await tx.all('SELECT 1 FROM person WHERE id = $1', personId);
        if (person.length === 0) return 'nobody';
        const taken = await tx.all(
          'SELECT 1 FROM resume_code WHERE number_index = $1 AND person_id <> $2',
          index,
          personId,
        );
        if (taken.length > 0) return 'taken';
        await tx.run(
          `INSERT INTO resume_code (person_id, number_index, secret, made_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (person_id) DO UPDATE SET number_index = excluded.number_index, secret = excluded.secret,
             made_at = excluded.made_at`,
          personId,
          index,
          secret,
          clock.now(),
        );
        return 'made';
      });
      if (made === 'made') return { number, words };
      if (made === 'nobody') return null;
      if (tried === NUMBER_TRIES) throw new Error('No free resume number was found.');
    }
  }

  /**
   * Whose code this is, or null. Null says nothing of what was wrong, and comes after the same work for an unknown
   * number, wrong words and a mistyped number alike. Tries that follow each other closely wait, each longer than the
   * last, for this number and for all together; what would have to wait too long is refused untried.
   */
  async redeem(given: GivenResumeCode): Promise<string | null> {
    const { store } = this.parts;
    const number = readResumeNumber(given.number);
    const index = number === null ? null : this.indexOf(number);
    const mayTry = await this.line.stand(
      { subject: EVERYBODY, pace: everybodysPace },
      ...(index === null ? [] : [{ subject: index, pace: numberPace }]),
    );

    const kept = index === null || !mayTry ? null : await store.read((tx) => this.secretOf(tx, index));
    const fits = await this.phrases.fits(kept?.secret ?? null, readResumeWords(given.words));
    if (!fits || kept === null || index === null) return null;
    // It may have been replaced or erased while the words were tried.
    return store.write(async (tx) => {
      const now = await this.secretOf(tx, index);
      if (now === null || !Buffer.from(now.secret).equals(kept.secret)) return null;
      await this.paces.forgive(tx, index);
      return now.personId;
    });
  }

  /** Whether a person has a code. */
  async has(tx: Tx, personId: string): Promise<boolean> {
    return (await tx.all('SELECT 1 FROM resume_code WHERE person_id = $1', personId)).length > 0;
  }

  private async secretOf(tx: Tx, index: string): Promise<{ personId: string; secret: Uint8Array } | null> {
    const [row] = await tx.all<{ personId: string; secret: Uint8Array }>(
      'SELECT person_id AS "personId", secret FROM resume_code WHERE number_index = $1',
      index,
    );
    return row ?? null;
  }

  private indexOf(number: string): string {
    return this.parts.vault.indexOf('resume-number', number);
  }
}
