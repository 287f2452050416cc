import { addWorkingDays, type OpeningHours } from '../calendar';
import type { Tx } from '../store';
import { type AnswerPlace, type TalkRule, usualPlace } from './answer-place';
import type { KeyedPerson } from './keyed-person';
import { bodyOf, type LetterContent, openContent, sealContent, withoutSource } from './letter-content';
import { LetterDrafts } from './letter-drafts';

/** By when letters are answered. */
export interface AnswerRule {
  readonly answerWithinWorkingDays: number;
  /** Which days are working days, and until when a letter counts for its day. */
  readonly hours: OpeningHours;
}

/** A letter that is sent. */
export interface NewLetter {
  /** UUID, made where it was written: sent again, it is the same letter. */
  readonly id: string;
  /** Where it was written: `web` or `line`. */
  readonly channel: string;
  readonly body: string;
  /** What it is about, in the person's words; null when they left it away. */
  readonly about: string | null;
  readonly answerIn: AnswerPlace;
}

/** A letter as a list shows it. */
export interface LetterSummary {
  readonly id: string;
  readonly about: string | null;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** The day by which it is answered, `YYYY-MM-DD` in the organisation's zone. */
  readonly dueOn: string;
  /** Milliseconds since the epoch; null while it waits. */
  readonly answeredAt: number | null;
  /** When the person first opened the answer. Milliseconds since the epoch; null until then. */
  readonly readAt: number | null;
}

export interface Letter extends LetterSummary {
  readonly body: string;
  readonly answerIn: AnswerPlace;
  /** Null while it waits. */
  readonly answer: { readonly body: string /** Milliseconds since the epoch. */; readonly at: number } | null;
}

/** A letter that waits for an answer, as the desk finds it: nothing of its content. */
export interface WaitingLetter {
  readonly personId: string;
  readonly id: string;
  readonly channel: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly dueOn: string;
}

/** What a counsellor answers. */
export interface LetterAnswer {
  readonly body: string;
  /** Who answered, by an opaque name of at most 64 characters; never a person's own. */
  readonly staff: string;
}

const CONTENT = 'letter.content';
const ANSWER = 'letter.answer';

interface LetterRow {
  readonly id: string;
  readonly content: Uint8Array;
  readonly sentAt: number;
  readonly dueOn: string;
  readonly answer: Uint8Array | null;
  readonly answeredAt: number | null;
  readonly readAt: number | null;
}

const COLUMNS = `id, content, sent_at AS "sentAt", due_on AS "dueOn", answer, answered_at AS "answeredAt",
  read_at AS "readAt"`;

/**
 * Letters (お手紙) and their answers, sealed with the writer's key. A letter is sent when its writer says so, once for
 * each id, and waits for nothing but its answer. Every method works inside the caller's transaction; whoever writes
 * holds the person's lock.
 */
export class Letters {
  readonly drafts = new LetterDrafts();
  private readonly answers: AnswerRule;
  private readonly talk: TalkRule;

  constructor(rules: { readonly answers: AnswerRule; readonly talk: TalkRule }) {
    this.answers = rules.answers;
    this.talk = rules.talk;
  }

  /** The day by which a letter sent at this moment is answered, `YYYY-MM-DD`. */
  dueOn(sentAt: number): string {
    return addWorkingDays(this.answers.hours, sentAt, this.answers.answerWithinWorkingDays);
  }

  /** Sends a letter, and removes the draft. Sent before under the same id, that one stands and is returned. */
  async send(tx: Tx, person: KeyedPerson, letter: NewLetter, now: number): Promise<Letter> {
    const draft = await this.drafts.load(tx, person);
    // Sent as the draft had it, its parts are still what came in those messages.
    const parts =
      draft && bodyOf(draft) === letter.body ? draft.parts : [{ text: letter.body, source: null }];
    return this.keep(tx, person, { ...letter, parts }, now);
  }

  /**
   * Sends what the person has written so far. Null when that is nothing.
   *
   * @param as.answerIn where the answer is wanted, when the draft does not say
   */
  async sendDraft(
    tx: Tx,
    person: KeyedPerson,
    as: Pick<NewLetter, 'id' | 'channel' | 'answerIn'>,
    now: number,
  ): Promise<Letter | null> {
    const draft = await this.drafts.load(tx, person);
    if (!draft || bodyOf(draft).trim() === '') return null;
    return this.keep(tx, person, { ...draft, ...as, answerIn: draft.answerIn ?? as.answerIn }, now);
  }

  /** A person's letters, newest first. */
  async list(tx: Tx, person: KeyedPerson): Promise<readonly LetterSummary[]> {
    const rows = await tx.all<LetterRow>(
      `SELECT ${COLUMNS} FROM letter WHERE person_id = $1 ORDER BY sent_at DESC, id`,
      person.id,
    );
    return rows.map((row) => summaryOf(row, openContent(person.key, CONTENT, row.content)));
  }

  /** A letter with its answer, for the desk: nothing is marked. Null when the person has none of that id. */
  async find(tx: Tx, person: KeyedPerson, id: string): Promise<Letter | null> {
    const row = await this.rowOf(tx, person, id);
    return row && this.letterOf(person, row);
  }

  /** A letter with its answer, for its writer: an answer is marked as read from now on. */
  async read(tx: Tx, person: KeyedPerson, id: string, now: number): Promise<Letter | null> {
    await tx.run(
      'UPDATE letter SET read_at = $3 WHERE person_id = $1 AND id = $2 AND answered_at IS NOT NULL AND read_at IS NULL',
      person.id,
      id,
      now,
    );
    return this.find(tx, person, id);
  }

  /** How many of a person's letters have an answer they have not opened. */
  async unread(tx: Tx, personId: string): Promise<number> {
    const [row] = await tx.all<{ n: number }>(
      `SELECT CAST(COUNT(*) AS integer) AS n FROM letter
        WHERE person_id = $1 AND answered_at IS NOT NULL AND read_at IS NULL`,
      personId,
    );
    return row?.n ?? 0;
  }

  /**
   * Answers a letter. False when there is none of that id, or when it has been answered: two counsellors never answer
   * the same one. Tells the person nothing; `CounsellorVoice` does.
   */
  async answer(tx: Tx, person: KeyedPerson, id: string, answer: LetterAnswer, now: number): Promise<boolean> {
    const answered = await tx.run(
      `UPDATE letter SET answer = $3, answered_by = $4, answered_at = $5
        WHERE person_id = $1 AND id = $2 AND answered_at IS NULL`,
      person.id,
      id,
      person.key.seal(ANSWER, answer.body),
      answer.staff,
      now,
    );
    if (answered > 0) tx.notify('letter', '');
    return answered > 0;
  }

  /** Letters that wait for an answer, the most pressing first. */
  async waiting(tx: Tx, limit: number): Promise<readonly WaitingLetter[]> {
    return tx.all<WaitingLetter>(
      `SELECT person_id AS "personId", id, channel, sent_at AS "sentAt", due_on AS "dueOn" FROM letter
        WHERE answered_at IS NULL ORDER BY due_on, sent_at LIMIT $1`,
      limit,
    );
  }

  /**
   * A message was taken back: what drafts and letters have of it goes, and a letter of which nothing is left with it.
   * An answer that was given already stays.
   */
  async forgetSource(tx: Tx, person: KeyedPerson, source: string, now: number): Promise<void> {
    await this.drafts.forgetSource(tx, person, source, now);
    const rows = await tx.all<LetterRow>(`SELECT ${COLUMNS} FROM letter WHERE person_id = $1`, person.id);
    for (const row of rows) {
      const before = openContent(person.key, CONTENT, row.content);
      const after = withoutSource(before, source);
      if (after.parts.length === before.parts.length) continue;
      if (after.parts.length === 0 && row.answer === null) {
        await tx.run('DELETE FROM letter WHERE person_id = $1 AND id = $2', person.id, row.id);
      } else {
        await tx.run(
          'UPDATE letter SET content = $3 WHERE person_id = $1 AND id = $2',
          person.id,
          row.id,
          sealContent(person.key, CONTENT, after),
        );
      }
    }
  }

  private async keep(
    tx: Tx,
    person: KeyedPerson,
    letter: LetterContent & { readonly id: string; readonly channel: string },
    now: number,
  ): Promise<Letter> {
    const { parts, about, answerIn } = letter;
    const sent = await tx.run(
      `INSERT INTO letter (person_id, id, channel, content, sent_at, due_on) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (person_id, id) DO NOTHING`,
      person.id,
      letter.id,
      letter.channel,
      sealContent(person.key, CONTENT, { parts, about, answerIn }),
      now,
      this.dueOn(now),
    );
    if (sent > 0) {
      await this.drafts.remove(tx, person.id);
      tx.notify('letter', '');
    }
    const kept = await this.find(tx, person, letter.id);
    if (!kept) throw new Error('A letter that was just sent is not there.');
    return kept;
  }

  private async rowOf(tx: Tx, person: KeyedPerson, id: string): Promise<LetterRow | null> {
    const [row] = await tx.all<LetterRow>(
      `SELECT ${COLUMNS} FROM letter WHERE person_id = $1 AND id = $2`,
      person.id,
      id,
    );
    return row ?? null;
  }

  private letterOf(person: KeyedPerson, row: LetterRow): Letter {
    const content = openContent(person.key, CONTENT, row.content);
    return {
      ...summaryOf(row, content),
      body: bodyOf(content),
      answerIn: content.answerIn ?? usualPlace(this.talk),
      answer:
        row.answer !== null && row.answeredAt !== null
          ? { body: person.key.open(ANSWER, row.answer), at: row.answeredAt }
          : null,
    };
  }
}

function summaryOf(row: LetterRow, { about }: LetterContent): LetterSummary {
  const { id, sentAt, dueOn, answeredAt, readAt } = row;
  return { id, about, sentAt, dueOn, answeredAt, readAt };
}
