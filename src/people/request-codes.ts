import type { Tx, Vault } from '../store';
import { newCheckedNumber, readCheckedNumber } from './checked-number';
import { readResumeNumber } from './resume-number';

const DAY_MS = 24 * 60 * 60_000;
/** Longer than a resume number, so that neither is ever taken for the other. */
const DIGITS = 12;
/** For how long the organisation can find somebody by their number. */
const REQUEST_CODE_DAYS = 14;

/**
 * Numbers (お申し出番号) by which the organisation finds somebody who asks it to export or erase what is theirs: it knows
 * no name, so the person shows who is meant. Eleven digits of chance and one that checks them, kept as a keyed hash.
 */
export class RequestCodes {
  /** How long a new number is good for. */
  readonly days = REQUEST_CODE_DAYS;

  constructor(private readonly vault: Vault) {}

  /** Makes a number for a person, good for {@link days}. The one they had before is worth nothing then. */
  async make(tx: Tx, personId: string, now: number): Promise<string> {
    const number = newCheckedNumber(DIGITS);
    await tx.run(
      `INSERT INTO request_code (person_id, number_index, expires_at) VALUES ($1, $2, $3)
       ON CONFLICT (person_id) DO UPDATE SET number_index = excluded.number_index, expires_at = excluded.expires_at`,
      personId,
      this.indexOf('request-number', readCheckedNumber(number, DIGITS) ?? number),
      now + REQUEST_CODE_DAYS * DAY_MS,
    );
    return number;
  }

  /**
   * Whose number this is, as staff typed it: a request number, or the resume number (利用者番号) of somebody who made one
   * on the web. Null when it is nobody's (any more) or mistyped.
   */
  async whose(tx: Tx, typed: string, now: number): Promise<string | null> {
    const request = readCheckedNumber(typed, DIGITS);
    const resume = readResumeNumber(typed);
    const rows =
      request !== null
        ? await tx.all<{ personId: string }>(
            'SELECT person_id AS "personId" FROM request_code WHERE number_index = $1 AND expires_at > $2',
            this.indexOf('request-number', request),
            now,
          )
        : resume !== null
          ? await tx.all<{ personId: string }>(
              'SELECT person_id AS "personId" FROM resume_code WHERE number_index = $1',
              this.indexOf('resume-number', resume),
            )
          : [];
    return rows[0]?.personId ?? null;
  }

  private indexOf(kind: string, number: string): string {
    return this.vault.indexOf(kind, number);
  }
}

/** Deletes numbers that are over. They are worth nothing before, too. */
export async function forgetOverRequestCodes(tx: Tx, now: number): Promise<void> {
  await tx.run('DELETE FROM request_code WHERE expires_at <= $1', now);
}
