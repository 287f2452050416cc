import { MadobeError } from '../errors';
import type { Tx } from '../store';

const UUID_DIGITS = 32;

/** A letter's id is its writer's own: only with theirs does it name one letter among all. */
export interface LetterName {
  readonly personId: string;
  readonly id: string;
}

/** What the desk calls a letter: both ids without their dashes, one behind the other. */
export function idOf({ personId, id }: LetterName): string {
  return `${personId}${id}`.replaceAll('-', '');
}

/** The letter that an id means. Throws `not_found` for what no id of ours looks like. */
export function nameFrom(id: string): LetterName {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new MadobeError('not_found');
  return { personId: dashed(id.slice(0, UUID_DIGITS)), id: dashed(id.slice(UUID_DIGITS)) };
}

function dashed(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Where a letter was written; null when there is none of that name. */
export async function channelOf(tx: Tx, { personId, id }: LetterName): Promise<string | null> {
  const [row] = await tx.all<{ channel: string }>(
    'SELECT channel FROM letter WHERE person_id = $1 AND id = $2',
    personId,
    id,
  );
  return row?.channel ?? null;
}
