import type { Tx } from '../store';
import type { AnswerPlace } from './answer-place';
import type { KeyedPerson } from './keyed-person';
import {
  bodyOf,
  LETTER_MAX,
  type LetterContent,
  openContent,
  sealContent,
  withoutSource,
} from './letter-content';

/** A letter that is being written, as its writer sees it. */
export interface LetterDraft {
  readonly body: string;
  /** What it is about, in the person's words; empty when they left it away. */
  readonly about: string;
  /** Null: not chosen yet. */
  readonly answerIn: AnswerPlace | null;
}

const PURPOSE = 'letter_draft.content';
const nothing: LetterContent = { parts: [], about: null, answerIn: null };

/**
 * The letters people are writing, one each, sealed with their key. Nobody else reads them and nothing sends them; left
 * alone for `letterDays`, they go. Every method works inside the caller's transaction, who holds the person's lock when
 * it writes.
 */
export class LetterDrafts {
  /** What a person has written so far, or null. */
  async of(tx: Tx, person: KeyedPerson): Promise<LetterDraft | null> {
    const content = await this.load(tx, person);
    return content && { body: bodyOf(content), about: content.about ?? '', answerIn: content.answerIn };
  }

  /** Keeps a draft in place of what was there. All empty removes it. */
  async save(tx: Tx, person: KeyedPerson, draft: LetterDraft, now: number): Promise<void> {
    if (draft.body === '' && draft.about === '') return this.remove(tx, person.id);
    const before = await this.load(tx, person);
    // Unchanged, it is still what came in those messages, and goes when they are taken back.
    const parts =
      before && bodyOf(before) === draft.body
        ? before.parts
        : draft.body === ''
          ? []
          : [{ text: draft.body, source: null }];
    const about = draft.about === '' ? null : draft.about;
    await this.store(tx, person, { parts, about, answerIn: draft.answerIn }, now);
  }

  /** Adds a line to the draft, or begins one with it. `full` when the letter would be longer than a letter may be. */
  async add(
    tx: Tx,
    person: KeyedPerson,
    part: { readonly text: string; readonly source: string | null },
    now: number,
  ): Promise<'added' | 'full'> {
    const before = (await this.load(tx, person)) ?? nothing;
    const after = { ...before, parts: [...before.parts, part] };
    if (bodyOf(after).length > LETTER_MAX) return 'full';
    await this.store(tx, person, after, now);
    return 'added';
  }

  /** Throws the draft away. */
  async remove(tx: Tx, personId: string): Promise<void> {
    await tx.run('DELETE FROM letter_draft WHERE person_id = $1', personId);
  }

  /** A message was taken back: what the draft has of it goes. */
  async forgetSource(tx: Tx, person: KeyedPerson, source: string, now: number): Promise<void> {
    const before = await this.load(tx, person);
    if (!before?.parts.some((part) => part.source === source)) return;
    const after = withoutSource(before, source);
    if (after.parts.length === 0 && after.about === null) return this.remove(tx, person.id);
    await this.store(tx, person, after, now);
  }

  /** The draft with the messages its parts came in, or null. */
  async load(tx: Tx, person: KeyedPerson): Promise<LetterContent | null> {
    const [row] = await tx.all<{ content: Uint8Array }>(
      'SELECT content FROM letter_draft WHERE person_id = $1',
      person.id,
    );
    return row ? openContent(person.key, PURPOSE, row.content) : null;
  }

  private async store(tx: Tx, person: KeyedPerson, content: LetterContent, now: number): Promise<void> {
    await tx.run(
      `INSERT INTO letter_draft (person_id, content, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (person_id) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at`,
      person.id,
      sealContent(person.key, PURPOSE, content),
      now,
    );
  }
}
