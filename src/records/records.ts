import type { Tx } from '../store';
import type { KeyedPerson } from './keyed-person';
import type { Subject } from './subject';

/** Something that is written into a record, as it can still be read when the sheet has changed. */
export interface Entry {
  /** What the field or the fact was called. */
  readonly label: string;
  /** Text, a choice's id, or a day `YYYY-MM-DD`. */
  readonly value: string;
  /** The value as it was read: a choice by its label. */
  readonly shown: string;
}

/** Something that stands in a record, with who wrote it last. */
export interface Written extends Entry {
  /** By their opaque name. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A note of assessment. */
export interface Note {
  readonly id: number;
  /** By their opaque name. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
  /** The note that this one puts right; null: none. */
  readonly corrects: number | null;
}

/** What is written about one of the two subjects. */
export interface KeptRecord {
  /** By the field's id. */
  readonly fields: ReadonlyMap<string, Written>;
  /** What staff put right of what was told, by the fact's id. */
  readonly facts: ReadonlyMap<string, Written>;
  /** In their alphabet's order. */
  readonly tags: readonly string[];
  /** Oldest first. */
  readonly notes: readonly Note[];
}

/** Who writes, and when. */
export interface Author {
  readonly staff: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

type Kind = 'field' | 'fact' | 'tags';
const TAGS = '';

/**
 * Records about people and about those they speak of, sealed with the key of the one who writes, and for each subject
 * apart. Every method works inside the caller's transaction; whoever writes holds the person's lock.
 */
export class Records {
  /** What is written about one subject; nothing of the other is opened. */
  async of(tx: Tx, person: KeyedPerson, subject: Subject): Promise<KeptRecord> {
    const rows = await tx.all<{ kind: Kind; name: string; content: Uint8Array; by: string; at: number }>(
      `SELECT kind, name, content, staff AS "by", updated_at AS at FROM record_entry
        WHERE person_id = $1 AND subject = $2`,
      person.id,
      subject,
    );
    const open = (kind: Kind, content: Uint8Array): unknown =>
      JSON.parse(person.key.open(purposeOf(subject, kind), content));
    const named = (wanted: 'field' | 'fact') =>
      new Map(
        rows
          .filter(({ kind }) => kind === wanted)
          .map(({ name, content, by, at }): [string, Written] => [
            name,
            { ...(open(wanted, content) as Entry), by, at },
          ]),
      );
    const tags = rows.find(({ kind }) => kind === 'tags');
    return {
      fields: named('field'),
      facts: named('fact'),
      tags: tags ? (open('tags', tags.content) as string[]) : [],
      notes: await this.notesOf(tx, person, subject),
    };
  }

  /** Whether anything at all is written about a subject. Opens nothing. */
  async isThere(tx: Tx, personId: string, subject: Subject): Promise<boolean> {
    const rows = await tx.all(
      `SELECT 1 FROM record_entry WHERE person_id = $1 AND subject = $2
       UNION ALL SELECT 1 FROM record_note WHERE person_id = $1 AND subject = $2 LIMIT 1`,
      personId,
      subject,
    );
    return rows.length > 0;
  }

  /** How many notes of assessment there are about a subject. Opens nothing. */
  async countNotes(tx: Tx, personId: string, subject: Subject): Promise<number> {
    const [row] = await tx.all<{ n: number }>(
      'SELECT CAST(COUNT(*) AS integer) AS n FROM record_note WHERE person_id = $1 AND subject = $2',
      personId,
      subject,
    );
    return row?.n ?? 0;
  }

  /** Writes those fields that are named, and no others. Null empties one. */
  async setFields(
    tx: Tx,
    person: KeyedPerson,
    subject: Subject,
    fields: ReadonlyMap<string, Entry | null>,
    author: Author,
  ): Promise<void> {
    for (const [name, entry] of fields) {
      await this.put(tx, person, { subject, kind: 'field', name }, entry, author);
    }
    tx.notify('record', person.id);
  }

  /** Puts right those facts that are named. Null lets stand what was told. */
  async setFacts(
    tx: Tx,
    person: KeyedPerson,
    subject: Subject,
    facts: ReadonlyMap<string, Entry | null>,
    author: Author,
  ): Promise<void> {
    for (const [name, entry] of facts) {
      await this.put(tx, person, { subject, kind: 'fact', name }, entry, author);
    }
    tx.notify('record', person.id);
  }

  /** Sets all tags, each once. */
  async setTags(
    tx: Tx,
    person: KeyedPerson,
    subject: Subject,
    tags: readonly string[],
    author: Author,
  ): Promise<void> {
    const distinct = [...new Set(tags)].sort((one, other) => one.localeCompare(other, 'ja'));
    const content = distinct.length === 0 ? null : distinct;
    await this.put(tx, person, { subject, kind: 'tags', name: TAGS }, content, author);
    tx.notify('record', person.id);
  }

  /** Adds a note. Null when it is to put right a note that this subject does not have. */
  async addNote(
    tx: Tx,
    person: KeyedPerson,
    subject: Subject,
    note: { readonly text: string; readonly corrects: number | null },
    { staff, now }: Author,
  ): Promise<Note | null> {
    const { text, corrects } = note;
    if (corrects !== null && !(await this.hasNote(tx, person.id, subject, corrects))) return null;
    const [row] = await tx.all<{ id: number }>(
      `INSERT INTO record_note (person_id, subject, staff, content, corrects, at)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      person.id,
      subject,
      staff,
      person.key.seal(notePurposeOf(subject), text),
      corrects,
      now,
    );
    if (!row) throw new Error('A note that was just added is not there.');
    tx.notify('record', person.id);
    return { id: row.id, by: staff, at: now, text, corrects };
  }

  private async put(
    tx: Tx,
    person: KeyedPerson,
    place: { readonly subject: Subject; readonly kind: Kind; readonly name: string },
    content: Entry | readonly string[] | null,
    { staff, now }: Author,
  ): Promise<void> {
    const { subject, kind, name } = place;
    if (content === null) {
      await tx.run(
        'DELETE FROM record_entry WHERE person_id = $1 AND subject = $2 AND kind = $3 AND name = $4',
        person.id,
        subject,
        kind,
        name,
      );
    } else {
      await tx.run(
        `INSERT INTO record_entry (person_id, subject, kind, name, content, staff, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (person_id, subject, kind, name) DO UPDATE
           SET content = excluded.content, staff = excluded.staff, updated_at = excluded.updated_at`,
        person.id,
        subject,
        kind,
        name,
        person.key.seal(purposeOf(subject, kind), JSON.stringify(content)),
        staff,
        now,
      );
    }
  }

  private async hasNote(tx: Tx, personId: string, subject: Subject, id: number): Promise<boolean> {
    const rows = await tx.all(
      'SELECT 1 FROM record_note WHERE person_id = $1 AND subject = $2 AND id = $3',
      personId,
      subject,
      id,
    );
    return rows.length > 0;
  }

  private async notesOf(tx: Tx, person: KeyedPerson, subject: Subject): Promise<readonly Note[]> {
    const rows = await tx.all<{
      id: number;
      by: string;
      content: Uint8Array;
      corrects: number | null;
      at: number;
    }>(
      `SELECT id, staff AS "by", content, corrects, at FROM record_note
        WHERE person_id = $1 AND subject = $2 ORDER BY id`,
      person.id,
      subject,
    );
    return rows.map(({ content, ...note }) => ({
      ...note,
      text: person.key.open(notePurposeOf(subject), content),
    }));
  }
}

/** What is sealed for one subject cannot be opened as the other's, nor a field as a fact. */
function purposeOf(subject: Subject, kind: Kind): string {
  return `record_entry.${subject}.${kind}`;
}

function notePurposeOf(subject: Subject): string {
  return `record_note.${subject}`;
}
