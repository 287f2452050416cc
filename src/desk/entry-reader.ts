import { SaidContents } from '../conversation';
import type { KnownPerson } from '../people';
import type { Tx } from '../store';
import type { Entries, Entry, StaffName } from './api';
import { channelKind } from './people-at-desk';

interface MessageRow {
  readonly id: number;
  readonly channel: string;
  readonly direction: 'in' | 'out';
  readonly content: Uint8Array | null;
  readonly staff: string | null;
  readonly happenedAt: number;
  readonly sentAs: string | null;
  readonly quotes: number | null;
}

const SELECT = `SELECT m.id, m.channel, m.direction, m.content, m.staff, m.happened_at AS "happenedAt",
    d.id AS "sentAs", d.quotes FROM message m LEFT JOIN desk_message d ON d.message_id = m.id`;

/** Reads what a person, the bot and counsellors said, on every channel. Works in the caller's transaction. */
export class EntryReader {
  /** What was said before an entry, or at the end when `before` is null. */
  async before(
    tx: Tx,
    person: KnownPerson,
    before: number | null,
    limit: number,
    names: ReadonlyMap<string, StaffName>,
  ): Promise<Entries> {
    const rows = await tx.all<MessageRow>(
      `${SELECT} WHERE m.person_id = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT ${limit + 1}`,
      person.id,
      before ?? Number.MAX_SAFE_INTEGER,
    );
    const shown = rows.slice(0, limit).reverse();
    return { entries: await entriesOf(tx, person, shown, names), more: rows.length > limit };
  }

  /** What was said after an entry. */
  async after(
    tx: Tx,
    person: KnownPerson,
    after: number,
    limit: number,
    names: ReadonlyMap<string, StaffName>,
  ): Promise<Entries> {
    const rows = await tx.all<MessageRow>(
      `${SELECT} WHERE m.person_id = $1 AND m.id > $2 ORDER BY m.id LIMIT ${limit + 1}`,
      person.id,
      after,
    );
    return {
      entries: await entriesOf(tx, person, rows.slice(0, limit), names),
      more: rows.length > limit,
    };
  }
}

async function entriesOf(
  tx: Tx,
  person: KnownPerson,
  rows: readonly MessageRow[],
  names: ReadonlyMap<string, StaffName>,
): Promise<readonly Entry[]> {
  const contents = new SaidContents(person);
  const entries: Entry[] = [];
  for (const row of rows) {
    const what = await contents.of(tx, row);
    if (!what) continue;
    entries.push({
      id: row.id,
      at: row.happenedAt,
      from: row.direction === 'in' ? 'person' : row.staff === null ? 'madobe' : 'counsellor',
      by: row.staff === null ? null : (names.get(row.staff) ?? null),
      channel: channelKind(row.channel),
      what,
      quotes: row.quotes,
      sentAs: row.sentAs,
    });
  }
  return entries;
}
