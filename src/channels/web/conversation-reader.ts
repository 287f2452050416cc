import { type Choice, type FlowEvent, type Message } from '../../flow';
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

interface Said {
  readonly messages: readonly Message[];
  readonly choices: readonly Choice[];
}

const SELECT = `SELECT m.id, m.channel, m.direction, m.content, m.staff, m.happened_at AS "happenedAt", i.event_id AS "postedAs"
  FROM message m LEFT JOIN inbox_event i ON i.id = m.turn AND m.direction = 'in' AND i.channel = 'web'`;
/** Messages in which the label of a tapped button is looked for: buttons further back are rarely tapped. */
const LABELS_WITHIN = 30;
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
    const labels = new Map<string, string>();
    const entries: Entry[] = [];
    for (const row of rows) {
      const what = await this.contentOf(tx, person, row, labels);
      if (what) entries.push(entryOf(row, what));
    }
    return entries;
  }

  /** Null for what is no message: that the door was opened. */
  private async contentOf(
    tx: Tx,
    person: KnownPerson,
    row: MessageRow,
    labels: Map<string, string>,
  ): Promise<EntryContent | null> {
    if (row.content === null) return { kind: 'gone' };
    const text = person.key.open('message.content', row.content);
    if (row.direction === 'out') {
      const { messages, choices } = JSON.parse(text) as Said;
      for (const { data, label } of choices) labels.set(data, label);
      return { kind: 'said', messages, choices };
    }
    const event = JSON.parse(text) as FlowEvent;
    switch (event.kind) {
      case 'followed':
        return null;
      case 'text':
        return { kind: 'text', text: event.text };
      case 'media':
        return { kind: 'media', media: event.media };
      case 'chosen':
        return {
          kind: 'chosen',
          label: labels.get(event.data) ?? (await labelBefore(tx, person, row.id, event.data)),
        };
    }
  }
}

/** What was written on a button when it was last shown before a message; empty when that is long ago, or erased. */
async function labelBefore(tx: Tx, person: KnownPerson, before: number, data: string): Promise<string> {
  const rows = await tx.all<{ content: Uint8Array }>(
    `SELECT content FROM message WHERE person_id = $1 AND id < $2 AND direction = 'out' AND content IS NOT NULL
      ORDER BY id DESC LIMIT ${LABELS_WITHIN}`,
    person.id,
    before,
  );
  for (const { content } of rows) {
    const { choices } = JSON.parse(person.key.open('message.content', content)) as Said;
    const choice = choices.find((each) => each.data === data);
    if (choice) return choice.label;
  }
  return '';
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
