import type { KnownPerson } from '../people';
import type { Tx } from '../store';

const PURPOSE = 'desk_draft.content';

/** Where a draft is written. Of a talk every colleague has their own; an answer to a letter is one for all. */
export type DraftPlace = { readonly talk: string; readonly staff: string } | { readonly letter: string };

/**
 * What counsellors have written and not sent, sealed with the person's key. Works in the caller's transaction; who
 * writes holds the person's lock.
 */
export class Drafts {
  /** Empty when there is none. */
  async of(tx: Tx, person: KnownPerson, place: DraftPlace): Promise<string> {
    const [row] = await tx.all<{ content: Uint8Array }>(
      'SELECT content FROM desk_draft WHERE person_id = $1 AND place = $2',
      person.id,
      nameOf(place),
    );
    return row ? person.key.open(PURPOSE, row.content) : '';
  }

  /** Keeps a draft in place of what was there. Empty removes it. */
  async save(tx: Tx, person: KnownPerson, place: DraftPlace, text: string, now: number): Promise<void> {
    if (text === '') return this.remove(tx, person.id, place);
    await tx.run(
      `INSERT INTO desk_draft (person_id, place, content, updated_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person_id, place) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at`,
      person.id,
      nameOf(place),
      person.key.seal(PURPOSE, text),
      now,
    );
  }

  async remove(tx: Tx, personId: string, place: DraftPlace): Promise<void> {
    await tx.run('DELETE FROM desk_draft WHERE person_id = $1 AND place = $2', personId, nameOf(place));
  }

  /** A talk is over: nobody goes on writing in it. */
  async removeOfTalk(tx: Tx, personId: string, talkId: string): Promise<void> {
    await tx.run(
      'DELETE FROM desk_draft WHERE person_id = $1 AND place LIKE $2',
      personId,
      `talk/${talkId}/%`,
    );
  }

  /** Which of a person's letters somebody has begun to answer. */
  async begunOf(tx: Tx, letters: readonly { readonly personId: string; readonly id: string }[]) {
    if (letters.length === 0) return new Set<string>();
    const rows = await tx.all<{ personId: string; place: string }>(
      `SELECT person_id AS "personId", place FROM desk_draft
        WHERE ${letters.map((_, index) => `(person_id = $${2 * index + 1} AND place = $${2 * index + 2})`).join(' OR ')}`,
      ...letters.flatMap(({ personId, id }) => [personId, nameOf({ letter: id })]),
    );
    return new Set(rows.map(({ personId, place }) => `${personId}/${place.slice('letter/'.length)}`));
  }
}

function nameOf(place: DraftPlace): string {
  return 'letter' in place ? `letter/${place.letter}` : `talk/${place.talk}/${place.staff}`;
}
