import { SaidContents } from '../../conversation';
import type { KnownPerson } from '../../people';
import type { Tx } from '../../store';
import type { ConversationPage, Entry, EntryContent } from './api';

interface MessageRow {
  readonly id: number;
  readonly channel: string;
  readonly direction: 'in' | 'out';
  readonly content: Uint8Array | null;
  readonly staff: string | null;
  readonly happenedAt: number;
  readonly postedAs: string | null;
}

/** What came after an entry. */
export interface NewEntries {
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** Up to which message it was looked: where to go on, though the last ones may not be shown. */
  readonly readTo: number;
  /** There is still more. */
  readonly more: boolean;
}

const SELECT = `SELECT m.id, m.channel, m.direction, m.content, m.staff, m.happened_at AS "happenedAt", i.event_id AS "postedAs"
  FROM message m LEFT JOIN inbox_event i ON i.id = m.turn AND m.direction = 'in' AND i.channel = 'web'`;
/** Entries that a page may still show and that are looked through for erased ones. */
const GONE_WITHIN = 300;

/** Reads what a person and Madobe said, on every channel, as the page shows it. Works in the caller's transaction. */
export class ConversationReader {
  /** What was said before an entry, or at the end when `before` is null. */
  async before(tx: Tx, person: KnownPerson, before: number | null, limit: number): Promise<ConversationPage> {
    const rows = await tx.all<MessageRow>(
      `${SELECT} WHERE m.person_id = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT ${limit + 1}`,
      person.id,
      before ?? Number.MAX_SAFE_INTEGER,
    );
    const shown = rows.slice(0, limit).reverse();
    return { entries: await this.entriesOf(tx, person, shown), more: rows.length > limit };
  }

  /** What was said after an entry, at most `limit` of it. */
  async after(tx: Tx, person: KnownPerson, after: number, limit: number): Promise<NewEntries> {
    const rows = await tx.all<MessageRow>(
      `${SELECT} WHERE m.person_id = $1 AND m.id > $2 ORDER BY m.id LIMIT ${limit}`,
      person.id,
      after,
    );
    return {
      entries: await this.entriesOf(tx, person, rows),
      readTo: rows.at(-1)?.id ?? after,
      more: rows.length === limit,
    };
  }

  /** The id of the newest message; 0 when nothing was said. */
  async newest(tx: Tx, personId: string): Promise<number> {
    const [row] = await tx.all<{ id: number | null }>(
      'SELECT MAX(id) AS id FROM message WHERE person_id = $1',
      personId,
    );
    return row?.id ?? 0;
  }

  /** Up to which message the person had everything erased; 0 when they never had. */
  async clearedTo(tx: Tx, personId: string): Promise<number> {
    const [row] = await tx.all<{ clearedTo: number | null }>(
      'SELECT cleared_to AS "clearedTo" FROM conversation WHERE person_id = $1',
      personId,
    );
    return row?.clearedTo ?? 0;
  }

  /** Which of the entries up to this one were erased or taken back. */
  async goneUpTo(tx: Tx, personId: string, upTo: number): Promise<readonly number[]> {
    const rows = await tx.all<{ id: number; content: number }>(
      `SELECT id, CASE WHEN content IS NULL THEN 0 ELSE 1 END AS content FROM message
        WHERE person_id = $1 AND id <= $2 ORDER BY id DESC LIMIT ${GONE_WITHIN}`,
      personId,
      upTo,
    );
    return rows.flatMap(({ id, content }) => (content === 0 ? [id] : []));
  }

  private async entriesOf(tx: Tx, person: KnownPerson, rows: readonly MessageRow[]): Promise<Entry[]> {
    const contents = new SaidContents(person);
    const entries: Entry[] = [];
    for (const row of rows) {
      const what = await contents.of(tx, row);
      if (what) entries.push(entryOf(row, what));
    }
    return entries;
  }
}

function entryOf(row: MessageRow, what: EntryContent): Entry {
  return {
    id: row.id,
    at: row.happenedAt,
    from: row.direction === 'in' ? 'person' : row.staff === null ? 'madobe' : 'counsellor',
    channel: row.channel === 'line' ? 'line' : 'web',
    what,
    ...(row.postedAs === null ? {} : { postedAs: row.postedAs }),
  };
}
